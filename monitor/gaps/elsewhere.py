"""What neighbouring and similar provinces have where a cell is empty or thin."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from monitor.coverage.matrix import Matrix
from monitor.coverage.tuned import populations
from monitor.gaps.alike import Likeness, Profile, most_alike
from monitor.gaps.practices import Situation
from monitor.gaps.spot import Spot

#: How many provinces count as like another, and how many are shown for the whole country.
ALIKE = 3
MOST_SHOWN = 6
#: The provinces of the spot taken together.
HOME = ""


@dataclass(frozen=True)
class Elsewhere:
    """Another province: what it has under the same subject, and why it is shown."""

    code: str
    label: str
    #: Its language, where that is not the language of the page.
    lang: str
    count: int
    why: tuple[str, ...]


def alike_to(spot: Spot, everywhere: Matrix) -> list[Likeness]:
    """The provinces most like those of the spot; none for the whole country."""
    if not spot.home:
        return []
    profiles = {row.value: _profile(everywhere, row.value) for row in everywhere.rows}
    sizes: dict[str, int | None] = {code: one.inhabitants for code, one in populations().items()}
    own = [profiles.pop(code) for code in sorted(spot.home) if code in profiles]
    together = {term: sum(one.get(term, 0) for one in own) for term in _top_terms(everywhere)}
    people = [sizes.get(code) or 0 for code in spot.home]
    sizes[HOME] = sum(people) if all(people) else None
    return most_alike(HOME, {HOME: together, **profiles}, sizes)[:ALIKE]


def elsewhere(
    situation: Situation, everywhere: Matrix, alike: list[Likeness]
) -> tuple[list[Elsewhere], list[str]]:
    """The provinces to look at that have something, and the names of neighbours that have not.

    `everywhere` is the matrix of `situation.spot.by_province()`. For the whole country these are
    the provinces that have most.
    """
    spot = situation.spot
    value = spot.subjects[0][1]
    counts = {row.value: everywhere.cell(row.value, value).count for row in everywhere.rows}
    if not spot.home:
        most = sorted((code for code in counts if counts[code]), key=lambda code: -counts[code])
        shown = [(code, ()) for code in most[:MOST_SHOWN]]
        return [_of(situation, code, counts, why) for code, why in shown], []
    reasons = dict(_reasons(situation, alike))
    found = [_of(situation, code, counts, why) for code, why in reasons.items() if counts.get(code)]
    without = [
        situation.label("province", code)
        for code in situation.words.of("province")
        if code in situation.next_door and not counts.get(code)
    ]
    return found[:MOST_SHOWN], without


def _of(
    situation: Situation, code: str, counts: Mapping[str, int], why: tuple[str, ...]
) -> Elsewhere:
    label = situation.label("province", code)
    return Elsewhere(code, label, situation.foreign("province", code), counts[code], why)


def _reasons(situation: Situation, alike: list[Likeness]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Why each province is worth a look: neighbours first, those that are alike after them."""
    likeness = {one.code: one for one in alike}
    beside = [code for code in situation.words.of("province") if code in situation.next_door]
    for code in beside:
        also = (_alike(likeness[code]),) if code in likeness else ()
        yield code, (_("next door"), *also)
    for one in alike:
        if one.code not in beside:
            yield one.code, (_alike(one),)


def _alike(one: Likeness) -> str:
    words = {"profile": round(100 * one.profile), "size": round(100 * (one.size or 0))}
    if one.size is None:
        return _("alike: %(profile)d%% the same spread") % words
    return _("alike: %(profile)d%% the same spread, %(size)d%% the same size") % words


def _profile(everywhere: Matrix, code: str) -> Profile:
    return {term: everywhere.cell(code, term).count for term in _top_terms(everywhere)}


def _top_terms(everywhere: Matrix) -> list[str]:
    return [line.value for line in everywhere.cols if line.depth == 0]
