"""Whether two descriptions are of one thing. A pure function: no database, no clock."""

from dataclasses import dataclass

from publishing.duplicates.description import Description
from publishing.duplicates.evidence import Evidence
from publishing.duplicates.relations import Relation
from publishing.duplicates.signs import Sign
from publishing.duplicates.telling import signs_of

#: From this score on two items count as the same, and as related.
SAME_FROM = 0.70
RELATED_FROM = 0.42
#: What contradicts being the same keeps the score below it, however much else is alike.
_AT_MOST_RELATED = SAME_FROM - 0.03
#: A renaming has no title to go by.
_RENAMED = 0.74


@dataclass(frozen=True)
class Comparison:
    """What came out: the relation, how sure of 1, and the signs that led to it."""

    relation: Relation
    score: float
    signs: tuple[Sign, ...]


def compare(one: Description, other: Description) -> Comparison:
    """Whether two descriptions are of one thing, and why; symmetric but for the wording."""
    evidence = Evidence(one, other)
    score = _score(evidence)
    if score >= SAME_FROM and evidence.contradicted:
        score = _AT_MOST_RELATED
    if score >= SAME_FROM:
        relation = Relation.SAME
    elif score >= RELATED_FROM:
        relation = Relation.RELATED
    else:
        relation = Relation.DIFFERENT
    return Comparison(relation, round(min(1.0, max(0.0, score)), 3), signs_of(evidence))


def _score(evidence: Evidence) -> float:
    score = _title_score(evidence) + _text_score(evidence) + _address_score(evidence)
    score += _party_score(evidence) + _place_score(evidence) + _subject_score(evidence)
    return max(score, _RENAMED) if evidence.renamed and evidence.same_text else score


def _title_score(evidence: Evidence) -> float:
    weight = 0.62 if evidence.text is not None else 0.74
    score = weight * (0.95 if evidence.explained else evidence.title.score)
    if not evidence.shared_words:
        # Words that half of the catalogue has are no likeness.
        score *= 0.4
    return max(score, _short_name_score(evidence))


def _short_name_score(evidence: Evidence) -> float:
    if evidence.short_name:
        return 0.60 if evidence.other_host else 0.72
    return 0.3 if evidence.perhaps_short_name else 0.0


def _text_score(evidence: Evidence) -> float:
    return 0.22 * evidence.text if evidence.text is not None else 0.0


def _address_score(evidence: Evidence) -> float:
    if evidence.is_organisation and evidence.same_site:
        return 0.46
    if evidence.same_page:
        return 0.62 if evidence.page_names_it else 0.28
    return 0.05 if evidence.same_host else 0.0


def _party_score(evidence: Evidence) -> float:
    if evidence.same_owner:
        return 0.10
    if evidence.shares_party:
        return 0.06
    return -0.10 if evidence.other_party else 0.0


def _place_score(evidence: Evidence) -> float:
    if evidence.shares_province:
        return 0.05
    return -0.05 if evidence.elsewhere else 0.0


def _subject_score(evidence: Evidence) -> float:
    ours, theirs = evidence.one.subjects, evidence.other.subjects
    if not ours or not theirs:
        return 0.0
    return 0.06 * len(ours & theirs) / len(ours | theirs)
