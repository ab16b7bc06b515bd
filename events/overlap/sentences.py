"""What was found, in plain sentences."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from events.overlap.finding import Finding
from events.overlap.phrases import alternatives, number_at_start, number_in_words
from events.overlap.proposal import MOST_DATES, Proposal
from events.overlap.reasons import label_in_sentence
from events.overlap.terms import Vocabulary
from taxonomy.models import ActionLine, Term

#: A sentence that names more than this is not read.
MOST_NAMED = 3


def sentences(finding: Finding, *, others: bool = True) -> list[str]:
    """The answer in sentences, the one that matters most first.

    With ``others`` they speak of other events, because the proposal is one itself.
    """
    return list(_sentences(finding, others))


def subject(proposal: Proposal, words: Vocabulary) -> str:
    """Whom and what a proposal is for and where, such as "for pupils in Flevoland"."""
    return " ".join(filter(None, (_for_whom(proposal, words), _where(proposal, words))))


def _sentences(finding: Finding, others: bool) -> Iterator[str]:
    proposal, total = finding.proposal, len(finding.meetings)
    if proposal.repeats:
        counted, when = total, _("around these dates")
    else:
        counted, when = finding.in_week, _when(proposal)
    yield _counted(finding, counted, when, others)
    if finding.same_hours:
        yield _at_the_same_time(finding.same_hours, counted)
    if outside := total - counted:
        yield _outside(outside, counted)
    if proposal.more_dates:
        yield _left_out(proposal.more_dates)


def _counted(finding: Finding, count: int, when: str, others: bool) -> str:
    events = (_other_events if others else _events)(count) % {"number": number_at_start(count)}
    parts = (events, subject(finding.proposal, finding.words), when)
    return f"{' '.join(filter(None, parts))}."


# Only what people come to is counted, so Dutch has a narrower word than for all events.


def _other_events(count: int) -> str:
    return npgettext(
        "that people come to", "%(number)s other event", "%(number)s other events", count
    )


def _events(count: int) -> str:
    return npgettext("that people come to", "%(number)s event", "%(number)s events", count)


def _when(proposal: Proposal) -> str:
    span = proposal.spans[0]
    one_week = span.first_day.isocalendar()[:2] == span.last_day.isocalendar()[:2]
    return _("that week") if one_week else _("in those weeks")


def _outside(count: int, in_week: int) -> str:
    sentence = (
        _("%(number)s more within a week before or after.")
        if in_week
        else _("%(number)s within a week before or after.")
    )
    return capfirst(sentence % {"number": number_in_words(count)})


def _at_the_same_time(count: int, total: int) -> str:
    if count == total:
        return ngettext("It is at the same time.", "All are at the same time.", count)
    sentence = ngettext(
        "%(number)s of them is at the same time.", "%(number)s of them are at the same time.", count
    )
    return sentence % {"number": number_at_start(count)}


def _left_out(count: int) -> str:
    sentence = ngettext(
        "Only the first %(most)d dates were compared, %(count)d later one was not.",
        "Only the first %(most)d dates were compared, %(count)d later ones were not.",
        count,
    )
    return sentence % {"most": MOST_DATES, "count": count}


def _for_whom(proposal: Proposal, words: Vocabulary) -> str:
    groups = _named(words.groups, proposal.target_groups)
    lines = _named(words.lines, proposal.action_lines)
    people = _listed(groups, _("these target groups"))
    themes = _listed(lines, _("these action lines"))
    if groups and lines:
        return _("for %(people)s or about %(themes)s") % {"people": people, "themes": themes}
    if groups:
        return _("for %(people)s") % {"people": people}
    return _("about %(themes)s") % {"themes": themes} if lines else ""


def _where(proposal: Proposal, words: Vocabulary) -> str:
    if not proposal.asks_for_region:
        return ""
    provinces = _named(words.provinces, proposal.provinces)
    return _("in %(place)s") % {"place": _listed(provinces, _("these provinces"))}


def _named(terms: Mapping[int, Any], keys: Collection[int]) -> list[Any]:
    found = [terms[key] for key in keys if key in terms]
    return sorted(found, key=lambda term: (term.sort_order, term.label))


def _listed(terms: Sequence[Term], many: str) -> str:
    if len(terms) > MOST_NAMED:
        return many
    return alternatives([_name(term) for term in terms])


def _name(term: Term) -> str:
    if isinstance(term, ActionLine) and term.letter:
        return _("action line %(letter)s") % {"letter": term.letter}
    return label_in_sentence(term)
