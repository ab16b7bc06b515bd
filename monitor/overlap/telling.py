"""Tells who keep items that overlap that a manager sees a chance to do something together."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.text import get_text_list
from django.utils.translation import gettext, gettext_lazy, pgettext

from monitor.models import OverlapVerdict
from monitor.models.overlap import Key
from publishing.confirmation.addressees import Capacity, addressees_of
from publishing.models import User
from publishing.notices import register_relevance, tell
from publishing.permissions import may_lead_region, roles_of
from publishing.review_remarks import curator_of

JOIN = "overlap_join"
_KEEPERS = frozenset({Capacity.KEEPER, Capacity.CONTACT})


def connect() -> None:
    """Once, when the program starts."""
    register_relevance(JOIN, _still_stands)


def tell_owners(
    keys: Sequence[Key], items: Mapping[Key, Any], *, together: UUID, note: str, user: Any
) -> None:
    """One line in tomorrow's mail for whoever keeps one of these items, about the others.

    Who keeps several of them hears it once; who said it does not.
    """
    told: set[str] = set()
    for key in keys:
        others = [items[other] for other in keys if other != key]
        for addressee in addressees_of(items[key]):
            if addressee.capacity not in _KEEPERS or addressee.user == user:
                continue
            if addressee.address not in told:
                told.add(addressee.address)
                context = _context(items[key], others, together, note)
                context["by"] = partial(_judge, user, [items[key], *others])
                tell(addressee.user or addressee.address, JOIN, context, at_once=False)


def _context(item: Any, others: Sequence[Any], together: UUID, note: str) -> dict[str, Any]:
    return {
        "together": str(together),
        "title": lambda: item.text("title").text,
        "others": lambda: _listed(others),
        "note": note,
        "url": others[0].get_absolute_url,
        "label": gettext_lazy("See what else there is"),
        "why": lambda: gettext("You get this mail because you keep one of these items."),
    }


def _judge(user: Any, items: Sequence[Any]) -> str:
    """As whom somebody judged these items: for a region of theirs, that of the first item first."""
    led = [item for item in items if may_lead_region(user, item.region_id)]
    return curator_of(None if roles_of(user).everywhere or not led else led[0].region)


def _listed(items: Sequence[Any]) -> str:
    titles = [f"“{item.text('title').text}”" for item in items]
    return get_text_list(titles, pgettext("between the last two of a list", "and"))


def _still_stands(context: Mapping[str, Any], user: User | None) -> bool:
    join = OverlapVerdict.Verdict.JOIN
    return OverlapVerdict.objects.filter(together=context["together"], verdict=join).exists()
