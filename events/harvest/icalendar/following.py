"""Changes to a date "and all that follow" (RANGE=THISANDFUTURE): a series in two parts."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from events.harvest.icalendar.components import Component
from events.harvest.icalendar.remarks import Remarks
from events.recurrence.checking import given_dates
from events.recurrence.moving import moved
from events.recurrence.schedule import Local, Schedule, ScheduleError, as_time
from events.recurrence.splitting import split
from publishing.sentences import gettext as _


@dataclass
class Piece:
    """What becomes one record: a series or a part of one.

    ``component`` has the texts; ``changes`` those of the dates that differ, by their original.

    ``suffix`` tells it from the other pieces of its series.
    """

    component: Component
    schedule: Schedule
    changes: dict[Local, Component] = field(default_factory=dict)
    parts: int = 1
    suffix: str = ""
    remarks: Remarks = field(default_factory=Remarks)


@dataclass(frozen=True)
class Following:
    """From ``original`` on the series is as ``component`` says, and begins and ends at ``times``;
    None when it does not go ahead any more."""

    original: Local
    component: Component
    times: tuple[Local, Local] | None


def is_this_and_future(component: Component) -> bool:
    found = component.first("RECURRENCE-ID")
    return found is not None and found.parameters.get("RANGE", "").upper() == "THISANDFUTURE"


def divided(piece: Piece, following: Iterable[Following]) -> list[Piece]:
    """The series up to each such date, and from there on as another record."""
    pieces, shift = [piece], as_time(piece.schedule.start) - as_time(piece.schedule.start)
    for each in sorted(following, key=lambda each: as_time(each.original)):
        last = pieces[-1]
        moment = as_time(each.original) + shift
        at: Local = moment.date() if last.schedule.all_day else moment
        try:
            rest = _divide(last, at, each)
        except ScheduleError:
            piece.remarks(
                _(
                    "A change of “this date and all that follow” could not be applied and is left out."
                )
            )
            piece.parts += 1
            continue
        if rest is not None:
            pieces.append(rest)
            if each.times is not None:
                shift = as_time(each.times[0]) - as_time(each.original)
    return pieces


def _divide(piece: Piece, at: Local, each: Following) -> Piece | None:
    """Shortens ``piece``, and gives the rest; None when nothing is left of one of them."""
    schedule = piece.schedule
    if at == min(given_dates(schedule)):
        before, after = None, schedule
    else:
        before, after = split(schedule, at)
    after = moved(after, *each.times) if each.times is not None else after
    if before is None:
        piece.parts += 1
        if each.times is not None:
            piece.component, piece.schedule = each.component, after
        return None
    changes, piece.changes = piece.changes, {}
    piece.schedule = before
    for original, component in changes.items():
        if original < at:
            piece.changes[original] = component
    if each.times is None:
        piece.parts += 1
        return None
    rest = Piece(each.component, after, suffix=at.isoformat())
    shift = as_time(each.times[0]) - as_time(at)
    for original, component in changes.items():
        if original >= at:
            moment = as_time(original) + shift
            rest.changes[moment.date() if after.all_day else moment] = component
    return rest
