"""Whether two events are one that was told twice. A pure function: no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import product

from events.harvest.doubles import places, titles
from events.harvest.doubles.features import Features, rule_of
from events.harvest.doubles.places import Where
from publishing.duplicates.signs import Sign, Signal

#: So much of the telling words two titles share when they may be about one thing.
SHARED_WORDS = 0.5


class Sureness(IntEnum):
    """How sure it is that two are one: `CERTAIN` ones are joined by themselves, of `LIKELY` ones
    a person decides."""

    DIFFERENT = 0
    LIKELY = 1
    CERTAIN = 2


@dataclass(frozen=True)
class Comparison:
    sureness: Sureness
    score: float = 0.0
    signs: tuple[Sign, ...] = ()


def compare(one: Features, other: Features) -> Comparison:
    """How sure it is that two are one, and the signs that led to it; symmetric."""
    evidence = Evidence(one, other)
    if evidence.strict:
        return Comparison(Sureness.CERTAIN, 1.0, tuple(_signs(evidence)))
    if evidence.likely:
        return Comparison(Sureness.LIKELY, evidence.score, tuple(_signs(evidence)))
    return Comparison(Sureness.DIFFERENT)


class Evidence:
    """What one can say of two events, each answer by its name."""

    def __init__(self, one: Features, other: Features) -> None:
        self.one, self.other = one, other
        self.same_day = bool(one.every_day & other.every_day)
        self.where = places.compare(one.place, other.place, (one.joining, other.joining))
        towns = places.town_words(one.place) | places.town_words(other.place)
        pairs = list(product(one.titles, other.titles))
        year = one.first_day.year
        self.same_title = any(titles.same(a, b, year, towns) for a, b in pairs)
        self.telling_title = all(
            any(titles.says_enough(title, towns) for title in each.titles) for each in (one, other)
        )
        self.alike_title = self.same_title or titles.alike(one.titles, other.titles)
        self.shared_words = max((titles.shared(a, b) for a, b in pairs), default=0.0)
        self.numbered_apart = bool(pairs) and all(titles.numbers_differ(a, b) for a, b in pairs)
        self.same_page = bool(one.page) and one.page == other.page
        self.same_registration = bool(one.registration) and one.registration == other.registration
        self.shares_party = bool(one.organisations & other.organisations)
        self.elsewhere = bool(one.provinces and other.provinces) and not (
            one.provinces & other.provinces
        )

    @property
    def same_start(self) -> bool:
        if self.one.all_day or self.other.all_day:
            return self.one.all_day == self.other.all_day and (
                self.one.first_day == self.other.first_day
            )
        return self.one.start == self.other.start

    @property
    def same_end(self) -> bool:
        """Whether both say the same of when it ends; also when neither says anything."""
        if self.one.all_day:
            return self.one.last_day == self.other.last_day
        return self.one.end == self.other.end

    @property
    def other_end(self) -> bool:
        """Whether both say when it ends, and not the same."""
        if self.one.all_day or self.other.all_day:
            return not self.same_end
        return bool(self.one.end and self.other.end) and self.one.end != self.other.end

    @property
    def same_rhythm(self) -> bool:
        """Whether both take place once, or again and again by the same rule."""
        return rule_of(self.one.rule) == rule_of(self.other.rule)

    @property
    def one_repeats(self) -> bool:
        return bool(self.one.rule) != bool(self.other.rule)

    @property
    def contradicted(self) -> bool:
        """Whether something says that these are two, however much they look alike."""
        return (
            self.numbered_apart
            or self.where == Where.OTHER
            or self.one.cancelled != self.other.cancelled
            or not self.same_rhythm
        )

    @property
    def strict(self) -> bool:
        """Certain enough to join them without asking anybody."""
        if self.contradicted or not self.same_start:
            return False
        if self.same_page:
            # A page may be that of a whole day with sessions side by side.
            return self.same_end and self.alike_title and self.telling_title
        if self.other_end or not (self.same_title and self.telling_title):
            return False
        if self.where == Where.SAME:
            return not self.elsewhere or self.same_registration
        # Online twins: everybody is online somewhere at ten o'clock.
        return self.where == Where.BOTH_ONLINE and self.same_registration

    @property
    def likely(self) -> bool:
        """Worth asking a person."""
        if not self.same_day or self.numbered_apart:
            return False
        if self.where == Where.OTHER:
            # Somebody may have got the place wrong, but not the page or the form as well.
            return self.alike_title and self.same_start and self._same_address
        if self._same_address and (self.alike_title or self.same_start):
            return self.alike_title or self.shared_words >= SHARED_WORDS
        if self.alike_title:
            return self._likely_by_title
        return (
            self.same_start
            and not self.other_end
            and self.where == Where.SAME
            and self.shared_words >= SHARED_WORDS
        )

    @property
    def _likely_by_title(self) -> bool:
        if self.where in (Where.SAME, Where.ALIKE):
            return self.telling_title or self.same_start
        if self.elsewhere and self.where != Where.BOTH_ONLINE:
            return False
        return self.telling_title and (self.same_start or self.shares_party or self.same_title)

    @property
    def _same_address(self) -> bool:
        return self.same_page or self.same_registration

    @property
    def score(self) -> float:
        """How likely, of 1, to put the likeliest on top."""
        found = 0.55 if self.same_title else 0.45 if self.alike_title else 0.3
        found += 0.15 * self.same_start + 0.15 * self._same_address
        found += {Where.SAME: 0.15, Where.ALIKE: 0.08}.get(self.where, 0.0)
        return round(min(found + 0.05 * self.shares_party, 0.99), 3)


def _signs(evidence: Evidence) -> Iterator[Sign]:
    """What is worth telling somebody, what they have in common first."""
    for holds, signal in (
        (evidence.same_title, Signal.SAME_TITLE),
        (evidence.alike_title and not evidence.same_title, Signal.NEARLY_SAME_TITLE),
        (not evidence.alike_title, Signal.ALIKE_TITLE),
        (evidence.same_start, Signal.SAME_TIME),
        (evidence.same_day and not evidence.same_start, Signal.SAME_DAY),
        (evidence.where == Where.SAME, Signal.SAME_PLACE),
        (evidence.where == Where.ALIKE, Signal.ALIKE_PLACE),
        (evidence.where == Where.BOTH_ONLINE, Signal.BOTH_ONLINE),
        (evidence.same_page, Signal.SAME_ADDRESS),
        (evidence.same_registration, Signal.SAME_REGISTRATION),
        (evidence.shares_party, Signal.SHARED_PARTY),
        (evidence.same_day and not evidence.same_start, Signal.OTHER_TIME),
        (evidence.same_start and evidence.other_end, Signal.OTHER_END),
        (evidence.one_repeats, Signal.ONE_REPEATS),
        (evidence.one.cancelled != evidence.other.cancelled, Signal.ONE_IS_OFF),
        (evidence.where == Where.OTHER, Signal.OTHER_PLACE),
    ):
        if holds:
            yield Sign(signal)
