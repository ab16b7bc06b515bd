"""Drafts, what was sent back, and changes that are not online yet."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from monitor.workbench.parts import SHOWN, Desk, Line, Part, total


def unfinished(desk: Desk) -> Part:
    """What lies longest first."""
    tallies = desk.tallies("unfinished")
    return Part(
        title=_("Unfinished"),
        count=total(tallies),
        lines=tuple(
            Line(
                one.title,
                one.url,
                f"{one.kind}, {one.state}, {date_format(one.since, 'j b Y')}",
                one.lang,
            )
            for one in desk.waiting.oldest()[:SHOWN]
        ),
        tallies=tallies,
        words=_("Drafts, what was sent back, and changes that are not online yet."),
        waits=False,
    )
