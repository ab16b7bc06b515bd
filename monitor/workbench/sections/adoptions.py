"""Practices that the region uses, or wants to use, by how far it is."""

from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiatives.adoption.list_page import URL_NAME
from initiatives.adoption.screen import adopt_address
from initiatives.models import Adoption
from monitor.workbench.parts import SHOWN, Desk, Part, Tally, titled

#: What still asks for something of the region, the furthest first.
UNDER_WAY = (Adoption.State.PILOTING, Adoption.State.PREPARING, Adoption.State.INTERESTED)


def adoptions(desk: Desk) -> Part:
    """What is under way; each opens the screen on which the region tells how far it is."""
    own = Adoption.objects.of_live().filter(region=desk.region)
    counts = dict(own.order_by().values_list("state").annotate(Count("pk")))
    going_on = sum(number for state, number in counts.items() if state != Adoption.State.STOPPED)
    under_way = own.filter(state__in=UNDER_WAY).select_related("practice")
    return Part(
        title=_("Practices that this region uses, or wants to"),
        count=going_on,
        lines=tuple(
            titled(
                adoption.practice.text("title"),
                adopt_address(adoption.practice, desk.region, back=desk.address),
                str(adoption.get_state_display()),
            )
            for adoption in under_way.order_by("-updated_at", "-pk")[:SHOWN]
        ),
        tallies=tuple(
            Tally(capfirst(str(state.label)), counts[state], _address(desk, state=state))
            for state in Adoption.State
            if counts.get(state)
        ),
        url=_address(desk),
        all_label=_("All of it, also what stopped"),
        words=_("How far your region is with what was tried elsewhere."),
        waits=False,
    )


def _address(desk: Desk, **filters: str) -> str:
    return f"{reverse(URL_NAME)}?{urlencode({'region': desk.region.ref} | filters)}"
