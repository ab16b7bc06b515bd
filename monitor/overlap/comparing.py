"""How much two items do the same for the same people: a pure function with visible reasons.

Conditions come first: without people, form, place and time in common there is no overlap, however
much else is alike. What meets them is weighed: people, subject, place, and lines and paths.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass

from monitor.overlap.profile import Profile
from monitor.overlap.reasons import Reason, Sign, subject_value
from monitor.overlap.weights import USUAL, Weights

#: How much a group counts that lies under, or above, one of the other item.
PARTLY_SAME_GROUP = 0.6
#: What is for the whole country also serves a province, beside what is there.
ONE_NATIONAL = 0.6
#: A word of a title that only the summary of the other item has.
IN_SUMMARY = 0.6
#: A word that is the beginning of a compound, and how many letters it has at least.
COMPOUND = 0.8
BEGINNING = 4
#: Neither tells of a subject: then both are about ICT in general. When one of them does, they
#: have no subject in common.
NO_SUBJECT = 0.7
#: Of lines and paths nothing can be said when one of them has none.
UNKNOWN = 0.5
#: Below this, two subjects have nothing to do with each other.
OTHER_SUBJECT_BELOW = 0.15
#: Two steps apart is another level: mbo 2 and mbo 4, mbo 4 and hbo.
LEVELS_APART = 2


@dataclass(frozen=True)
class Comparison:
    """From 0, no overlap, to 1, and why."""

    score: float = 0.0
    reasons: tuple[Reason, ...] = ()

    def is_shown(self, weights: Weights = USUAL) -> bool:
        """Whether it is enough of an overlap to be shown to somebody."""
        return bool(self.reasons) and self.score * 100 >= weights.threshold


NONE = Comparison()


def compare(one: Profile, other: Profile, weights: Weights = USUAL) -> Comparison:
    """How much two items overlap; the same whichever is named first."""
    if is_family(one, other) or not one.form or one.form != other.form:
        return NONE
    if not (place := _place(one, other)) or not _at_the_same_time(one, other):
        return NONE
    if not (people := _people(one, other)):
        return NONE
    subject, strands = _subject(one, other), _strands(one, other)
    parts = (
        (weights.people, people),
        (weights.subject, subject),
        (weights.place, place),
        (weights.strands, strands),
    )
    score = sum(weight * part for weight, part in parts) / (weights.total or 1)
    for percent in _cautions(one, other, subject, weights):
        score *= percent / 100
    return Comparison(round(score, 4), tuple(_reasons(one, other)))


def is_family(one: Profile, other: Profile) -> bool:
    """Whether one is a part of the other, or both of one initiative; an item is its own family."""
    if one.pk is not None and one.key == other.key:
        return True
    return one.family is not None and one.family == other.family


def _people(one: Profile, other: Profile) -> float:
    mine, theirs = _served(one, other), _served(other, one)
    if not mine:
        return 0.0
    all_of_one = max(mine / len(one.groups), theirs / len(other.groups))
    of_both = (mine + theirs) / (len(one.groups) + len(other.groups))
    # What serves one group of the many that another serves, overlaps with it, too.
    return (all_of_one + of_both) / 2


def _served(one: Profile, other: Profile) -> float:
    """How many of the groups of one the other serves as well."""
    above_other = frozenset(other.broader.get(group, "") for group in other.groups)
    return sum(
        1.0
        if group in other.groups
        else PARTLY_SAME_GROUP
        if group in above_other or one.broader.get(group) in other.groups
        else 0.0
        for group in one.groups
    )


def _place(one: Profile, other: Profile) -> float:
    if one.national != other.national:
        return ONE_NATIONAL if one.provinces or other.provinces else 0.0
    return float(one.national or not one.provinces.isdisjoint(other.provinces))


def _at_the_same_time(one: Profile, other: Profile) -> bool:
    first_end = min((day for day in (one.ends, other.ends) if day), default=None)
    last_start = max((day for day in (one.starts, other.starts) if day), default=None)
    return first_end is None or last_start is None or last_start <= first_end


def _subject(one: Profile, other: Profile) -> float:
    if not one.words or not other.words:
        return 0.0 if one.words or other.words else NO_SUBJECT
    covered = [_covered(one, other), _covered(other, one)]
    by_title = 0.7 * max(covered) + 0.3 * min(covered)
    # A title may be a name that says nothing; then the summaries have to tell.
    both = len(one.words.keys() & other.words.keys())
    by_text = both / (len(one.words) * len(other.words)) ** 0.5
    return max(by_title, min(1.0, 1.5 * by_text))


def _covered(one: Profile, other: Profile) -> float:
    """How much of the title of one the other is about, too."""
    if not one.title_words:
        return 0.0
    return sum(_told(word, other) for word in one.title_words) / len(one.title_words)


def _told(word: str, other: Profile) -> float:
    """How much another item is about a word."""
    if word in other.title_words:
        return 1.0
    if any(same_beginning(word, theirs) for theirs in other.title_words):
        return COMPOUND
    if word in other.other_words:
        return IN_SUMMARY
    return IN_SUMMARY * COMPOUND * any(same_beginning(word, each) for each in other.other_words)


def same_beginning(one: str, other: str) -> bool:
    """Whether one word is the beginning of the other, as compounds of a language like Dutch have it.

    A robotkamp is about robots; words of three letters are the beginning of too much.
    """
    if len(one) < BEGINNING or one[:BEGINNING] != other[:BEGINNING]:
        return False
    return one.startswith(other) or other.startswith(one)


def _strands(one: Profile, other: Profile) -> float:
    if not one.strands or not other.strands:
        return UNKNOWN
    return float(not one.strands.isdisjoint(other.strands))


def _cautions(one: Profile, other: Profile, subject: float, weights: Weights) -> Iterator[int]:
    if _is_same_provider(one, other):
        yield weights.same_provider
    if _is_other_level(one, other):
        yield weights.other_level
    if one.words and other.words and subject < OTHER_SUBJECT_BELOW:
        yield weights.other_subject


def _is_same_provider(one: Profile, other: Profile) -> bool:
    return one.owner is not None and one.owner == other.owner


def _is_other_level(one: Profile, other: Profile) -> bool:
    if one.level is None or other.level is None:
        return False
    return abs(one.level - other.level) >= LEVELS_APART


def _reasons(one: Profile, other: Profile) -> Iterator[Reason]:
    same = one.groups & other.groups
    if same:
        yield Reason(Sign.PEOPLE, _sorted(same))
    else:
        yield Reason(Sign.PEOPLE_PARTLY, _sorted(_partly_same(one, other)))
    yield Reason(Sign.FORM, (one.form,))
    yield from _reasons_of_place(one, other)
    yield Reason(Sign.PERIOD)
    if shared := _shared_words(one, other):
        yield Reason(Sign.SUBJECT, shared)
    elif not one.words and not other.words:
        yield Reason(Sign.NO_SUBJECT)
    if strands := one.strands & other.strands:
        yield Reason(Sign.STRANDS, _sorted(strands))
    yield from _reasons_of_parties(one, other)
    if _is_other_level(one, other):
        yield Reason(Sign.OTHER_LEVEL)
    if {one.mode, other.mode} == {"online", "on-site"}:
        yield Reason(Sign.OTHER_MODE)


def _partly_same(one: Profile, other: Profile) -> frozenset[str]:
    """The narrower groups of each that lie under a group of the other."""
    return frozenset(
        group
        for mine, theirs in ((one, other), (other, one))
        for group in mine.groups
        if mine.broader.get(group) in theirs.groups
    )


def _reasons_of_place(one: Profile, other: Profile) -> Iterator[Reason]:
    if one.national and other.national:
        yield Reason(Sign.BOTH_NATIONAL)
    elif one.national or other.national:
        yield Reason(Sign.ONE_NATIONAL)
    else:
        yield Reason(Sign.PLACE, _sorted(one.provinces & other.provinces))


def _reasons_of_parties(one: Profile, other: Profile) -> Iterator[Reason]:
    if _is_same_provider(one, other):
        yield Reason(Sign.SAME_PROVIDER)
    elif one.organisations & other.organisations:
        yield Reason(Sign.SHARED_PARTY)
    elif one.owner is not None and other.owner is not None:
        yield Reason(Sign.OTHER_PROVIDER)


def _shared_words(one: Profile, other: Profile) -> tuple[str, ...]:
    """Stems with the words of both; those of both titles first, the same whoever comes first."""
    mine, theirs = one.words, other.words
    found = {stem: {mine[stem], theirs[stem]} for stem in mine.keys() & theirs.keys()}
    for stem, word in mine.items():
        for their, their_word in theirs.items():
            if stem != their and same_beginning(stem, their):
                shorter = min(stem, their, key=lambda each: (len(each), each))
                found.setdefault(shorter, set()).update((word, their_word))
    titles = {*one.title_words, *other.title_words}
    stems = sorted(found, key=lambda each: (each not in titles, each))
    return tuple(subject_value(stem, found[stem]) for stem in stems)


def _sorted(values: Set[str]) -> tuple[str, ...]:
    return tuple(sorted(values))
