"""The filter on dates: two fields, and links for what people ask for most."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from search.date_windows import windows
from search.facets import DATES
from search.query import SearchQuery
from search.querystring import DateFault
from search.results import FacetCounts


@dataclass(frozen=True)
class DateField:
    """One field: the context of ``search/_date_field.html``."""

    name: str
    label: str
    value: str
    error: str


@dataclass(frozen=True)
class Shortcut:
    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class DatePanel:
    """The context of ``search/_dates.html``."""

    label: str
    fields: tuple[DateField, ...]
    shortcuts: tuple[Shortcut, ...]
    # Folded where most of what is found has no date.
    collapsed: bool


def date_panel(
    query: SearchQuery,
    kind_counts: FacetCounts,
    faults: Mapping[str, DateFault],
    path: str,
) -> DatePanel | None:
    """The panel, where something that is found has a date or a date was asked for."""
    kinds = query.values("kind")
    in_use = bool(query.date_from or query.date_to or faults)
    wanted = in_use or not set(kinds).isdisjoint(DATES.kinds)
    present = not kinds and any(kind_counts.get(kind) for kind in DATES.kinds)
    if not wanted and not present:
        return None
    fields = (
        _field("from", _("From"), query.date_from, faults),
        _field("to", _("Up to and including"), query.date_to, faults),
    )
    shortcuts = tuple(
        Shortcut(
            window.label,
            replace(query, date_from=window.first, date_to=window.last, page=1).url(path),
            (query.date_from, query.date_to) == (window.first, window.last),
        )
        for window in windows(timezone.localdate())
    )
    return DatePanel(str(DATES.label), fields, shortcuts, collapsed=not wanted)


def days_in_words(first: date | None, last: date | None) -> str:
    """What the dates of a question ask for, for a chip."""
    if first and last:
        if first == last:
            return in_words(first)
        return _("%(first)s to %(last)s") % {"first": in_words(first), "last": in_words(last)}
    if first:
        return _("from %(first)s") % {"first": in_words(first)}
    return _("up to and including %(last)s") % {"last": in_words(last)} if last else ""


def in_words(day: date) -> str:
    return date_format(day, "j F Y")


def _field(
    name: str, label: str, chosen: date | None, faults: Mapping[str, DateFault]
) -> DateField:
    fault = faults.get(name)
    if fault is None:
        value = f"{chosen.day}-{chosen.month}-{chosen.year:04}" if chosen else ""
        return DateField(name, label, value, "")
    return DateField(name, label, fault.typed, str(fault.message))
