"""The zones of one calendar: what each TZID in it means, and where its floating times are."""

from collections.abc import Callable
from datetime import datetime

from events.harvest.icalendar.components import Calendar, Component
from events.harvest.icalendar.properties import Property
from events.harvest.icalendar.times import Stamp, is_day_value, later, read_stamp
from events.harvest.icalendar.vtimezone import Rules, rules_of, same_clocks
from events.harvest.icalendar.zones import UTC, zone_by_name
from publishing.sentences import gettext as _

#: Nobody needs more; the rest is not looked at.
_MOST_ZONES = 200


class ZoneBook:
    """``default`` is the zone of times that name none: what the calendar says itself
    (X-WR-TIMEZONE), else what the source was given. ``says_zone`` when the calendar said so.

    A calendar that says UTC does not say where it is: its times without a zone are in UTC, and
    shown on the clocks of the source.
    """

    def __init__(self, calendar: Calendar, zone: str) -> None:
        said = calendar.head.text("X-WR-TIMEZONE") or calendar.head.text("TIMEZONE-ID")
        self._components: dict[str, Component] = {}
        self._rules: dict[str, Rules | None] = {}
        for component in calendar.zones[:_MOST_ZONES]:
            for found in component.all("TZID"):
                self._components.setdefault(_plain(found.text), component)
        self.default = zone
        known = zone_by_name(said) if said else None
        self._floats_in_utc = known == UTC
        self.says_zone = known is not None and known != UTC
        if known is not None and known != UTC:
            self.default = known
        self._known: dict[str, str | None] = {}

    def zone(self, tzid: str) -> str | None:
        """The IANA name of a zone, None when nothing tells which one it is."""
        name = _plain(tzid)
        if name not in self._known:
            self._known[name] = self._find(name)
        return self._known[name]

    def _find(self, name: str) -> str | None:
        if found := zone_by_name(name):
            # Windows has one zone for half of Europe; where clocks agree, ours is meant.
            is_alias = found != UTC and found.lower() != name.lower()
            return self.default if is_alias and same_clocks(found, self.default) else found
        component = self._components.get(_plain(name))
        if component is None:
            return None
        for property_name in ("X-LIC-LOCATION", "TZID-ALIAS-OF"):
            if found := zone_by_name(component.text(property_name)):
                return found
        for other in component.all("TZID"):
            if found := zone_by_name(other.text):
                return found
        rules = self._rules[_plain(name)] = rules_of(component)
        return rules.zone(self.default) if rules else None

    def stamp(self, found: Property, note: Callable[[str], None]) -> Stamp:
        """The one time of a property. Raises UnreadableTimeError."""
        return self.read(found, found.value, note)

    def read(self, found: Property, value: str, note: Callable[[str], None]) -> Stamp:
        """One of the times of a property. Raises UnreadableTimeError."""
        tzid = found.parameters.get("TZID", "")
        zone = self.zone(tzid) if tzid and "T" in value.upper() else None
        if not tzid and self._floats_in_utc:
            zone = UTC
        stamp = read_stamp(value, zone, is_day=is_day_value(found))
        if not tzid or stamp.zone is not None or not isinstance(stamp.local, datetime):
            return stamp
        # The zone has no name that exists: by its own rules, if they came along.
        if rules := self._rules.get(_plain(tzid)):
            offset = rules.offset_at(stamp.local)
            return Stamp(later(stamp.local, -offset), UTC)
        note(
            _("Nobody knows the time zone “%(zone)s”; %(used)s is used.")
            % {"zone": tzid[:80], "used": self.default}
        )
        return Stamp(stamp.local, self.default)


def _plain(tzid: str) -> str:
    return tzid.strip().strip("\"'").strip()
