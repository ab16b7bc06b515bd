"""What organisations handed in, waiting for a decision of this region."""

from django.utils.translation import gettext as _

from monitor.workbench.lines import waiting_line
from monitor.workbench.parts import SHOWN, Desk, Part, total
from publishing.admin.open_reviews import open_reviews
from publishing.admin.waiting_together import put_together


def to_review(desk: Desk) -> Part:
    """Oldest first; what came at once from one place is one line."""
    own = [one for one in open_reviews() if one.item.region_id == desk.region.pk]
    tallies = desk.tallies("in_review")
    return Part(
        title=_("To review"),
        count=total(tallies),
        lines=tuple(waiting_line(one) for one in put_together(own)[:SHOWN]),
        tallies=tallies,
        words=_("Handed in, and waiting for your decision."),
    )
