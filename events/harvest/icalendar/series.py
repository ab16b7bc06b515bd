"""Which components of a calendar belong together: a master and the dates that differ from it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from events.harvest.icalendar.components import Component

#: Longer ones are no key, but a text that went astray.
LONGEST_UID = 20_000


@dataclass
class Series:
    """``master`` is None for changed dates whose series is not in the file."""

    uid: str
    master: Component | None = None
    overrides: list[Component] = field(default_factory=list)
    #: Older versions of the same, which the file has as well.
    older: list[Component] = field(default_factory=list)
    #: Whether the file has other series with this UID.
    shares_uid: bool = False

    @property
    def first(self) -> Component:
        """The component at which it begins in the file."""
        return self.master or self.overrides[0]

    @property
    def parts(self) -> int:
        return (self.master is not None) + len(self.overrides) + len(self.older)


def series_of(events: Iterable[Component]) -> list[Series]:
    """The series of a calendar, in the order of the file.

    An override comes to its master wherever that stands; one with a rule and without a master is
    one itself. Two masters with one UID are two series, unless one is an older version of the
    other: the same title and start, or one of both and another SEQUENCE.
    """
    found: dict[str, list[Series]] = {}
    order: list[Series] = []
    waiting: list[tuple[str, Component]] = []
    for component in events:
        uid = component.text("UID")
        if not uid:
            # Without a key nothing says that anything belongs together.
            series = Series("", component)
            order.append(series)
        elif _is_override(component):
            waiting.append((uid, component))
        elif (newer := _same(found.get(uid, ()), component)) is not None:
            _join(newer, component)
        else:
            series = Series(uid, component)
            found.setdefault(uid, []).append(series)
            order.append(series)
    uids = [uid for uid, _component in waiting]
    for uid, component in waiting:
        masters = found.get(uid)
        if masters is None and uids.count(uid) == 1 and _repeats(component):
            series = Series(uid, component)
            found[uid] = [series]
            order.append(series)
            continue
        if masters is None:
            series = Series(uid)
            found[uid] = [series]
            order.append(series)
            masters = [series]
        _home(masters, component).overrides.append(component)
    for several in found.values():
        for series in several:
            series.shares_uid = len(several) > 1
    return order


def _is_override(component: Component) -> bool:
    found = component.first("RECURRENCE-ID")
    return found is not None and bool(found.value.strip())


def _repeats(component: Component) -> bool:
    return bool(component.all("RRULE") or component.all("RDATE"))


def _same(known: Iterable[Series], component: Component) -> Series | None:
    for series in known:
        if series.master is None:
            continue
        same_title = series.master.text("SUMMARY") == component.text("SUMMARY")
        same_start = series.master.text("DTSTART") == component.text("DTSTART")
        other_version = version(series.master)[0] != version(component)[0]
        if (same_title and same_start) or (other_version and (same_title or same_start)):
            return series
    return None


def _join(series: Series, component: Component) -> None:
    """The newer of two versions is the master; the later one in the file when nothing tells."""
    old = series.master
    if old is not None and version(component) >= version(old):
        series.master, component = component, old
    series.older.append(component)


def version(component: Component) -> tuple[int, str]:
    sequence = component.text("SEQUENCE")
    return (int(sequence) if sequence.isdecimal() and len(sequence) < 10 else 0), component.text(
        "LAST-MODIFIED"
    )


def _home(masters: list[Series], component: Component) -> Series:
    """Of several series with one UID, the one that repeats and has begun by then."""
    if len(masters) == 1:
        return masters[0]
    original = component.first("RECURRENCE-ID")
    day = original.value.strip()[:8] if original else ""
    candidates = [
        series
        for series in masters
        if series.master is not None
        and _repeats(series.master)
        and (start := series.master.first("DTSTART")) is not None
        and start.value.strip()[:8] <= day
    ]
    return candidates[-1] if candidates else masters[0]
