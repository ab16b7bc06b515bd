"""What else happens around the dates of a proposal, nearest first, each with its reasons."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from events.models import Event, Occurrence
from events.overlap import intervals
from events.overlap.candidates import Candidate, near
from events.overlap.doubles import Double, doubles_of
from events.overlap.proposal import Proposal
from events.overlap.reasons import Reason, reasons_of
from events.overlap.terms import Vocabulary
from events.overlap.verdicts import verdicts_about
from events.recurrence.schedule import Span

#: A week before to a week after.
DAYS_AROUND = 7
#: So many are named; the rest is counted.
MOST_NAMED = 10


@dataclass(frozen=True)
class Meeting:
    """The date of another event that is nearest to the proposal, and to which date of it."""

    date: Candidate
    span: Span
    other_dates: int = 0

    @property
    def key(self) -> int:
        return self.date.event_id

    @property
    def days_apart(self) -> int:
        return intervals.days_apart(self.date, self.span)

    @property
    def shares_hours(self) -> bool:
        return intervals.share_hours(self.date, self.span)

    @property
    def same_week(self) -> bool:
        """Whether both are on in one week, from Monday to Sunday."""
        return (
            intervals.monday_of(self.date.first_day) <= intervals.monday_of(self.span.last_day)
            and intervals.monday_of(self.span.first_day) <= intervals.monday_of(self.date.last_day)
        )  # fmt: skip

    @property
    def nearness(self) -> tuple:
        """Sorts the nearest to the front; two that are as near stay in the order of time."""
        date, span = self.date, self.span
        apart = intervals.time_apart(date, span)
        return self.days_apart, not self.shares_hours, apart, date.starts_at, date.event_id


@dataclass(frozen=True)
class Neighbour:
    """Another event near the proposal, its date that is nearest, and why it is worth knowing."""

    date: Occurrence
    meeting: Meeting
    reasons: tuple[Reason, ...]

    @property
    def event(self) -> Event:
        return self.date.event


@dataclass(frozen=True)
class Finding:
    """All that is to be known around a proposal.

    ``meetings`` are all events near by that nobody has said anything about, nearest first;
    ``neighbours`` the first of them by name. ``known`` are those that somebody did say something
    about, and ``doubles`` look like the same event: they are not among the others. ``dates`` are
    those of all events near by.
    """

    proposal: Proposal
    words: Vocabulary
    doubles: tuple[Double, ...]
    meetings: tuple[Meeting, ...]
    neighbours: tuple[Neighbour, ...]
    known: tuple[Neighbour, ...]
    dates: tuple[Candidate, ...]

    @property
    def in_week(self) -> int:
        return sum(meeting.same_week for meeting in self.meetings)

    @property
    def same_hours(self) -> int:
        return sum(meeting.shares_hours for meeting in self.meetings)

    @property
    def same_day(self) -> int:
        return sum(meeting.days_apart == 0 for meeting in self.meetings)

    @property
    def unnamed(self) -> int:
        return len(self.meetings) - len(self.neighbours)

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing that somebody has not already seen."""
        return not self.meetings and not self.doubles


def look_around(
    proposal: Proposal, most: int = MOST_NAMED, known: Collection[int] = frozenset()
) -> Finding:
    """Everything near the proposal; the number of queries does not depend on how much that is.

    Events whose keys are ``known`` are treated as if somebody had said so of them already.
    """
    words = Vocabulary.read()
    said = {*verdicts_about(proposal.event), *known}
    doubles = [double for double in doubles_of(proposal) if double.event.pk not in said]
    alike = {double.event.pk for double in doubles}
    dates = near(proposal, words, DAYS_AROUND)
    meetings = meetings_of(proposal, dates)
    new = [meeting for meeting in meetings if meeting.key not in said and meeting.key not in alike]
    named = new[:most]
    passed = [meeting for meeting in meetings if meeting.key in said][:most]
    rows = _rows([*named, *passed])
    return Finding(
        proposal=proposal,
        words=words,
        doubles=tuple(doubles),
        meetings=tuple(new),
        neighbours=tuple(_neighbours(named, rows, proposal, words)),
        known=tuple(_neighbours(passed, rows, proposal, words)),
        dates=tuple(dates),
    )


def meetings_of(proposal: Proposal, dates: Iterable[Candidate]) -> list[Meeting]:
    """For every event its date nearest to the proposal, nearest first."""
    spans = _BySpan(proposal.spans)
    nearest: dict[int, Meeting] = {}
    count: dict[int, int] = {}
    for row in dates:
        found = min(
            (Meeting(row, span) for span in spans.around(row)),
            key=lambda meeting: meeting.nearness,
            default=None,
        )
        if found is None:
            continue
        count[row.event_id] = count.get(row.event_id, 0) + 1
        best = nearest.get(row.event_id)
        if best is None or found.nearness < best.nearness:
            nearest[row.event_id] = found
    meetings = [Meeting(found.date, found.span, count[key] - 1) for key, found in nearest.items()]
    return sorted(meetings, key=lambda meeting: meeting.nearness)


class _BySpan:
    """Finds the dates of a proposal around another date without trying all of them."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = sorted(spans, key=lambda span: span.first_day)
        self.firsts = [span.first_day.toordinal() for span in self.spans]
        lengths = [(span.last_day - span.first_day).days for span in spans]
        self.longest = max(lengths, default=0)

    def around(self, row: Candidate) -> Iterator[Span]:
        earliest = row.first_day.toordinal() - DAYS_AROUND - self.longest
        latest = row.last_day.toordinal() + DAYS_AROUND
        for position in range(bisect_left(self.firsts, earliest), len(self.spans)):
            if self.firsts[position] > latest:
                return
            if intervals.days_apart(row, self.spans[position]) <= DAYS_AROUND:
                yield self.spans[position]


def _neighbours(
    meetings: Iterable[Meeting],
    rows: Mapping[int, Occurrence],
    proposal: Proposal,
    words: Vocabulary,
) -> Iterator[Neighbour]:
    for meeting in meetings:
        # Somebody may have deleted it between two queries.
        if row := rows.get(meeting.date.pk):
            reasons = reasons_of(proposal, words, row.event, meeting.date, meeting.span)
            yield Neighbour(row, meeting, tuple(reasons))


def _rows(meetings: Collection[Meeting]) -> dict[int, Occurrence]:
    rows = (
        Occurrence.objects.filter(pk__in=[meeting.date.pk for meeting in meetings])
        .for_lists()
        .defer("event__body", "event__body_en")
        .prefetch_related("event__provinces", "event__target_groups", "event__action_lines")
    )
    return {row.pk: row for row in rows}
