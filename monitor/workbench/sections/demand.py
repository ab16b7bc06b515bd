"""What people searched for in this region without finding enough."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitor.demand.page import URL_NAME
from monitor.demand.reading import DemandLine, demand_of
from monitor.workbench.parts import SHOWN, Desk, Line, Part


def demand(desk: Desk) -> Part:
    """The questions of the last weeks, most asked first."""
    lines = demand_of(desk.region)
    address = f"{reverse(URL_NAME)}?{urlencode({'region': desk.region.ref})}"
    return Part(
        title=_("Searched for in vain"),
        count=len(lines),
        lines=tuple(
            Line(line.words or _("without words"), address, _searches(line))
            for line in lines[:SHOWN]
        ),
        url=address,
        all_label=_("Demand and supply of the region"),
        words=_("What visitors looked for here, and found little or nothing of."),
        waits=False,
    )


def _searches(line: DemandLine) -> str:
    return ngettext(
        "%(count)d search, %(without)d without a result",
        "%(count)d searches, %(without)d without a result",
        line.searches,
    ) % {"count": line.searches, "without": line.without_result}
