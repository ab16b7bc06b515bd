"""Which practices could fill a gap, the likeliest first, each with the reasons in words.

What counts is in `POINTS`; every reason that is shown has its points, and the order follows from
nothing else. Only what readers may see now is offered, and not what runs there already.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.adoption.counting import provinces_with
from initiatives.models import Adoption, Phase, Practice
from initiatives.models.strength import Strength
from monitor.gaps.spot import PLACE, Spot, Term
from search.facets import FACETS_BY_NAME
from search.labels import Vocabulary
from search.validity import Validity, validity_of
from taxonomy.neighbours import neighbours_of

POINTS = {
    "fits": 4,
    "fits broadly": 1,
    "fits filter": 1,
    "runs": 2,
    "runs, unknown where": 1,
    "runs next door": 2,
    "runs in alike": 1,
    "proposed here": 1,
    "interested here": 1,
    "stopped here": -2,
    "conditions": 1,
}
POINTS_OF_EVIDENCE: Mapping[str, int] = {
    Strength.DESCRIBED: 1,
    Strength.COUNTED: 2,
    Strength.COMPARED: 3,
    Strength.EVALUATED: 4,
}
#: More than these are not looked at: those that were confirmed last come first.
MOST_READ = 200
NEWEST_FIRST = (F("verified_on").desc(nulls_last=True), "pk")
MOST_NAMED = 3
FORM = "form"
State = Adoption.State
#: With these a region has it, or tries it.
RUNNING = (State.PILOTING, State.RUNNING)


@dataclass(frozen=True)
class Reason:
    """Something that speaks for a practice, and how much it counts."""

    points: int
    words: str


@dataclass(frozen=True)
class RankedPractice:
    practice: Practice
    reasons: tuple[Reason, ...]
    #: Where it runs, as the codes of provinces.
    runs_in: frozenset[str] = frozenset()

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)


@dataclass(frozen=True)
class Situation:
    """What practices are held against: the gap, and the provinces that are like its own."""

    spot: Spot
    words: Vocabulary
    language: str
    alike: Collection[str] = field(default=())

    @property
    def next_door(self) -> frozenset[str]:
        beside = {code for home in self.spot.home for code in neighbours_of(home)}
        return frozenset(beside - self.spot.home)

    def label(self, facet: str, value: str) -> str:
        known = self.words.of(facet).get(value)
        return known.text(self.language)[0] if known else value

    def foreign(self, facet: str, value: str) -> str:
        """The language of that label, where it is not the language of the page."""
        known = self.words.of(facet).get(value)
        language = known.text(self.language)[1] if known else self.language
        return language if language != self.language else ""

    def names(self, codes: Iterable[str]) -> str:
        """Some provinces in the order of the vocabulary, not more than fit in a sentence."""
        wanted = set(codes)
        found = [code for code in self.words.of(PLACE) if code in wanted]
        named = ", ".join(self.label(PLACE, code) for code in found[:MOST_NAMED])
        more = len(found) - MOST_NAMED
        return (
            _("%(names)s and %(count)d more") % {"names": named, "count": more}
            if more > 0
            else named
        )


def practices_for(situation: Situation) -> list[RankedPractice]:
    """The practices that could fill the gap; a fixed number of queries."""
    ranked = []
    for practice in _candidates(situation):
        if _is_there_already(situation, practice):
            continue
        runs_in = _provinces(practice, RUNNING)
        found = RankedPractice(practice, tuple(_reasons(situation, practice, runs_in)), runs_in)
        ranked.append(found)
    return sorted(ranked, key=lambda one: (-one.points, one.practice.title, one.practice.pk))


def _candidates(situation: Situation) -> list[Practice]:
    """Live and current practices that have at least one subject of the gap, or what is above it."""
    wanted = Q()
    for facet, value in situation.spot.subjects:
        values = {*_with_narrower(situation.words, facet, value)}
        values |= set(situation.words.with_broader(facet, [value]))
        wanted |= Q(**{f"{_relation(facet)}__ref__in": values})
    rows = Practice.objects.live().filter(wanted)
    read = (
        Practice.objects.filter(pk__in=rows.values("pk"))
        .for_cards()
        .defer("body", "body_en")
        .prefetch_related(
            "proposed_provinces",
            "conditions",
            "initiatives__form",
            "adoptions__region__provinces",
            *Practice.SUBJECT_FIELDS,
        )
    )
    newest = read.order_by(*NEWEST_FIRST)[:MOST_READ]
    return [row for row in newest if validity_of(row) == Validity.CURRENT]


def _relation(facet: str) -> str:
    # A practice has no form of its own; what belongs to it has.
    return "initiatives__form" if facet == FORM else FACETS_BY_NAME[facet].source


def _with_narrower(words: Vocabulary, facet: str, value: str) -> Iterator[str]:
    return (other for other in words.of(facet) if value in words.with_broader(facet, [other]))


def _provinces(practice: Practice, states: Collection[str]) -> frozenset[str]:
    """Where it runs, and where regions are so far with it."""
    found = provinces_with(practice.provinces.all(), practice.adoptions.all(), states)
    return frozenset(province.key for province in found)


def _is_there_already(situation: Situation, practice: Practice) -> bool:
    """Whether it runs or is being prepared in all that the gap is about."""
    spot = situation.spot
    if spot.home:
        return spot.home <= _provinces(practice, Adoption.ACTIVE)
    # For the whole country what has both terms is in the cell.
    return all(_fit(situation.words, practice, term) == "fits" for term in spot.subjects)


def _terms(practice: Practice, facet: str) -> list[str]:
    if facet == FORM:
        forms = {one.form.key for one in practice.initiatives.all() if one.form is not None}
        return sorted(forms)
    return [term.key for term in practice.classification(FACETS_BY_NAME[facet].source)]


def _fit(words: Vocabulary, practice: Practice, term: Term) -> str:
    """ "fits", "fits broadly" when it has only what is above the term, else nothing."""
    facet, value = term
    own = _terms(practice, facet)
    if value in words.with_broader(facet, own):
        return "fits"
    return "fits broadly" if set(own) & set(words.with_broader(facet, [value])) else ""


def _reasons(situation: Situation, practice: Practice, runs_in: frozenset[str]) -> Iterator[Reason]:
    yield from _fitting(situation, practice)
    yield from _running(situation, practice, runs_in)
    yield _evidence(practice)
    if practice.conditions.all() or practice.transferability:
        yield Reason(POINTS["conditions"], _("It is known what it takes to repeat it."))


def _fitting(situation: Situation, practice: Practice) -> Iterator[Reason]:
    for facet, value in situation.spot.subjects:
        fit = _fit(situation.words, practice, (facet, value))
        named = {"vocabulary": FACETS_BY_NAME[facet].label, "term": situation.label(facet, value)}
        if fit == "fits":
            yield Reason(POINTS[fit], _("%(vocabulary)s: it fits “%(term)s”.") % named)
        elif fit:
            words = _("%(vocabulary)s: it fits what “%(term)s” is part of.") % named
            yield Reason(POINTS[fit], words)
        else:
            yield Reason(0, _("%(vocabulary)s: not (yet) for “%(term)s”.") % named)
    own = {facet for facet, _value in situation.spot.terms}
    for facet, values in situation.spot.question.query.filters.items():
        if facet in own or not _is_subject(facet):
            continue
        for value in values:
            if _fit(situation.words, practice, (facet, value)) == "fits":
                label = situation.label(facet, value)
                yield Reason(POINTS["fits filter"], _("It also fits “%(term)s”.") % {"term": label})


def _is_subject(facet: str) -> bool:
    return FACETS_BY_NAME[facet].source in Practice.SUBJECT_FIELDS


def _running(situation: Situation, practice: Practice, runs_in: frozenset[str]) -> Iterator[Reason]:
    number = len(runs_in)
    if number:
        sentence = ngettext(
            "It runs in %(number)d province: %(names)s.",
            "It runs in %(number)d provinces: %(names)s.",
            number,
        )
        names = situation.names(runs_in)
        yield Reason(POINTS["runs"], sentence % {"number": number, "names": names})
    elif practice.phase == Phase.RUNNING:
        yield Reason(
            POINTS["runs, unknown where"], _("It runs, but nobody said in which provinces.")
        )
    else:
        yield Reason(0, _("It does not run anywhere yet."))
    if beside := runs_in & situation.next_door:
        names = situation.names(beside)
        yield Reason(
            POINTS["runs next door"], _("A neighbour runs it: %(names)s.") % {"names": names}
        )
    if alike := (runs_in & frozenset(situation.alike)) - beside:
        names = situation.names(alike)
        words = _("It runs in a province that is like this one: %(names)s.") % {"names": names}
        yield Reason(POINTS["runs in alike"], words)
    proposed = {province.key for province in practice.proposed_provinces.all()}
    if here := proposed & situation.spot.home:
        words = _("It was proposed before in %(names)s.") % {"names": situation.names(here)}
        yield Reason(POINTS["proposed here"], words)
    yield from _told_here(situation, practice)


def _told_here(situation: Situation, practice: Practice) -> Iterator[Reason]:
    """What the region of the gap said of it before."""
    regions = situation.spot.regions(situation.words)
    for adoption in practice.adoptions.all():
        named = {"region": adoption.region}
        if adoption.region.key not in regions:
            continue
        if adoption.state == State.INTERESTED:
            yield Reason(POINTS["interested here"], _("%(region)s is interested in it.") % named)
        elif adoption.state == State.STOPPED:
            yield Reason(
                POINTS["stopped here"],
                _("%(region)s stopped with it before; its page tells why.") % named,
            )


def _evidence(practice: Practice) -> Reason:
    points = POINTS_OF_EVIDENCE.get(practice.evidence_strength)
    if points is not None:
        label: Any = practice.get_evidence_strength_display()
        return Reason(points, _("Evidence: %(strength)s.") % {"strength": label})
    if practice.evidence:
        return Reason(
            POINTS_OF_EVIDENCE[Strength.DESCRIBED],
            _("Its results are described; how strong the evidence is, nobody said."),
        )
    return Reason(0, _("Nothing is known of its results."))
