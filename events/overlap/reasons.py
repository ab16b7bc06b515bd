"""Why another event is worth knowing about, as data and in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from events.models import Event
from events.overlap import intervals
from events.overlap.candidates import Candidate
from events.overlap.phrases import enumeration, within_sentence
from events.overlap.proposal import Proposal, place_of
from events.overlap.terms import Vocabulary
from events.recurrence.schedule import Span
from taxonomy.models import ActionLine, TargetGroup, Term


class Why(StrEnum):
    """What two events have in common."""

    HOURS = "hours"
    DAY = "day"
    REGION = "region"
    AUDIENCE = "audience"
    THEME = "theme"


class Reach(StrEnum):
    """Why a region is shared that only one of the two names."""

    NATIONAL = "national"
    ONLINE = "online"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True)
class Reason:
    """One thing in common.

    ``terms`` are the words of the classification that both have, ``reach`` says why a region
    counts without one. ``hours`` is the stretch (UTC) in which both are going on.
    """

    why: Why
    terms: tuple[Term, ...] = ()
    reach: Reach | None = None
    hours: tuple[datetime, datetime] | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The values that stand for the terms in addresses."""
        return tuple(term.key for term in self.terms)

    def __str__(self) -> str:
        """In words, in the active language."""
        if self.why is Why.HOURS and self.hours:
            return _hours_in_words(*self.hours)
        if self.why is Why.DAY:
            return _("on the same day")
        if self.reach is not None:
            return str(_REACH[self.reach]())
        labels = [label_in_sentence(term) for term in self.terms]
        return str(_TERMS[self.why]()) % {"terms": enumeration(labels)}


_REACH = {
    Reach.NATIONAL: lambda: _("for the whole country"),
    Reach.ONLINE: lambda: _("online, so for every province"),
    Reach.EVERYWHERE: lambda: _("what you plan is for every province"),
}
_TERMS = {
    Why.REGION: lambda: _("also in %(terms)s"),
    Why.AUDIENCE: lambda: _("same people: %(terms)s"),
    Why.THEME: lambda: _("same theme: %(terms)s"),
}


def reasons_of(
    proposal: Proposal, words: Vocabulary, event: Event, date: Candidate, span: Span
) -> Iterator[Reason]:
    """What an event shares with a proposal, the most pressing first.

    ``date`` and ``span`` are the dates of the two that are nearest to each other.
    """
    if intervals.share_hours(date, span):
        yield Reason(Why.HOURS, hours=intervals.shared_hours(date, span))
    elif intervals.share_a_day(date, span):
        yield Reason(Why.DAY)
    if proposal.provinces or proposal.national or proposal.place.online_only:
        yield _region(proposal, words, event)
    groups = words.shared_groups(
        proposal.target_groups, [group.pk for group in event.target_groups.all()]
    )
    if groups:
        yield Reason(Why.AUDIENCE, terms=tuple(groups))
    lines = words.shared_lines(
        proposal.action_lines, [line.pk for line in event.action_lines.all()]
    )
    if lines:
        yield Reason(Why.THEME, terms=tuple(lines))


def _region(proposal: Proposal, words: Vocabulary, event: Event) -> Reason:
    there = {province.pk for province in event.provinces.all()}
    shared = [words.provinces[key] for key in proposal.provinces & there if key in words.provinces]
    if shared:
        ordered = sorted(shared, key=lambda province: (province.sort_order, province.label))
        return Reason(Why.REGION, terms=tuple(ordered))
    if event.is_national:
        return Reason(Why.REGION, reach=Reach.NATIONAL)
    if place_of(event).online_only:
        return Reason(Why.REGION, reach=Reach.ONLINE)
    return Reason(Why.REGION, reach=Reach.EVERYWHERE)


def label_in_sentence(term: Term) -> str:
    """What a term is called within a sentence."""
    if isinstance(term, ActionLine) and term.letter:
        return f"{term.letter} ({term.label_here})"
    return within_sentence(term.label_here) if isinstance(term, TargetGroup) else term.label_here


def _hours_in_words(start: datetime, end: datetime) -> str:
    begins, ends = timezone.localtime(start), timezone.localtime(end)
    if begins == ends:
        return _("at the same time, at %(start)s") % {"start": time_format(begins, "H:i")}
    return _("at the same time, from %(start)s to %(end)s") % {
        "start": time_format(begins, "H:i"),
        "end": time_format(ends, "H:i"),
    }
