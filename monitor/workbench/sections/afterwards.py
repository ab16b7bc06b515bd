"""What trusted organisations put online since a manager last looked."""

from django.urls import reverse
from django.utils.translation import gettext as _

from monitor.workbench.lines import waiting_line
from monitor.workbench.parts import SHOWN, Desk, Part
from publishing.admin.open_reviews import to_look_at_afterwards
from publishing.admin.waiting_together import put_together


def afterwards(desk: Desk) -> Part:
    """Oldest first. The start page of the admin names all of them."""
    own = [one for one in to_look_at_afterwards() if one.item.region_id == desk.region.pk]
    return Part(
        title=_("To look at afterwards"),
        count=len(own),
        lines=tuple(waiting_line(one) for one in put_together(own)[:SHOWN]),
        url=f"{reverse('wagtailadmin_home')}#afterwards" if len(own) > SHOWN else "",
        all_label=_("All to look at afterwards"),
        words=_("Put online by trusted organisations; nobody has looked at it yet."),
    )
