"""A document with its text taken apart: what every engine stores, the same for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils import timezone

from search import fields
from search.analysis import LANGUAGES, analyser_for, fold
from search.document import SearchDocument
from search.facets import FACETS
from search.ranking import rank_factor

MAX_SORT_TITLE = 120
# Below every character of a title, so that a title goes before a longer one.
SEPARATOR = "\t"
LATEST_TIMESTAMP = 10**11


@dataclass(frozen=True, slots=True)
class AnalysedDocument:
    """The contents of every field of ``search/fields.py``.

    ``texts`` and ``sets`` are tokens with a space between them; of ``sets`` each once.
    """

    id: str
    source: str
    texts: Mapping[str, str]
    sets: Mapping[str, str]
    keywords: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, tuple[int, ...]]
    rank: float


def analyse(document: SearchDocument) -> AnalysedDocument:
    texts, sets = _texts(document)
    verified = (document.verified.toordinal(),) if document.verified else ()
    return AnalysedDocument(
        id=document.id,
        source=document.to_json(),
        texts=texts,
        sets=sets,
        keywords={**_facets(document), **_sort_keys(document), **_marks(document)},
        numbers={
            fields.PK: (document.pk,),
            fields.DATE: tuple(day.toordinal() for day in document.dates),
            fields.VERIFIED: verified,
        },
        rank=rank_factor(document.weight, document.updated),
    )


def sort_key(document: SearchDocument, sort: str, language: str) -> str:
    """What documents are put in order by; ascending, and never the same for two."""
    own = f"{document.kind}:{document.pk:019d}"
    if sort == "title":
        shown, _language = document.localised(document.titles, language)
        return f"{fold(shown)[:MAX_SORT_TITLE]}{SEPARATOR}{own}"
    if sort == "updated":
        return f"{LATEST_TIMESTAMP - _timestamp(document.updated):012d}{SEPARATOR}{own}"
    if sort == "date":
        return f"{_date_key(document)}{SEPARATOR}{own}"
    raise ValueError(f"There is no order called {sort}")


def _date_key(document: SearchDocument) -> str:
    """The next first; then what is past, latest first; then what has no date."""
    day = document.next_date
    if day is None:
        return "2"
    if day >= timezone.localdate():
        return f"0{day.toordinal():07d}"
    return f"1{date.max.toordinal() - day.toordinal():07d}"


def _texts(document: SearchDocument) -> tuple[dict[str, str], dict[str, str]]:
    """The tokens of every place, and the sets that are made of them."""
    texts: dict[str, str] = {}
    sets: dict[str, set[str]] = {name: set() for name in fields.SETS}
    for language in LANGUAGES:
        read = analyser_for(language)
        for place, content in _places(document, language).items():
            tokens = read.tokens(content)
            for stream, each in ((fields.WORDS, tokens.words), (fields.PARTS, tokens.parts)):
                name = fields.text_field(place, stream, language)
                texts[name] = " ".join(each) or fields.EMPTY
            sets[fields.anywhere(language)].update(tokens.words, tokens.parts)
            sets[fields.TITLE_FORMS if place == "title" else fields.FORMS].update(tokens.forms)
    sets[fields.FORMS] |= sets[fields.TITLE_FORMS]
    return texts, {name: " ".join(sorted(found)) for name, found in sets.items()}


def _places(document: SearchDocument, language: str) -> dict[str, str]:
    return {
        "title": _joined(document.titles.get(language), document.aliases.get(language)),
        "names": _joined(document.summaries.get(language), document.names.get(language)),
        "labels": document.labels.get(language, ""),
        "text": document.bodies.get(language, ""),
    }


def _facets(document: SearchDocument) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for facet in FACETS:
        values = tuple(document.facets.get(facet.name, ()))
        found[fields.filter_field(facet.name)] = values
        if facet.name == fields.SPREAD_FACET and values and document.is_national:
            values = (fields.EVERYWHERE,)
        found[fields.facet_field(facet.name)] = values
    return found


def _sort_keys(document: SearchDocument) -> dict[str, tuple[str, ...]]:
    return {
        fields.sort_field(sort, language): (sort_key(document, sort, language),)
        for sort in ("title", "updated", "date")
        for language in LANGUAGES
    }


def _marks(document: SearchDocument) -> dict[str, tuple[str, ...]]:
    return {
        fields.SCALE: (document.scale,),
        fields.HOME_PROVINCE: tuple(document.home_provinces),
        fields.CURRENT: (fields.IS_CURRENT if document.current else "no",),
    }


def _joined(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text)


def _timestamp(moment: datetime | None) -> int:
    if moment is None:
        return 0
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
