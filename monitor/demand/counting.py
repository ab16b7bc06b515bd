"""Counts searches that found nothing or little; no search waits for it or fails by it."""

import functools
import logging
import secrets
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from monitor.demand.asked import Asked, what_is_asked
from monitor.demand.once import is_first
from monitor.demand.visitors import bit_of
from monitor.models import DemandKey, SearchDemand
from search.asker import Asker
from search.query import SearchQuery

logger = logging.getLogger(__name__)

#: Fewer results than this are thin.
THIN = 3
#: What waits to be counted; when the database is slow the rest is not counted.
MOST_WAITING = 100
_room = threading.BoundedSemaphore(MOST_WAITING)


def week_of(day: date) -> date:
    """The Monday of the ISO week of a day."""
    return day - timedelta(days=day.weekday())


def note(query: SearchQuery, total: int, asker: Asker, **_signal: Any) -> None:
    """Hears of every answer to words (`search.asked`) and lets count what found too little.

    Of one asker the same counts once a week, as far as this process can tell.
    """
    if total >= THIN or (asked := what_is_asked(query)) is None:
        return
    week = week_of(timezone.localdate())
    if not is_first(asker, asked, week):
        return
    if not settings.DEMAND_COUNTED_LATER:
        _count_quietly(asked, asker, week, not total)
    elif _room.acquire(blocking=False):
        _counters().submit(_count_in_thread, asked, asker, week, not total)


@functools.cache
def _counters() -> ThreadPoolExecutor:
    """Made at first use, so that every worker process has its own."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="demand")


def _count_in_thread(asked: Asked, asker: Asker, week: date, in_vain: bool) -> None:
    close_old_connections()
    try:
        _count_quietly(asked, asker, week, in_vain)
    finally:
        _room.release()
        connection.close()


def _count_quietly(asked: Asked, asker: Asker, week: date, in_vain: bool) -> None:
    try:
        with transaction.atomic():
            count(asked, asker, week, in_vain=in_vain)
    except Exception:
        # Without the words: what somebody searched for does not go into a log.
        logger.exception("A search that found too little was not counted")


def count(asked: Asked, asker: Asker, week: date, *, in_vain: bool) -> None:
    """One more search of this week: one row is written, or one is changed.

    Until the threshold none is counted of a visitor who may have been counted already.
    """
    secret = _secret_of(week)
    digest, bit = asked.digest(secret), bit_of(asker, asked, secret)
    same = SearchDemand.objects.filter(week=week, digest=digest)
    if not same.exists():
        if not _has_room(week):
            return
        first = {"searches": 1, "without_result": int(in_vain), "visitors": bit}
        _row, is_new = SearchDemand.objects.get_or_create(week=week, digest=digest, defaults=first)
        if is_new:
            return
    # It was there, or another process came first. One statement looks and counts, so that no search
    # is lost and nobody counts twice.
    same.not_asked_by(bit).update(
        searches=F("searches") + 1,
        without_result=F("without_result") + int(in_vain),
        words=_once_often_enough("words", Value(asked.words)),
        places=_once_often_enough("places", Value(asked.places)),
        kinds=_once_often_enough("kinds", Value(asked.kinds)),
        visitors=_once_often_enough("visitors", Value(0), F("visitors").bitor(bit)),
    )


def _has_room(week: date) -> bool:
    """In a full week room is made, so that nobody silences the count by asking very much.

    What was asked least goes, the oldest first; what has reached the threshold stays.
    """
    rows = SearchDemand.objects.filter(week=week)
    if rows.count() < SearchDemand.MOST_A_WEEK:
        return True
    _tell_of_full(week)
    least = rows.filter(searches__lt=SearchDemand.THRESHOLD).order_by("searches", "pk")
    # Several at once, so that not every search of a full week has to do this.
    several = list(least.values_list("pk", flat=True)[: max(1, SearchDemand.MOST_A_WEEK // 50)])
    gone, _each = SearchDemand.objects.filter(pk__in=several).delete()
    return bool(gone)


@functools.lru_cache(maxsize=1)
def _tell_of_full(week: date) -> None:
    """Once for a week in each process."""
    logger.warning(
        "In the week of %s so much was asked for in vain that the rarest is let go of", week
    )


def _once_often_enough(field: str, then: Value, before: Any = None) -> Case:
    """What the field becomes with the search that reaches the threshold, and what before that."""
    enough = When(searches__gte=SearchDemand.THRESHOLD - 1, then=then)
    kept = F(field) if before is None else before
    becomes: Any = SearchDemand._meta.get_field(field)
    return Case(enough, default=kept, output_field=becomes)


def _secret_of(week: date) -> str:
    new = {"secret": secrets.token_hex(32)}
    return DemandKey.objects.get_or_create(week=week, defaults=new)[0].secret
