"""An event of a page as a record, with everything that the rest of the site wants to know of it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from events.harvest.icalendar.pieces import as_refused
from events.harvest.icalendar.privacy import is_busy_only
from events.harvest.icalendar.records import LONGEST_KEY, next_and_last
from events.harvest.icalendar.remarks import RefusedError, Remarks
from events.harvest.icalendar.texts import is_web_address, one_line, paragraphs
from events.harvest.icalendar.titles import title_and_status
from events.harvest.values import EventValues
from events.harvest.web_pages import times
from events.harvest.web_pages.json_ld import Told, resolved
from events.harvest.web_pages.locations import location_of
from events.harvest.web_pages.offers import cost_of, registration_of
from events.harvest.web_pages.scanning import joined
from events.harvest.web_pages.schedules import dates_alike, rhythm_of
from events.harvest.web_pages.times import When
from events.harvest.web_pages.vocabulary import (
    Node,
    line,
    listed,
    named,
    nodes,
    said,
    telling_types,
    word,
)
from events.recurrence.checking import check
from events.recurrence.schedule import Local, Schedule, ScheduleError
from harvest.records import ReadRecord, RefusedRecord
from publishing.sentences import gettext as _

_STATUSES = {
    "eventcancelled": "cancelled",
    "eventpostponed": "postponed",
    "eventmovedonline": "moved-online",
}
_MOST_CATEGORIES = 30


@dataclass(frozen=True)
class Reader:
    """How the events of one page are read. ``is_own_page``: it is about one event only."""

    zone: ZoneInfo
    language: str
    address: str
    is_own_page: bool = False

    def records(self, told: Told) -> Iterator[ReadRecord | RefusedRecord]:
        """The event, and the parts of it that are events of their own, each read by itself."""
        node = told.node
        parts = [resolved(part, told.things) for part in nodes(node.get("subEvent"))]
        title = self._title(told)
        own = [part for part in parts if self._is_another(part, title)]
        same = [part for part in parts if not self._is_another(part, title)]
        if said(node.get("startDate")) or node.get("eventSchedule") or not parts:
            yield self._guarded(told, same)
            same = []
        for part in (*own, *same):
            yield self._guarded(Told(part, told.line, told.things, node), [])

    def _guarded(self, told: Told, dates: list[Node]) -> ReadRecord | RefusedRecord:
        title = self._title(told)[:300]
        try:
            return self._record(told, dates)
        except RefusedError as fault:
            if fault.is_private:
                return RefusedRecord(fault.reason, line=told.line, is_private=True)
            return RefusedRecord(fault.reason, title=title, line=told.line)
        except ScheduleError as fault:
            return RefusedRecord(as_refused(fault).reason, title=title, line=told.line)

    def _record(self, told: Told, dates: list[Node]) -> ReadRecord:
        node, remarks = told.node, Remarks()
        title, off = title_and_status(self._title(told))
        if is_busy_only(title):
            raise RefusedError(_("It only says when somebody is busy."), is_private=True)
        if not title:
            raise RefusedError(_("It has no title (name)."))
        schedule = self._schedule(node, dates, remarks)
        check(schedule, entered=False)
        place = location_of(node, told.things)
        website = self._website(node)
        status = self._status(node, off)
        if place.is_online and not place.online_url:
            remarks(_("It is online, but the page does not say at which address one takes part."))
        categories = _categories(node)
        cost, amount = cost_of(node)
        values = EventValues(
            title=title,
            description=paragraphs(said(node.get("description"), self.language)),
            all_day=schedule.all_day,
            start=schedule.start.isoformat(),
            end=schedule.end.isoformat(),
            time_zone=schedule.zone,
            rule=schedule.rule,
            extra_dates=[start.isoformat() for start in schedule.extra],
            excluded_dates=[start.isoformat() for start in schedule.excluded],
            changes=[],
            status=status,
            location_name=place.name,
            location_address=place.address,
            online_url_found=place.online_url if place.online_url != website else "",
            website=website,
            categories=list(categories),
            language=_language(node),
            registration_url=registration_of(node),
            cost=cost,
            cost_amount=amount,
        )
        next_start, last_end = next_and_last(schedule)
        return ReadRecord(
            key=self._key(node, website, title, schedule.start),
            title=title,
            values=values,
            next_start=next_start,
            last_end=last_end,
            address=website,
            place=", ".join(filter(None, (place.name, place.address))),
            categories=categories,
            cancelled=status == "cancelled",
            line=told.line,
            notes=tuple(remarks),
        )

    def _schedule(self, node: Node, dates: list[Node], remarks: Remarks) -> Schedule:
        rhythm = rhythm_of(node, self.zone, remarks)
        if rhythm is not None and not said(node.get("startDate")) and rhythm.start is not None:
            when = When(rhythm.start, rhythm.end or _least_end(rhythm.start))
        else:
            when = times.when_of(node, self.zone, remarks)
            if rhythm is not None and when.end == when.start and rhythm.end is not None:
                lasts = _length(rhythm.start, rhythm.end)
                when = When(when.start, when.end + lasts)
        rule = rhythm.rule if rhythm is not None else ""
        extra = () if rule else dates_alike(when, self._starts(dates))
        excluded = rhythm.excluded if rhythm is not None else ()
        same = tuple(local for local in excluded if type(local) is type(when.start))
        return Schedule(
            start=when.start,
            end=when.end,
            zone=self.zone.key,
            rule=rule,
            extra=extra,
            excluded=same if rule else (),
        )

    def _starts(self, dates: list[Node]) -> list[Local]:
        """When the same event is again; a date that cannot be read is left out."""
        found = []
        for date in dates:
            try:
                found.append(times.when_of(date, self.zone, Remarks()).start)
            except RefusedError:
                continue
        return found

    def _title(self, told: Told) -> str:
        own = line(told.node.get("name"), self.language) or line(
            told.node.get("headline"), self.language
        )
        if own or told.whole is None:
            return own
        return line(told.whole.get("name"), self.language)

    def _is_another(self, part: Node, title: str) -> bool:
        """Whether a part is an event of its own, and not one more date of the whole."""
        name = line(part.get("name"), self.language)
        return bool(name) and name != title

    def _status(self, node: Node, off: str) -> str:
        told = [word(said(each)).lower() for each in listed(node.get("eventStatus"))]
        for each, status in _STATUSES.items():
            if each in told:
                return status
        return off or "scheduled"

    def _website(self, node: Node) -> str:
        for name in ("url", "mainEntityOfPage"):
            url = joined(self.address, said(node.get(name)).strip())
            if is_web_address(url) and url.rstrip("/") != _front_door(url):
                return url
        if self.is_own_page and is_web_address(self.address):
            return self.address
        return ""

    def _key(self, node: Node, website: str, title: str, start: Local) -> str:
        """What the page itself calls it, else its address, else title and start."""
        identifier = node.get("@id")
        if isinstance(identifier, str) and identifier.strip() and not identifier.startswith("_:"):
            key = joined(self.address, identifier) or identifier.strip()
        elif website:
            key = website
        else:
            key = made_key(title, start)
        return key if len(key) <= LONGEST_KEY else digest(key)


def made_key(title: str, start: Local) -> str:
    """The key of what has none of its own."""
    return f"made:{digest(title, start.isoformat())}"


def digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "replace")).hexdigest()[:32]


def _front_door(url: str) -> str:
    return "/".join(url.split("/", 3)[:3])


def _least_end(start: Local) -> Local:
    return start if isinstance(start, datetime) else start + timedelta(days=1)


def _length(start: Local | None, end: Local) -> timedelta:
    if isinstance(start, datetime) and isinstance(end, datetime):
        return end - start
    return timedelta(0)


def _categories(node: Node) -> tuple[str, ...]:
    found = set(telling_types(node))
    for keyword in named(node.get("keywords")):
        found.update(one_line(part) for part in keyword.split(","))
    return tuple(sorted(found - {""})[:_MOST_CATEGORIES])


def _language(node: Node) -> str:
    for each in listed(node.get("inLanguage")):
        value = each.get("alternateName") or each.get("name") if isinstance(each, dict) else each
        code = str(value).strip()[:2].lower()
        if code.isalpha() and code.isascii() and len(str(value)) in (2, 5):
            return code
    return ""
