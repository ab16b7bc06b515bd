"""Partners' calendars that do not work, or wait for somebody to decide."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from harvest.health.standing import LABELS, Standing
from harvest.models import Source
from harvest.screens.admin_list import URL_NAME
from harvest.screens.list_page import lines_of
from monitor.workbench.parts import SHOWN, Desk, Line, Part, Tally

#: The worst first.
TROUBLE = (Standing.WRONG, Standing.WAITS)


def sources(desk: Desk) -> Part:
    """Each with what is wrong; its page says what to do."""
    rows = Source.objects.filter(region=desk.region).select_related("organisation", "region")
    lines = [line for line in lines_of(rows) if line.health.standing in TROUBLE]
    lines.sort(key=lambda line: TROUBLE.index(line.health.standing))
    counts = {one: sum(line.health.standing == one for line in lines) for one in TROUBLE}
    return Part(
        title=_("Sources in trouble"),
        count=len(lines),
        lines=tuple(
            Line(f"{line.source.name} ({line.source.organisation})", line.url, line.health.sentence)
            for line in lines[:SHOWN]
        ),
        tallies=tuple(
            Tally(capfirst(str(LABELS[one])), count, _address(desk, state=one))
            for one, count in counts.items()
            if count
        ),
        url=_address(desk),
        all_label=_("All sources of the region"),
        words=_("Calendars of partners that do not flow in any more, or need a decision."),
    )


def _address(desk: Desk, **filters: str) -> str:
    return f"{reverse(URL_NAME)}?{urlencode({'region': desk.region.ref} | filters)}"
