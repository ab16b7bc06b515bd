"""Weeks of the coming quarter in which much happens for one target group."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.overlap.crowded_weeks import crowded_weeks
from events.overlap.manager_lines import lines_of_weeks
from events.overlap.manager_page import URL_NAME, WEEKS, first_monday
from events.overlap.terms import Vocabulary
from monitor.workbench.parts import SHOWN, Desk, Line, Part, together
from taxonomy.localised import LocalisedText, active_language


def crowded(desk: Desk) -> Part:
    """In the order of the calendar."""
    words = Vocabulary.read()
    weeks = crowded_weeks(first_monday(""), WEEKS, words, frozenset({desk.region.pk}))
    return Part(
        title=_("Crowded weeks"),
        count=len(weeks),
        lines=tuple(
            Line(title, row["url"], _events(row["count"]), lang)
            for row in lines_of_weeks(weeks[:SHOWN], words, [desk.region])
            for title, lang in [together(_days(row["days"]), row["group"].text("label"), by=": ")]
        ),
        url=address(desk),
        all_label=_("All crowded weeks"),
        words=_("Many events for one target group in one week; perhaps one of them can move."),
        waits=False,
    )


def address(desk: Desk) -> str:
    """The page with the crowded weeks and the pairs of events of the region."""
    return f"{reverse(URL_NAME)}?{urlencode({'region': desk.region.ref})}"


def _days(days: str) -> LocalisedText:
    return LocalisedText(days, active_language())


def _events(count: int) -> str:
    return ngettext("%(count)d event", "%(count)d events", count) % {"count": count}
