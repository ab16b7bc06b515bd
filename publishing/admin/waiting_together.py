"""Many items that came at once from one place, as one line of what waits.

A room above this one knows what came together, and where all of it is decided on one page.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import ngettext

from publishing.admin.open_reviews import Waiting

#: Fewer are named one by one.
FEWEST = 4


@dataclass(frozen=True)
class Together:
    """Where items came from: the name of it, and the page on which all of them are decided."""

    name: str
    url: str


#: For items of a kind: by key, what they came with; nothing for those that came alone.
TogetherOf = Callable[[str, Collection[int]], Mapping[int, Together]]
_together_of: list[TogetherOf] = []


def register_together(function: TogetherOf) -> None:
    """Let a room say what came together; called from its `apps.py`."""
    _together_of.append(function)


@dataclass(frozen=True)
class Several:
    """A line for all that came from one place; with the same columns as `Waiting`."""

    title: str
    kind: str
    region: str
    since: datetime
    url: str
    #: It is a sentence of ours.
    lang: str = ""


def put_together(waiting: Sequence[Waiting]) -> list[Waiting | Several]:
    """The lines in the same order, with one for all that came together where the first would be."""
    by_kind: dict[str, list[int]] = {}
    for one in waiting:
        by_kind.setdefault(one.item.kind, []).append(one.item.pk)
    came = {
        (kind, pk): together
        for kind, keys in by_kind.items()
        for function in _together_of
        for pk, together in function(kind, keys).items()
    }
    parties: dict[Together, list[Waiting]] = {}
    for one in waiting:
        if together := came.get((one.item.kind, one.item.pk)):
            parties.setdefault(together, []).append(one)
    large = {together: party for together, party in parties.items() if len(party) >= FEWEST}
    lines: list[Waiting | Several] = []
    for one in waiting:
        together = came.get((one.item.kind, one.item.pk))
        if together is None or together not in large:
            lines.append(one)
        elif large[together][0] is one:
            lines.append(_several(together, large[together]))
    return lines


def _several(together: Together, party: Sequence[Waiting]) -> Several:
    first = party[0]
    title = ngettext("%(count)d item from %(name)s", "%(count)d items from %(name)s", len(party))
    words = {"count": len(party), "name": together.name}
    return Several(title % words, first.kind, first.region, first.since, together.url)
