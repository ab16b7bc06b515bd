"""Which step is due for which item on a day; reads only."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from publishing.confirmation import items
from publishing.freshness import FreshnessSchedule, schedule
from publishing.models import FreshnessStep, Publication

Step = FreshnessStep.Step

#: After so many days a step of which nobody could be told is taken again.
AGAIN_AFTER = timedelta(days=14)
#: For what is offline already this is not tried for longer.
TOLD_WITHIN = timedelta(days=90)


@dataclass(frozen=True)
class DueStep:
    """A step to take for an item now. `again` is the same step, of which nobody was told."""

    item: Publication
    since: date
    step: FreshnessStep.Step
    again: FreshnessStep | None = None


def due_steps(today: date) -> Iterator[DueStep]:
    """Everything that is due, what has waited longest first within each kind."""
    for model in items.kinds().values():
        taken = _taken(model.kind)
        candidates = sorted(_candidates(model, today), key=lambda i: (items.counts_since(i), i.pk))
        for item in candidates:
            if due := due_step(item, taken.get(item.pk, []), today):
                yield due
    yield from _untold_archivings(today)


def due_step(item: Publication, taken: list[FreshnessStep], today: date) -> DueStep | None:
    """What is due for a live item of which the steps `taken` are known, in any order."""
    times = schedule()
    since = _since(item, taken)
    if today - since <= times.confirm_after:
        return None
    way = {row.step: row for row in taken if row.since == since}
    last = next((way[step] for step in reversed(Step) if step in way), None)
    if last is None:
        return DueStep(item, since, Step.ASKED)
    if last.mails.waiting().exists():
        # Nobody is told of a second step before the first.
        return None
    if not last.told:
        again = today - last.day >= AGAIN_AFTER
        return DueStep(item, since, Step(last.step), again=last) if again else None
    following = _following(Step(last.step))
    if following is None or today - last.day < _pause_before(following, times):
        return None
    if following == Step.ARCHIVED and _is_worked_on(item):
        return None
    return DueStep(item, since, following)


def _since(item: Publication, taken: list[FreshnessStep]) -> date:
    """The day the way counts from; that of going offline for what a curator put back since."""
    archived = [row.day for row in taken if row.step == Step.ARCHIVED]
    return max([items.counts_since(item), *archived])


def _following(step: FreshnessStep.Step) -> FreshnessStep.Step | None:
    steps = list(Step)
    place = steps.index(step) + 1
    return steps[place] if place < len(steps) else None


def _pause_before(step: FreshnessStep.Step, times: FreshnessSchedule) -> timedelta:
    """How long after the step before it a step is due."""
    first, second = times.reminders
    return {
        Step.REMINDED: first,
        Step.REMINDED_AGAIN: second - first,
        Step.MARKED: times.grace - second,
        Step.ARCHIVED: times.archive_after,
    }[step]


def _is_worked_on(item: Publication) -> bool:
    """Whether a new version is under review or waits for its moment; going offline would drop it."""
    scheduled = item.revisions.filter(approved_go_live_at__isnull=False)
    return bool(item.workflow_in_progress) or scheduled.exists()


def _untold_archivings(today: date) -> Iterator[DueStep]:
    """What went offline without anybody having been told, because no mail could be delivered."""
    rows = FreshnessStep.objects.filter(
        step=Step.ARCHIVED, told=0, day__lte=today - AGAIN_AFTER, day__gt=today - TOLD_WITHIN
    )
    for row in rows.order_by("day", "pk"):
        item = items.find(row.kind, row.item_pk)
        if item is not None and not item.live and not row.mails.waiting().exists():
            yield DueStep(item, row.since, Step.ARCHIVED, again=row)


def _candidates(model: type[Publication], today: date) -> Iterator[Publication]:
    # A day too many rather than too few: the exact day is a matter of the time zone.
    limit = today - schedule().confirm_after + timedelta(days=1)
    published = Coalesce("first_published_at", "created_at")
    never = Q(verified_on__isnull=True, published__date__lt=limit)
    rows: Any = items.all_of(model)
    live = rows.needing_confirmation(timezone.now())
    yield from live.annotate(published=published).filter(Q(verified_on__lt=limit) | never)


def _taken(kind: str) -> dict[int, list[FreshnessStep]]:
    rows: dict[int, list[FreshnessStep]] = defaultdict(list)
    for row in FreshnessStep.objects.filter(kind=kind):
        rows[row.item_pk].append(row)
    return rows
