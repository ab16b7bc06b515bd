"""The step of `run_due`: what changed is compared at once, and everything once a night."""

import time
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from monitor.models import OverlapProfile, OverlapRules
from monitor.overlap.finding import Found, doubles_of, overlaps_of
from monitor.overlap.indexing import describe_changed, forget_gone
from monitor.overlap.profile import Profile
from monitor.overlap.storing import store_of_one
from monitor.overlap.turns import take_turn
from monitor.overlap.whole import compare_all, last_finished

#: So many items in one run; the rest comes with the next.
AT_ONCE = 300
#: Well within the five minutes between two calls.
SECONDS = 120.0
#: On the clock of the site: from then on everything is compared, until the day begins.
NIGHT_FROM, NIGHT_TO = 2, 6


def run() -> str:
    """For `run_due`: says in words what it did."""
    gone = forget_gone()
    made = describe_changed(AT_ONCE)
    done = compare_waiting(AT_ONCE)
    whole = int(_compare_all_at_night())
    counts = {
        "items described": made,
        "items compared": done,
        "items gone": gone,
        "comparison of the whole catalogue": whole,
    }
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)


def compare_waiting(limit: int | None = None) -> int:
    """Compares the items that wait with what may overlap them; says how many."""
    waiting = OverlapProfile.objects.filter(compared_at__isnull=True)
    keys = waiting.order_by("item_changed_at", "pk").values_list("pk", flat=True)[:limit]
    return sum(compare_one(key) for key in list(keys))


@transaction.atomic
def compare_one(key: int) -> bool:
    """Makes the pairs of one item what they are today; whether it still waited for that."""
    take_turn()
    # Said beforehand, and everything read afterwards: what changes meanwhile, of item or rules,
    # says by itself that it must be compared again.
    waiting = OverlapProfile.objects.filter(pk=key, compared_at__isnull=True)
    if not waiting.update(compared_at=timezone.now()):
        return False
    row = OverlapProfile.objects.get(pk=key)
    profile = Profile.from_data(row.data)
    found = overlaps_of(profile, timezone.localdate(), OverlapRules.now().weights)
    doubles = doubles_of(row.kind, [row.item_pk]) if found else set()
    store_of_one(row, [each for each in found if not _is_double(row, each, doubles)])
    return True


def ask_again() -> None:
    """Lets everything be compared again: the rules are others now."""
    OverlapProfile.objects.update(compared_at=None)


def _is_double(row: OverlapProfile, found: Found, doubles: set) -> bool:
    return frozenset((row.key, found.row.key)) in doubles


def _compare_all_at_night() -> bool:
    now = timezone.localtime()
    if not NIGHT_FROM <= now.hour < NIGHT_TO or _was_done(now):
        return False
    return compare_all(until=time.monotonic() + SECONDS)


def _was_done(now: datetime) -> bool:
    last = last_finished()
    return last is not None and timezone.localtime(last).date() == now.date()
