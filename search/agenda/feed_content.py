"""The events of a feed: finished texts, one after another, in the order of their keys.

The engine says which events match where the database cannot know; when they are is in the table
of dates. Nothing in here holds more than some hundreds of texts at once.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property, partial
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from events.models import CalendarRevision, CalendarText, Event, Occurrence
from search.agenda.feed_question import FeedQuestion
from search.engines import get_engine

TEXTS_AT_ONCE = 200
#: A digest and a zone are small.
DIGESTS_AT_ONCE = 2_000
#: As many as the engine gives.
MOST_EVENTS = 60_000
#: So many feeds a process remembers.
MOST_KNOWN = 2_000

Rows = Iterator[list[tuple[Any, ...]]]


@dataclass(frozen=True)
class FeedContent:
    """What a feed holds at one moment: a digest of all texts, and the zones that they use.

    `changed_at` (UTC) is when it may have changed last.
    """

    digest: str
    zones: tuple[str, ...]
    changed_at: datetime


class Feed:
    """The events of one question, for one request: the engine is asked once at most."""

    def __init__(self, question: FeedQuestion) -> None:
        self._question = question

    def content(self) -> FeedContent:
        """What the feed holds now.

        It is remembered as long as nothing changes that calendar files are made of: then asking
        again takes one small query. Raises EngineUnavailableError when only the engine could
        tell.
        """
        question = self._question
        # Before anything is read: what changes meanwhile belongs to another stamp.
        state = CalendarRevision.current()
        key = (question.query.language, question.path, question.known_since, state.stamp)
        known = _known.get(key)
        if known is None:
            known = self._read_content(state.changed_at)
            _known.put(key, known)
        return known

    def texts(self) -> Iterator[bytes]:
        """The texts, some hundred kilobytes at a time.

        The engine is asked at once: raises EngineUnavailableError before anything was sent.
        """
        rows_of = self._rows_of
        fields = ("text",) if self._question.cancelled else ("text", "without_cancelled")

        def chunks() -> Iterator[bytes]:
            for rows in rows_of(fields, TEXTS_AT_ONCE):
                # The text without cancelled dates stands last, and is empty when there are none.
                yield "".join(row[-1] or row[0] for row in rows).encode()

        return chunks()

    def _read_content(self, changed_at: datetime) -> FeedContent:
        digest, zones = sha256(), set()
        fields = ("digest", "event__calendar_entry__zone")
        for rows in self._rows_of(fields, DIGESTS_AT_ONCE):
            for of_text, zone in rows:
                digest.update(of_text.encode())
                zones.add(zone)
        if self._question.known_since:
            # What is too long ago leaves the feed at midnight, and nobody saves anything.
            zone = timezone.get_current_timezone()
            changed_at = max(changed_at, datetime.combine(timezone.localdate(), time(0), zone))
        return FeedContent(digest.hexdigest(), tuple(sorted(zones - {""})), changed_at)

    @cached_property
    def _rows_of(self) -> Callable[[tuple[str, ...], int], Rows]:
        """Reads fields of the texts in parts, in ascending order of their events.

        Each part is asked for when it is its turn: no query stays open while a slow reader takes
        its time.
        """
        rows = _wanted(self._question).order_by("event_id")
        if not self._question.needs_engine:
            return partial(_all_of, rows)
        return partial(_of_keys, rows, get_engine().keys(self._question.without_days, MOST_EVENTS))


def _of_keys(
    texts: QuerySet[CalendarText], keys: list[int], fields: tuple[str, ...], at_once: int
) -> Rows:
    rows = texts.values_list(*fields)
    for start in range(0, len(keys), at_once):
        yield list(rows.filter(event_id__in=keys[start : start + at_once]))


def _all_of(texts: QuerySet[CalendarText], fields: tuple[str, ...], at_once: int) -> Rows:
    rows, last = texts.values_list(*fields, "event_id"), 0
    while part := list(rows.filter(event_id__gt=last)[:at_once]):
        yield [row[:-1] for row in part]
        last = part[-1][-1]


def _wanted(question: FeedQuestion) -> QuerySet[CalendarText]:
    """Texts by language, dates, and whether they go ahead. Only live events have any."""
    rows = CalendarText.objects.filter(language=question.query.language)
    first, last = question.query.date_from, question.query.date_to
    if question.known_since:
        rows = rows.filter(event__calendar_entry__last_day__gte=question.known_since)
    else:
        dates = Occurrence.objects.touching_days(first or date.min, last or date.max)
        if not question.cancelled:
            dates = dates.exclude(status=Event.Status.CANCELLED)
        rows = rows.filter(event__in=dates.values("event"))
    if not question.cancelled:
        rows = rows.filter(event__calendar_entry__cancelled=False)
    return rows


class _Remembered:
    """What was worked out last, for all threads of a process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._contents: OrderedDict[tuple[Any, ...], FeedContent] = OrderedDict()

    def get(self, key: tuple[Any, ...]) -> FeedContent | None:
        with self._lock:
            found = self._contents.get(key)
            if found is not None:
                self._contents.move_to_end(key)
            return found

    def __len__(self) -> int:
        return len(self._contents)

    def put(self, key: tuple[Any, ...], content: FeedContent) -> None:
        with self._lock:
            self._contents[key] = content
            while len(self._contents) > MOST_KNOWN:
                self._contents.popitem(last=False)


_known = _Remembered()
