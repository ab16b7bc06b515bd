"""Items of which one seems to say what another says already."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from monitor.workbench.parts import SHOWN, Desk, Line, Part, together
from publishing.duplicates.finding import items_of
from publishing.duplicates.manager_page import URL_NAME, concerning
from publishing.models import SuspectedPair


def doubles(desk: Desk) -> Part:
    """Pairs with one or both items of the region, the likeliest first."""
    pairs = SuspectedPair.objects.filter(concerning([desk.region.pk]))
    shown = list(pairs.order_by("-score", "pk")[:SHOWN])
    items = items_of((pair.kind, pk) for pair in shown for pk in (pair.first_id, pair.second_id))
    lines = []
    for pair in shown:
        two = [items.get((pair.kind, pk)) for pk in (pair.first_id, pair.second_id)]
        if one_and_other := [item for item in two if item is not None]:
            both, lang = together(*(item.text("title") for item in one_and_other))
            kind = str(one_and_other[0].kind_label)
            lines.append(Line(both, _address(pair, desk), kind, lang))
    return Part(
        title=_("Possible doubles"),
        count=pairs.count(),
        lines=tuple(lines),
        url=f"{reverse(URL_NAME)}?{urlencode({'region': desk.region.ref})}",
        all_label=_("All possible doubles"),
        words=_("Items that are probably the same. Say how it is, once."),
    )


def _address(pair: SuspectedPair, desk: Desk) -> str:
    """What looks like the item of this region; that of another one may not be opened here."""
    own = pair.first_id if pair.first_region_id == desk.region.pk else pair.second_id
    return f"{reverse(URL_NAME)}?{urlencode({'item': f'{pair.kind}-{own}'})}"
