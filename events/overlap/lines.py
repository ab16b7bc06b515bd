"""What a list shows of an event near by, on the site and in the admin."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Occurrence
from events.overlap.doubles import Double, place_of_date
from events.overlap.finding import Neighbour
from events.when import machine_readable, when_in_words
from taxonomy.localised import active_language


@dataclass(frozen=True)
class Line:
    """One event: the context of ``overlap/_events.html``.

    ``lang`` is the language of the title when it is not that of the page; ``machine`` the start
    for a <time>; ``more`` a sentence about further dates near by.
    """

    key: int
    title: str
    lang: str
    url: str
    when: str
    machine: str
    place: str
    reasons: tuple[str, ...]
    more: str = ""


def line_of_neighbour(neighbour: Neighbour) -> Line:
    count = neighbour.meeting.other_dates
    more = ngettext(
        "Also on %(count)d other date near by.", "Also on %(count)d other dates near by.", count
    ) % {"count": count}
    return line_of(neighbour.date, map(str, neighbour.reasons), more if count else "")


def line_of_double(double: Double) -> Line:
    return line_of(double.date, map(str, double.signs))


def line_of(date: Occurrence, reasons: Iterable[str] = (), more: str = "") -> Line:
    title = date.text("title")
    return Line(
        key=date.event_id,
        title=title.text,
        lang="" if title.lang == active_language() else title.lang,
        url=date.get_absolute_url(),
        when=when_in_words(date),
        machine=machine_readable(date),
        place=_place(date),
        reasons=tuple(reasons),
        more=more,
    )


def _place(date: Occurrence) -> str:
    place = place_of_date(date)
    where = place.name or place.address
    if not place.online:
        return where
    return _("%(place)s and online") % {"place": where} if where else _("online")
