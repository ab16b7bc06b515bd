"""Reading a page or a sitemap: bytes in, records and sentences out."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from events.harvest.icalendar.gate import Fault, too_large
from events.harvest.icalendar.limits import MOST_COMPONENTS
from events.harvest.icalendar.remarks import Remarks
from events.harvest.web_pages import gate
from events.harvest.web_pages.decoding import decoded
from events.harvest.web_pages.json_ld import (
    Told,
    UnreadableError,
    data_of,
    events_in,
    mentions_event,
)
from events.harvest.web_pages.listings import links_of
from events.harvest.web_pages.records import Reader, digest
from events.harvest.web_pages.scanning import Page, Script, scan
from events.harvest.web_pages.sitemap import Entry, chosen, host_of, read_sitemap
from events.recurrence.zones import zone_names
from harvest.fetch_errors import FetchError
from harvest.kinds import ReadOptions
from harvest.records import Content, Reading, ReadRecord, RefusedRecord
from harvest.secret_addresses import shown
from publishing.sentences import gettext as _

logger = logging.getLogger(__name__)

#: Pages that one run asks for beside the one that was given.
MOST_PAGES = 100
#: Sitemaps that a sitemap of sitemaps may lead to.
MOST_SITEMAPS = 5
#: After so many pages in a row that cannot be had the site is left alone.
MOST_FAILURES = 5


def read(content: Content, options: ReadOptions) -> Reading:
    """Everything that a page or a sitemap tells. Never raises: what is wrong stands in the result.

    Only schema.org/Event as JSON-LD is read. Further pages, of the same site only, come through
    ``options.fetch``; without it a sitemap cannot be read.
    """
    try:
        return _Reading(options).of(content)
    except Exception:  # Whatever a page holds, the run and the site go on.
        logger.exception("A web page could not be read.")
        return _fault(Fault("unreadable", _("This page cannot be read.")))


def _fault(fault: Fault) -> Reading:
    return Reading(is_complete=False, fault=fault.words, fault_code=fault.code)


class _Reading:
    def __init__(self, options: ReadOptions) -> None:
        self.options = options
        zone = options.zone if options.zone in zone_names() else "Europe/Amsterdam"
        self.zone = ZoneInfo(zone)
        self.records: list[ReadRecord] = []
        self.refused: list[RefusedRecord] = []
        self.notes = Remarks()
        self.is_complete = True
        self.counted = 0
        self.name = ""

    def of(self, content: Content) -> Reading:
        if (fault := too_large(content)) is not None:
            return _fault(fault)
        if gate.is_sitemap(content):
            return self._of_sitemap(content)
        if gate.is_data(content):
            self._take_scripts([Script(decoded(content.body, content.charset), 1)], content.address)
            return self._result(content, Page())
        if not gate.is_page(content):
            return _fault(gate.nothing_to_read(content))
        page = self._take_page(content)
        if not self.counted and (links := self._listed(page, content)):
            self._take_pages(links)
        return self._result(content, page)

    def _of_sitemap(self, content: Content) -> Reading:
        if self.options.fetch is None:
            return _fault(
                Fault("sitemap", _("This is a sitemap. Its pages can only be read on the web."))
            )
        entries = self._entries(content)
        site = host_of(content.address) or host_of(entries[0].address if entries else "")
        addresses, left_out = chosen(tuple(entries), site, MOST_PAGES)
        if left_out:
            self._leave_out(left_out)
        self._take_pages(addresses)
        if not self.counted and not self.refused:
            return _fault(
                Fault(
                    "no_events",
                    _("None of the %(count)d pages of the sitemap that we read has events.")
                    % {"count": len(addresses)},
                )
            )
        return self._result(content, Page())

    def _entries(self, content: Content) -> list[Entry]:
        """The pages of a sitemap, and of those that it leads to, one step far."""
        sitemap = read_sitemap(content.body)
        self._note_fault(sitemap.fault)
        if not sitemap.is_index:
            return list(sitemap.entries)
        site = host_of(content.address)
        addresses, left_out = chosen(sitemap.entries, site, MOST_SITEMAPS)
        if left_out:
            self._leave_out(left_out)
        found: list[Entry] = []
        for address in addresses:
            inner = self._fetched(address)
            if inner is None or not gate.is_sitemap(inner):
                self.is_complete = False
                continue
            below = read_sitemap(inner.body)
            self._note_fault(below.fault)
            found.extend(below.entries)
        return found

    def _note_fault(self, fault: str) -> None:
        if fault:
            self.notes(fault)
            self.is_complete = False

    def _leave_out(self, count: int) -> None:
        self.is_complete = False
        self.notes(
            _("There are %(count)d more pages than we read at a time; those are left out.")
            % {"count": count}
        )

    def _listed(self, page: Page, content: Content) -> list[str]:
        """The pages of events to which a list leads, when it does not hold the events itself."""
        site = host_of(content.address)
        if self.options.fetch is None or not site:
            return []
        links = [link for link in links_of(page, content.address) if host_of(link) == site]
        if len(links) > MOST_PAGES:
            self._leave_out(len(links) - MOST_PAGES)
        return links[:MOST_PAGES]

    def _take_pages(self, addresses: Iterable[str]) -> None:
        failures = 0
        for address in addresses:
            if failures >= MOST_FAILURES:
                self.notes(
                    _("The site gave too many pages no answer, so the others were not asked for.")
                )
                self.is_complete = False
                return
            content = self._fetched(address)
            failures = failures + 1 if content is None else 0
            if content is not None and gate.is_page(content) and too_large(content) is None:
                self._take_page(content if content.address else replace(content, address=address))

    def _fetched(self, address: str) -> Content | None:
        if self.options.fetch is None:
            return None
        try:
            return self.options.fetch(address)
        except FetchError as fault:
            self.is_complete = False
            reason = _("The page %(address)s could not be read: %(why)s") % {
                "address": shown(address),
                "why": fault,
            }
            self.refused.append(RefusedRecord(reason, parts=0))
            return None

    def _take_page(self, content: Content) -> Page:
        page = scan(decoded(content.body, content.charset), content.address)
        self.name = self.name or page.title
        own = page.canonical
        address = own if host_of(own) == host_of(content.address) != "" else content.address
        self._take_scripts(page.scripts, address)
        return page

    def _take_scripts(self, scripts: Iterable[Script], address: str) -> None:
        told: list[Told] = []
        for script in scripts:
            try:
                told.extend(events_in(data_of(script), script.line))
            except UnreadableError as fault:
                if mentions_event(script.text):
                    self.counted += 1
                    self.is_complete = False
                    self.refused.append(RefusedRecord(fault.reason, line=fault.line))
        told = _with_all_things(told)
        reader = Reader(self.zone, self.options.language, address, is_own_page=len(told) == 1)
        for place, each in enumerate(told):
            if self.counted >= MOST_COMPONENTS:
                self._refuse_rest(told[place:])
                return
            for found in self._guarded(reader, each):
                self.counted += 1
                if isinstance(found, ReadRecord):
                    self.records.append(found)
                else:
                    self.refused.append(found)

    def _refuse_rest(self, told: list[Told]) -> None:
        self.counted += len(told)
        self.is_complete = False
        reason = _("There are more than %(most)d events; the others were not read.")
        self.refused.append(
            RefusedRecord(reason % {"most": MOST_COMPONENTS}, line=told[0].line, parts=len(told))
        )

    def _guarded(self, reader: Reader, told: Told) -> list[ReadRecord | RefusedRecord]:
        try:
            return list(reader.records(told))
        except Exception:  # One event that nobody foresaw costs no other.
            logger.exception("An event of a page could not be read.")
            return [RefusedRecord(_("This event cannot be read."), line=told.line)]

    def _result(self, content: Content, page: Page) -> Reading:
        if not (self.counted or self.refused):
            return _fault(gate.no_events(content, page))
        records = _told_apart(self.records)
        made = sum(record.key.startswith("made:") for record in records)
        return Reading(
            records=tuple(records),
            refused=tuple(self.refused),
            counted=self.counted,
            is_complete=self.is_complete,
            has_keys=not (records and made * 2 > len(records)),
            name=self.name,
            notes=tuple(self.notes),
        )


def _with_all_things(told: list[Told]) -> list[Told]:
    """A place may stand in another script of the page than the event that is there."""
    things: dict[str, Mapping] = {}
    # All events of one script share theirs.
    for those in {id(each.things): each.things for each in told}.values():
        things = {**those, **things}
    return [replace(each, things=things) for each in told]


def _told_apart(records: Iterable[ReadRecord]) -> list[ReadRecord]:
    """The same event twice is one; others with the same key, such as dates on one page, are not.

    Those get the start in their key, all of them, so that it does not matter which comes first.
    """
    by_key: dict[str, dict[str, ReadRecord]] = {}
    for record in records:
        same, fingerprint = by_key.setdefault(record.key, {}), record.fingerprint
        known = same.get(fingerprint)
        parts = record.parts + (known.parts if known else 0)
        same[fingerprint] = replace(known or record, parts=parts)
    found: dict[str, ReadRecord] = {}
    for key, same in by_key.items():
        for record in same.values():
            own = key if len(same) == 1 else f"{key[:450]}#{_start_of(record)}"
            number, unique = 1, own
            while unique in found:
                number += 1
                unique = f"{own}-{number}"
            found[unique] = replace(record, key=unique)
    return list(found.values())


def _start_of(record: ReadRecord) -> str:
    start = str(record.values["start"])
    return start if len(start) <= 20 else digest(start)
