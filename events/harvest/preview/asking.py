"""What `harvest_preview` is asked: where the feed is, and for which days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from events.harvest.icalendar.limits import MOST_BYTES
from events.harvest.icalendar.zones import zone_by_name
from events.horizon import horizon
from harvest.asking import content_of, get_page
from harvest.http import FetchError, fetch
from harvest.kinds import kind_called
from harvest.records import Content

#: Nothing takes place outside these, and days further away cannot be counted with.
_EARLIEST, _LATEST = date(1900, 1, 1), date(2200, 12, 31)


@dataclass(frozen=True)
class Window:
    """The days that are shown, both included, and the zone whose days they are.

    ``problems`` are sentences about what was asked and cannot be.
    """

    first: date
    last: date
    zone: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """The content, or why there is none; and how to get further pages of the same site."""

    content: Content | None = None
    fault: str = ""
    fetch: Callable[[str], Content] | None = None


def window_of(first: str | None, last: str | None, zone: str | None) -> Window:
    """Without days those of the calendar of the site."""
    usual, problems = horizon(), []
    days = []
    for text, day in ((first, usual.first), (last, usual.last)):
        if text:
            try:
                day = min(max(date.fromisoformat(text.strip()), _EARLIEST), _LATEST)
            except ValueError:
                problems.append(
                    _("“%(text)s” is no date like 2026-01-31.") % {"text": _printable(text[:40])}
                )
        days.append(day)
    name = zone_by_name(zone) if zone else settings.TIME_ZONE
    if name is None:
        problems.append(
            _("There is no time zone called “%(name)s”.") % {"name": _printable((zone or "")[:80])}
        )
    if days[0] > days[1]:
        problems.append(_("The first day comes after the last."))
    return Window(days[0], days[1], name or settings.TIME_ZONE, tuple(problems))


def asked_for(place: str) -> Asked:
    """A file, or what is at an address; never raises."""
    place = place.encode("utf-8", "replace").decode("utf-8")
    if _is_address(place):
        return _from_address(place)
    return _from_file(place)


def _is_address(place: str) -> bool:
    try:
        return urlsplit(place).scheme.lower() in ("http", "https", "webcal", "webcals")
    except ValueError:
        return "://" in place


def _from_address(address: str) -> Asked:
    try:
        found = fetch(address, accept="text/calendar, text/html;q=0.8, */*;q=0.5")
    except FetchError as fault:
        return Asked(fault=str(fault))
    return Asked(content_of(found), fetch=_further_page)


def _further_page(address: str) -> Content:
    """A page that another one leads to. Raises FetchError, also when its website forbids it."""
    return get_page(address, kind_called("web"))


def _from_file(place: str) -> Asked:
    try:
        path = Path(place)
        if path.is_dir():
            return Asked(
                fault=_("“%(place)s” is a directory, not a file.") % {"place": _printable(place)}
            )
        if not path.is_file():
            return Asked(fault=_("There is no file “%(place)s”.") % {"place": _printable(place)})
        with path.open("rb") as file:
            # One more than is read, so that it shows.
            return Asked(Content(file.read(MOST_BYTES + 1)))
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        return Asked(
            fault=_("“%(place)s” cannot be read: %(reason)s.")
            % {"place": _printable(place), "reason": reason}
        )


def _printable(text: str) -> str:
    """A name as a terminal and JSON can have it; a file may be called anything."""
    return text.encode("utf-8", "replace").decode("utf-8")
