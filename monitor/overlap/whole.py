"""Compares the whole catalogue: form by form, because items of two forms never overlap.

Never all pairs: within a form each item is compared with those that share a rare key, as a single
new item is. In memory are the items of one form, and no more than so many of those at once. What
was stopped goes on with the next form.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from monitor.models import Overlap, OverlapProfile, OverlapRules, OverlapRun
from monitor.models.overlap import Key
from monitor.overlap.candidates import COMMON_FROM, chosen
from monitor.overlap.clusters import cluster_form
from monitor.overlap.comparing import Comparison, compare
from monitor.overlap.describing import KINDS
from monitor.overlap.finding import doubles_of
from monitor.overlap.indexing import (
    describe_changed,
    describe_items,
    forget_gone,
    forget_verdicts_of_nothing,
)
from monitor.overlap.keys import asked_keys, stored_keys
from monitor.overlap.profile import Profile
from monitor.overlap.settling import judged_pairs, pair_key, verdicts_among
from monitor.overlap.storing import MOST_PER_ITEM, Strength, ordered, strongest, write
from monitor.overlap.turns import take_turn
from monitor.overlap.weights import Weights
from search.labels import vocabulary
from search.stamp import current_stamp

#: So many items of a form are in memory at once; of a larger one, the parts overlap by half.
MOST_AT_ONCE = 20_000
#: Rows that one query asks for.
_BATCH = 500

#: Told how many items were compared so far, and how many there are.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Member:
    """An item of the form that is compared; its row without the profile, which is read once."""

    row: OverlapProfile
    profile: Profile


def compare_all(
    progress: Progress | None = None, *, until: float | None = None, anew: bool = False
) -> bool:
    """Compares everything; whether it came to the end.

    ``until`` is the moment of the monotonic clock at which it stops after the form it is at; what
    is left is done by the next call. ``anew`` begins again, whatever was done already.
    """
    run = _run(anew=anew)
    forget_gone()
    describe_changed()
    if not run.done_to and _is_of_other_words(run):
        _describe_all()
    forms = _forms()
    total = sum(forms.values())
    done = sum(count for form, count in forms.items() if form <= run.done_to)
    waiting = sorted(form for form in forms if form > run.done_to)
    for form in waiting:
        compare_form(form)
        done += forms[form]
        OverlapRun.objects.filter(pk=run.pk).update(done_to=form)
        if progress:
            progress(done, total)
        if until is not None and time.monotonic() >= until and form != waiting[-1]:
            return False
    _finish(run)
    return True


def last_finished() -> datetime | None:
    """When the whole catalogue was compared last."""
    finished = OverlapRun.objects.filter(finished_at__isnull=False)
    return finished.order_by("-finished_at").values_list("finished_at", flat=True).first()


def compare_form(form: str) -> None:
    """Makes the pairs of a form what they are today."""
    rows = OverlapProfile.objects.filter(form=form)
    # Said beforehand: what changes meanwhile, of item or rules, says by itself that it must be
    # compared again. What was stopped halfway is done again, for only a form that came to its end
    # is noted in the run.
    rows.update(compared_at=timezone.now())
    weights, today = OverlapRules.now().weights, timezone.localdate()
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    judged = judged_pairs()
    step = MOST_AT_ONCE if len(keys) <= MOST_AT_ONCE else MOST_AT_ONCE // 2
    found: dict[tuple[int, int], Comparison] = {}
    provinces = tuple(vocabulary().of("province"))
    for start in range(0, max(len(keys) - (MOST_AT_ONCE - step), 1), step):
        members = list(_members(keys[start : start + MOST_AT_ONCE], today))
        for each in _pairs(members, provinces, weights, judged):
            found[each.ends] = each.comparison
    with transaction.atomic():
        take_turn()
        _store(form, [Strength(ends, why) for ends, why in found.items()])
        cluster_form(form)


def _members(keys: Sequence[int], today: date) -> Iterator[Member]:
    for start in range(0, len(keys), _BATCH):
        for row in OverlapProfile.objects.filter(pk__in=keys[start : start + _BATCH]):
            profile = Profile.from_data(row.data)
            row.data = {}
            if profile.can_overlap() and profile.counts_on(today):
                yield Member(row, profile)


def _pairs(
    members: Sequence[Member],
    provinces: Sequence[str],
    weights: Weights,
    judged: Collection[tuple[Key, Key]],
) -> Iterator[Strength]:
    """The pairs of these items: what was judged, and the strongest others of each item."""
    by_key: dict[int, list[int]] = defaultdict(list)
    # Side by side in a long list stand those for the same people.
    order = sorted(range(len(members)), key=lambda place: _sorting(members[place]))
    where: list[dict[int, int]] = [{} for _member in members]
    for place in order:
        for key in stored_keys(members[place].profile):
            where[place][key] = len(by_key[key])
            by_key[key].append(place)
    doubles = _doubles(members)
    strengths: dict[tuple[int, int], Comparison] = {}
    for place, member in enumerate(members):
        asked = asked_keys(member.profile, provinces)
        near = {
            key: _around(by_key[key], where[place].get(key))
            for key in (*asked.words, *asked.people)
            if key in by_key
        }
        strengths.update(
            _best(
                member,
                [members[each] for each in chosen(near, asked)],
                weights,
                doubles,
                judged,
            )
        )
    rows = {member.row.pk: member.row for member in members}
    yield from _kept([Strength(ends, why) for ends, why in strengths.items()], rows, judged)


def _best(
    member: Member,
    others: Iterable[Member],
    weights: Weights,
    doubles: set[frozenset[Key]],
    judged: Collection[tuple[Key, Key]],
) -> dict[tuple[int, int], Comparison]:
    """All that were judged, and some others more than fit: their neighbours may have stronger ones."""
    found = {
        ordered(member.row, other.row): (comparison, other.row.key)
        for other in others
        if other is not member
        and (comparison := compare(member.profile, other.profile, weights)).is_shown(weights)
        and frozenset((member.row.key, other.row.key)) not in doubles
    }
    best = sorted(found, key=lambda ends: (-found[ends][0].score, ends))[: 2 * MOST_PER_ITEM]
    said = [ends for ends, (_why, key) in found.items() if pair_key(member.row.key, key) in judged]
    return {ends: found[ends][0] for ends in (*best, *said)}


def _sorting(member: Member) -> tuple[tuple[str, ...], int]:
    return tuple(sorted(member.profile.groups)), member.row.pk


def _around(places: list[int], own: int | None) -> list[int]:
    """Those next to one in a list, or the first: so many as make a key common."""
    if len(places) <= COMMON_FROM:
        return places
    begin = max(0, (own or 0) - COMMON_FROM // 2)
    return places[begin : begin + COMMON_FROM]


def _doubles(members: Sequence[Member]) -> set[frozenset[Key]]:
    found: set[frozenset[Key]] = set()
    for kind in KINDS:
        keys = [member.row.item_pk for member in members if member.row.kind == kind]
        for start in range(0, len(keys), _BATCH):
            found |= doubles_of(kind, keys[start : start + _BATCH])
    return found


def _store(form: str, strengths: Sequence[Strength]) -> None:
    before = {(row.first_id, row.second_id): row for row in Overlap.objects.of_form(form)}
    ends = {pk for each in strengths for pk in each.ends}
    rows = _rows(ends)
    # What went offline while everything was compared is gone with its pairs.
    strengths = [each for each in strengths if rows.keys() >= set(each.ends)]
    verdicts = {}
    for some in _batches([rows[pk].key for pk in sorted(rows)]):
        verdicts.update(verdicts_among(some))
    kept = _kept(strengths, rows, verdicts)
    judged = {pk for pair in kept if _key(pair, rows) in verdicts for pk in pair.ends}
    # Only a verdict asks what it rests on.
    for pk, data in _data(judged):
        rows[pk].data = data
    write(kept, before, rows, verdicts)


def _kept(
    strengths: Iterable[Strength],
    rows: Mapping[int, OverlapProfile],
    verdicts: Collection[tuple[Key, Key]],
) -> list[Strength]:
    judged: list[Strength] = []
    asked: list[Strength] = []
    for each in strengths:
        (judged if _key(each, rows) in verdicts else asked).append(each)
    return [*judged, *strongest(asked, Counter())]


def _key(pair: Strength, rows: Mapping[int, OverlapProfile]) -> tuple[Key, Key]:
    one, other = (rows[pk].key for pk in pair.ends)
    return pair_key(one, other)


def _rows(keys: Iterable[int]) -> dict[int, OverlapProfile]:
    return {
        row.pk: row
        for some in _batches(sorted(keys))
        for row in OverlapProfile.objects.filter(pk__in=some).defer("data")
    }


def _data(keys: Iterable[int]) -> Iterator[tuple[int, dict]]:
    for some in _batches(sorted(keys)):
        yield from OverlapProfile.objects.filter(pk__in=some).values_list("pk", "data")


def _batches(values: Sequence) -> Iterator[Sequence]:
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH]


def _forms() -> dict[str, int]:
    rows = OverlapProfile.objects.exclude(form="").order_by().values_list("form", flat=True)
    return dict(Counter(rows.iterator()))


def _run(*, anew: bool) -> OverlapRun:
    """The run that was not finished, or a new one."""
    if anew:
        OverlapRun.objects.filter(finished_at__isnull=True).delete()
    waiting = OverlapRun.objects.filter(finished_at__isnull=True).order_by("-pk").first()
    return waiting or OverlapRun.objects.create(stamp=current_stamp())


def _finish(run: OverlapRun) -> None:
    OverlapRun.objects.filter(pk=run.pk).update(finished_at=timezone.now())
    forget_verdicts_of_nothing()
    # What was compared longer ago than a month tells nobody anything.
    old = timezone.now() - timedelta(days=31)
    OverlapRun.objects.filter(finished_at__lt=old).exclude(pk=run.pk).delete()


def _is_of_other_words(run: OverlapRun) -> bool:
    """Whether target groups, places or forms changed since the last time."""
    last = OverlapRun.objects.filter(finished_at__isnull=False).order_by("-finished_at").first()
    return last is not None and last.stamp != run.stamp


def _describe_all() -> None:
    for kind in KINDS:
        keys = OverlapProfile.objects.filter(kind=kind).order_by("item_pk")
        for some in _batches(list(keys.values_list("item_pk", flat=True))):
            describe_items(kind, some)
