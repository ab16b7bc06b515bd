"""What a calendar program shows of a date: title, place, and a text with all that matters.

In the active language. Plain text: programs show a DESCRIPTION as it is, and most of them turn the
addresses in it into links.
"""

import re
from collections.abc import Iterable, Iterator

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.models import Event, Occurrence
from organisations.models import Organisation

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_OFF = (Event.Status.CANCELLED, Event.Status.POSTPONED)


def plain(text: str) -> str:
    """The text without what RFC 5545 forbids in one, and with one kind of line end."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)).strip()


def title(date: Occurrence) -> str:
    """The title; the word that says it does not go ahead stands in it, as many programs show no more."""
    own = " ".join(plain(date.text("title").text).split())
    if date.status == Event.Status.CANCELLED:
        return pgettext("title in a calendar", "Cancelled: %(title)s") % {"title": own}
    if date.status == Event.Status.POSTPONED:
        return pgettext("title in a calendar", "Postponed: %(title)s") % {"title": own}
    if date.status == Event.Status.MOVED_ONLINE:
        return pgettext("title in a calendar", "Now online: %(title)s") % {"title": own}
    return own


def place(date: Occurrence) -> str:
    """Where it is: name and address, or else the address to take part online."""
    parts = (plain(date.value("location_name")), plain(date.value("location_address")))
    on_site = ", ".join(part for part in parts if part)
    if on_site and date.status != Event.Status.MOVED_ONLINE:
        return on_site
    if date.status == Event.Status.MOVED_ONLINE:
        return online_address(date) or pgettext("place of an event", "Online")
    return online_address(date)


def online_address(date: Occurrence) -> str:
    """Where to take part online; nowhere in what does not go ahead."""
    return "" if date.status in _OFF else plain(date.value("online_url"))


def description(date: Occurrence, page: str) -> str:
    """What it is, what is different, how to take part, and at last the address of its page."""
    event = date.event
    blocks = (
        [plain(event.text("summary").text)],
        [*_state(date)],
        [*_facts(event), *_ways_in(date)],
        [_("More information: %(address)s") % {"address": page}],
    )
    written = ("\n".join(filter(None, lines)) for lines in blocks)
    return "\n\n".join(filter(None, written))


def categories(event: Event) -> list[str]:
    """What sort of event it is, and what it is classified under; each word once."""
    words = [capfirst(event.get_event_type_display())]
    for name in ("target_groups", "action_lines", "development_paths"):
        words += [term.label_here for term in event.classification(name)]
    if event.is_national:
        words.append(_("Whole country"))
    else:
        words += [term.label_here for term in event.classification("provinces")]
    return list(dict.fromkeys(filter(None, map(plain, words))))


def _state(date: Occurrence) -> Iterator[str]:
    """Whether it goes ahead, and what the organiser says about that."""
    sentences = {
        Event.Status.CANCELLED: _("This does not go ahead."),
        Event.Status.POSTPONED: _("This has been postponed. It is not on this date."),
        Event.Status.MOVED_ONLINE: _("This takes place online only."),
    }
    yield sentences.get(Event.Status(date.status), "")
    if date.change is not None:
        yield plain(date.change.text("note").text)
    yield plain(date.event.text("status_note").text)


def _facts(event: Event) -> Iterator[str]:
    if names := [plain(party.text("title").text) for party in _parties(event)]:
        yield _("Organised by: %(names)s") % {"names": ", ".join(names)}
    for whole in (event.part_of, event.initiative):
        if whole is not None and whole.live:
            yield _("Part of: %(title)s") % {"title": plain(whole.text("title").text)}
    for fact in event.key_facts():
        yield f"{fact.label}: {plain(fact.value)}"


def _parties(event: Event) -> Iterable[Organisation]:
    """The organisations of an event: its keeper first, then the others by name."""
    owner = event.owner if event.owner is not None and event.owner.live else None
    others = [party for party in event.organisations.all() if party.live and party != owner]
    return [*([owner] if owner else []), *sorted(others, key=lambda party: (party.title, party.pk))]


def _ways_in(date: Occurrence) -> Iterator[str]:
    """How to register and to take part online; not for what does not go ahead."""
    if date.status in _OFF:
        return
    event = date.event
    words = {"address": plain(event.registration_url)}
    if event.registration_deadline:
        words["day"] = date_format(event.registration_deadline, "j F Y")
        pattern = _("Register until %(day)s: %(address)s")
        yield (pattern if words["address"] else _("Register until %(day)s")) % words
    elif words["address"]:
        yield _("Register: %(address)s") % words
    if address := online_address(date):
        yield _("Take part online: %(address)s") % {"address": address}
