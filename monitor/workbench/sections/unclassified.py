"""What is live without a target group, or without an action line; of events those to come."""

from django.utils.translation import gettext as _

from monitor.workbench.parts import Desk, Part, total


def unclassified(desk: Desk) -> Part:
    """Counts only: the lists of the admin name them."""
    tallies = desk.tallies("unclassified")
    return Part(
        title=_("Without target group or action line"),
        count=total(tallies),
        tallies=tallies,
        words=_(
            "On the site, but the target group, the action line or both are missing. Who chooses "
            "by what is missing does not find them."
        ),
    )
