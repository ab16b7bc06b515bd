"""The zones of one calendar: what each TZID in it means, and where its floating times are."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from events.harvest.icalendar.components import Calendar, Component
from events.harvest.icalendar.properties import Property
from events.harvest.icalendar.times import Stamp, is_day_value, read_stamp
from events.harvest.icalendar.vtimezone import zone_of_rules
from events.harvest.icalendar.zones import zone_by_name

#: Nobody needs more; the rest is not looked at.
_MOST_ZONES = 200


class ZoneBook:
    """``default`` is the zone of times that name none: what the calendar says itself
    (X-WR-TIMEZONE), else what the source was given. ``says_zone`` when the calendar said so."""

    def __init__(self, calendar: Calendar, zone: str) -> None:
        said = calendar.head.text("X-WR-TIMEZONE") or calendar.head.text("TIMEZONE-ID")
        self._rules: dict[str, Component] = {}
        for component in calendar.zones[:_MOST_ZONES]:
            for found in component.all("TZID"):
                self._rules.setdefault(_plain(found.text), component)
        self.default = zone
        known = self._find(said) if said else None
        self.says_zone = known is not None
        self.default = known or zone
        self._known: dict[str, str | None] = {}

    def zone(self, tzid: str) -> str | None:
        """The IANA name of a zone, None when nothing tells which one it is."""
        name = _plain(tzid)
        if name not in self._known:
            self._known[name] = self._find(name)
        return self._known[name]

    def _find(self, name: str) -> str | None:
        if found := zone_by_name(name):
            return found
        rules = self._rules.get(_plain(name))
        if rules is None:
            return None
        for property_name in ("X-LIC-LOCATION", "TZID-ALIAS-OF"):
            if found := zone_by_name(rules.text(property_name)):
                return found
        for other in rules.all("TZID"):
            if found := zone_by_name(other.text):
                return found
        return zone_of_rules(rules, self.default)

    def stamp(self, found: Property, note: Callable[[str], None]) -> Stamp:
        """The one time of a property. Raises UnreadableTimeError."""
        return self.read(found, found.value, note)

    def read(self, found: Property, value: str, note: Callable[[str], None]) -> Stamp:
        """One of the times of a property. Raises UnreadableTimeError."""
        tzid, zone = found.parameters.get("TZID", ""), None
        if tzid and "T" in value.upper():
            zone = self.zone(tzid)
            if zone is None:
                note(
                    _("Nobody knows the time zone “%(zone)s”; %(used)s is used.")
                    % {"zone": tzid[:80], "used": self.default}
                )
                zone = self.default
        return read_stamp(value, zone, is_day=is_day_value(found))


def _plain(tzid: str) -> str:
    return tzid.strip().strip("\"'").strip()
