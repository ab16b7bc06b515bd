"""What somebody who contributes is told of items that do much the same: neutral, and only a few."""

from typing import Any

from django.utils import timezone

from monitor.models import OverlapRules
from monitor.overlap.describing import KINDS, describe
from monitor.overlap.finding import overlaps_of
from monitor.overlap.names import Names
from monitor.overlap.reasons import Sign
from organisations.contributing.beside import Beside, register_beside
from publishing.duplicates.finding import items_of

MOST = 3
#: What is alike; what is not, and who else takes part, is for a manager to weigh.
_TOLD = frozenset({Sign.PEOPLE, Sign.PEOPLE_PARTLY, Sign.FORM, Sign.PLACE, Sign.SUBJECT})


def connect() -> None:
    """Once, when the program starts."""
    register_beside(items_beside)


def items_beside(item: Any) -> list[Beside]:
    """The few items that overlap an item most, which need not be saved."""
    if item.kind not in KINDS:
        return []
    found = overlaps_of(describe(item), timezone.localdate(), OverlapRules.now().weights)[:MOST]
    items = items_of(one.row.key for one in found)
    names = Names()
    told = []
    for one in found:
        if (other := items.get(one.row.key)) is not None and other.live:
            reasons = [each for each in one.comparison.reasons if each.sign in _TOLD]
            title = other.text("title")
            told.append(
                Beside(
                    kind=other.kind,
                    pk=other.pk,
                    title=title.text,
                    lang=title.lang,
                    url=other.get_absolute_url(),
                    reasons=tuple(reason.in_html(names) for reason in reasons),
                )
            )
    return told
