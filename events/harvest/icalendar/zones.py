"""Which zone a calendar means by the name it uses."""

import re
from datetime import datetime, timedelta
from functools import cache

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from events.recurrence.zones import zone_named, zone_names

UTC = "UTC"
_UTC_NAMES = {
    "utc", "z", "zulu", "gmt", "uct", "etc/utc", "etc/gmt", "etc/uct", "etc/zulu",
    "coordinated universal time", "(utc) coordinated universal time", "tzone://microsoft/utc",
    "universal", "etc/universal", "gmt0", "etc/greenwich", "greenwich", "utc+0", "gmt+0",
}  # fmt: skip
#: As Windows shows a zone to people: "(UTC+01:00) Amsterdam, Berlin, Bern".
_SHOWN = re.compile(r"^\(?(?:UTC|GMT)\s*[+-]?[\d:.]*\)\s*(.+)$", re.IGNORECASE)
#: Zones that Windows shows by something else than a town.
_SHOWN_NAMES = {
    "eastern time": "America/New_York",
    "central time": "America/Chicago",
    "mountain time": "America/Denver",
    "pacific time": "America/Los_Angeles",
    "atlantic time": "America/Halifax",
    "greenwich mean time": "Europe/London",
    "west central africa": "Africa/Lagos",
    "arizona": "America/Phoenix",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "edinburgh": "Europe/London",
    "bern": "Europe/Zurich",
    "abu dhabi": "Asia/Dubai",
    "chennai": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata",
    "new delhi": "Asia/Kolkata",
    "beijing": "Asia/Shanghai",
    "osaka": "Asia/Tokyo",
    "sapporo": "Asia/Tokyo",
    "hanoi": "Asia/Bangkok",
    "canberra": "Australia/Sydney",
    "wellington": "Pacific/Auckland",
    "st. petersburg": "Europe/Moscow",
    "brasilia": "America/Sao_Paulo",
}
#: "GMT -0800 (Standard) / GMT -0700 (Daylight)" (Exchange), "GMT-05.00/-04.00" (Domino).
_TWO_OFFSETS = re.compile(
    r"^\W*(?:UTC|GMT)\s*([+-]\d\d)[.:]?(\d\d)\D*?([+-]\d\d)[.:]?(\d\d)[^\d]*$", re.IGNORECASE
)
#: Where partners are; among zones with the same hours the first of these is meant.
LIKELY = (
    "Europe/Amsterdam", "Europe/London", "Europe/Athens", "Europe/Moscow", "America/New_York",
    "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Anchorage",
    "America/Halifax", "Asia/Kolkata", "Asia/Tokyo", "Asia/Shanghai", "Australia/Sydney",
)  # fmt: skip
_OFFSET = re.compile(r"^(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?00)?$", re.IGNORECASE)


@cache
def _by_lower() -> dict[str, str]:
    return {name.lower(): name for name in zone_names()}


@cache
def _by_town() -> dict[str, str]:
    """Zones by the last part of their name; Europe before the rest, old names last."""
    towns: dict[str, str] = {}
    order = ("Europe/", "America/", "Asia/", "Africa/", "Australia/", "Pacific/", "Atlantic/")
    for prefix in order:
        for name in sorted(zone_names()):
            if name.startswith(prefix):
                towns.setdefault(name.rpartition("/")[2].replace("_", " ").lower(), name)
    return towns


@cache
def _windows() -> dict[str, str]:
    return {name.lower(): zone for name, zone in WINDOWS_TO_OLSON.items()}


def zone_by_name(name: str) -> str | None:
    """The IANA name of the zone that a program calls ``name``; "UTC" for that; None when unknown.

    Knows the names of IANA in any case, also at the end of a longer path, those of Windows, and
    what Windows shows to people.
    """
    return _zone_by_name(name) if len(name) <= 200 else None


@cache
def _zone_by_name(name: str) -> str | None:
    name = name.strip().strip("\"'").strip()
    lower = name.lower()
    if not lower:
        return None
    if lower in _UTC_NAMES:
        return UTC
    if found := _by_lower().get(lower) or _windows().get(lower):
        return found
    # "/freeassociation.sourceforge.net/Tzfile/Europe/Amsterdam", "tzone://Microsoft/...".
    parts = [part for part in re.split(r"[/\\]+", lower) if part]
    for length in (3, 2, 1):
        if length < len(parts):
            tail = parts[-length:]
            if found := _by_lower().get("/".join(tail)) or _windows().get("/".join(tail)):
                return found if found not in ("UTC", "Etc/UTC") else UTC
    for written in (
        lower.replace(" ", "_"),
        lower.replace("_", "/", 1),
        lower.replace("-", "/", 1),
    ):
        if found := _by_lower().get(written):
            return found
    return _shown(name) or _fixed(name) or _with_summer_time(name)


def _shown(name: str) -> str | None:
    found = _SHOWN.match(name)
    if found is None:
        return None
    rest = re.sub(r"\(.*?\)", "", found[1]).strip().lower()
    if rest in _UTC_NAMES:
        return UTC
    if rest in _windows():
        return _windows()[rest]
    for part in re.split(r"[,/;:]| - ", rest):
        town = part.strip().rstrip(".")
        if zone := _SHOWN_NAMES.get(town) or _by_town().get(town):
            return zone
    return None


def _fixed(name: str) -> str | None:
    """A zone without summer time, by its whole hours; the signs of IANA are the other way round."""
    found = _OFFSET.match(name)
    if found is None:
        return None
    hours = int(found[2])
    zone = f"Etc/GMT{'-' if found[1] == '+' else '+'}{hours}"
    if hours == 0:
        return UTC
    return zone if zone in zone_names() else None


def _with_summer_time(name: str) -> str | None:
    """A zone with these hours in winter and in summer, among those that are likely."""
    found = _TWO_OFFSETS.match(name)
    if found is None:
        return None
    hours = [
        (-1 if whole.startswith("-") else 1) * (abs(int(whole)) * 60 + int(minutes))
        for whole, minutes in ((found[1], found[2]), (found[3], found[4]))
    ]
    for zone in LIKELY:
        if sorted(hours) == sorted({_minutes(zone, month) for month in (1, 7)}):
            return zone
    return None


def _minutes(zone: str, month: int) -> int:
    """How far a zone is ahead of UTC in a month."""
    noon = datetime(2025, month, 1, 12, tzinfo=zone_named(zone))
    return round((noon.utcoffset() or timedelta()).total_seconds() / 60)
