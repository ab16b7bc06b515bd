"""Events of the coming quarter that are probably one, announced twice."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from events.overlap.intervals import WEEK
from events.overlap.lines import line_of
from events.overlap.look_alikes import look_alikes
from events.overlap.manager_page import WEEKS, first_monday
from monitor.workbench.parts import SHOWN, Desk, Line, Part, together
from monitor.workbench.sections.crowded_weeks import address


def same_events(desk: Desk) -> Part:
    """In the order of their days; judged on the page of crowded weeks."""
    last = first_monday("") + WEEKS * WEEK - timedelta(days=1)
    pairs = look_alikes(timezone.localdate(), last, frozenset({desk.region.pk})).pairs
    return Part(
        title=_("Probably the same event"),
        count=len(pairs),
        lines=tuple(
            Line(titles, address(desk), line_of(pair.first).when, lang)
            for pair in pairs[:SHOWN]
            for titles, lang in [together(*(event.text("title") for event in pair.events))]
        ),
        url=address(desk),
        all_label=_("All pairs of events"),
        words=_("Nearly the same title on the same day in the same place."),
    )
