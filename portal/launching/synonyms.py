"""Sets of synonyms, with which search widens a question."""

from collections.abc import Iterator

from portal.launching.catalogue import Catalogue
from portal.launching.planned import Planned, plan, sources_of
from portal.launching.record import Record
from search.analysis import fold
from search.models import LONGEST_SYNONYM, MOST_SYNONYMS

#: What the sources say, and what was added by judgement: one list for whoever searches.
LISTS = ("synonyms", "synonyms_added")


def plan_synonyms(catalogue: Catalogue) -> Iterator[Planned]:
    """Words that mean about the same.

    A comma in a term belongs to it ("junior, medior, senior"): it is one text of several words.
    """
    for raw in catalogue.records["synonym_set"]:
        record = Record(raw, catalogue)
        term = record.text("term", required=True, most=LONGEST_SYNONYM)
        english = record.text("english", most=LONGEST_SYNONYM)
        words = _others(record, term, english)
        if term and not words and fold(english) in {"", fold(term)}:
            record.fault("synonyms", "are missing: one word alone changes nothing")
        if record.has("source"):
            sources_of(record)
        note = record.text("note")
        record.skip("inferred", "related", "checks", "ocr_repair")
        record.finish()
        yield plan("synonym_set", record, term=term, english=english, synonyms=words, note=note)


def _others(record: Record, term: str, english: str) -> list[str]:
    """Every further word once: the files also repeat the term itself among its synonyms."""
    found: dict[str, str] = {}
    for field in LISTS:
        for number, word in enumerate(record.strings(field), start=1):
            if len(word) > LONGEST_SYNONYM:
                record.fault(
                    f"{field}[{number}]",
                    f"has {len(word)} characters; at most {LONGEST_SYNONYM} are allowed",
                )
            found.setdefault(fold(word), word)
    words = [word for key, word in found.items() if key not in {fold(term), fold(english), ""}]
    if len(words) > MOST_SYNONYMS:
        record.fault("synonyms", f"are {len(words)} words; at most {MOST_SYNONYMS} are allowed")
    return words
