"""Practices from elsewhere that somebody wants to use here, and of which nobody has said more."""

from django.utils.translation import gettext as _

from initiatives.adoption.screen import adopt_address
from initiatives.models import Practice
from monitor.workbench.parts import SHOWN, Desk, Part, titled


def proposed_practices(desk: Desk) -> Part:
    """Each opens the screen on which the region says what it does with it."""
    here = (
        Practice.objects.live()
        .filter(proposed_provinces__region=desk.region)
        .exclude(provinces__region=desk.region)
        .exclude(adoptions__region=desk.region)
        .distinct()
    )
    rows = here.select_related("region").defer("body", "body_en").order_by("title", "pk")
    return Part(
        title=_("Practices proposed here"),
        count=here.count(),
        lines=tuple(
            titled(
                practice.text("title"),
                adopt_address(practice, desk.region, back=desk.address),
                str(practice.region or _("national")),
            )
            for practice in rows[:SHOWN]
        ),
        words=_("Somebody wants to use these in your region. Say what you do with them."),
        waits=False,
    )
