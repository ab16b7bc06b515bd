"""What no target group or action line leads to."""

from django.utils.translation import gettext as _

from monitor.workbench.parts import Desk, Part, total


def unclassified(desk: Desk) -> Part:
    """Counts only: the lists of the admin name them."""
    tallies = desk.tallies("unclassified")
    return Part(
        title=_("Without target group or action line"),
        count=total(tallies),
        tallies=tallies,
        words=_("Nobody finds these by what they are about, and the coverage map misses them."),
    )
