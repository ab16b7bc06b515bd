"""Which components of a calendar belong together: a master and the dates that differ from it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from events.harvest.icalendar.components import Component

#: Of the series that share a UID so many are asked whether a changed date is theirs.
_MOST_LOOKED_AT = 50


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
    work = _Grouping()
    waiting: list[tuple[str, Component]] = []
    for component in events:
        uid = component.text("UID")
        if uid and _is_override(component):
            waiting.append((uid, component))
        else:
            work.take_master(uid, component)
    alone = Counter(uid for uid, _component in waiting)
    for uid, component in waiting:
        if uid not in work.by_uid and alone[uid] == 1 and _repeats(component):
            work.take_master(uid, component)
        else:
            work.take_override(uid, component)
    for several in work.by_uid.values():
        for series in several:
            series.shares_uid = len(several) > 1
    return work.order


class _Grouping:
    def __init__(self) -> None:
        self.order: list[Series] = []
        self.by_uid: dict[str, list[Series]] = {}
        self._alike: dict[tuple[str, str, str], Series] = {}

    def take_master(self, uid: str, component: Component) -> None:
        """Without a UID nothing says that anything belongs together."""
        if uid and (newer := self._same(uid, component)) is not None:
            _join(newer, component)
            self._remember(newer)
            return
        series = self._add(Series(uid, component))
        if uid:
            self._remember(series)

    def take_override(self, uid: str, component: Component) -> None:
        masters = self.by_uid.get(uid) or [self._add(Series(uid))]
        _home(masters, component).overrides.append(component)

    def _add(self, series: Series) -> Series:
        self.order.append(series)
        if series.uid:
            self.by_uid.setdefault(series.uid, []).append(series)
        return series

    def _remember(self, series: Series) -> None:
        if series.master is not None:
            for key in _marks(series.uid, series.master):
                self._alike[key] = series

    def _same(self, uid: str, component: Component) -> Series | None:
        """The series of which a component is another version."""
        by_title, by_start = (self._alike.get(key) for key in _marks(uid, component))
        if by_title is not None and by_title is by_start:
            return by_title
        for series in (by_title, by_start):
            old = series.master if series is not None else None
            if old is not None and version(old)[0] != version(component)[0]:
                return series
        return None


def _marks(uid: str, component: Component) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    return (uid, "title", component.text("SUMMARY")), (uid, "start", component.text("DTSTART"))


def _is_override(component: Component) -> bool:
    found = component.first("RECURRENCE-ID")
    return found is not None and bool(found.value.strip())


def _repeats(component: Component) -> bool:
    return bool(component.all("RRULE") or component.all("RDATE"))


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
        for series in masters[:_MOST_LOOKED_AT]
        if series.master is not None
        and _repeats(series.master)
        and (start := series.master.first("DTSTART")) is not None
        and start.value.strip()[:8] <= day
    ]
    return candidates[-1] if candidates else masters[0]
