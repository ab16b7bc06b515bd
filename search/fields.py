"""The fields of an index, as data: every engine makes its schema of these.

Texts hold finished tokens, so cutting at spaces is all an engine does. Keywords are
compared whole. A facet needs no entry here: its field follows from ``search/facets.py``.
"""

import hashlib
from dataclasses import dataclass

from search.analysis import LANGUAGES
from search.document import SearchDocument
from search.facets import FACETS

# Where a word may stand, and how it may stand there.
PLACES = ("title", "names", "labels", "text")
WORDS = "words"
PARTS = "parts"

# What stands in a text without words; no word is written like it. How rare a word is and how
# long a text is among the others is counted over all documents by one engine, by the other over
# those that have the field at all: now all have.
EMPTY = "_"

ID = "id"
# Every token of a document in a language, wherever it stands: whether it is found at all
# is asked of one field, only how well of all the others.
ANYWHERE = "anywhere"
# Every word as it is written, for beginnings of words and for spelling; and those of titles.
FORMS = "forms"
TITLE_FORMS = "title_forms"
SCALE = "scale"
HOME_PROVINCE = "home_province"
CURRENT = "current"
IS_CURRENT = "yes"
# Days are counted as ``date.toordinal`` does.
DATE = "date"
VERIFIED = "verified"
# What a score is multiplied by.
RANK = "rank"
# The key of the item alone, for asking which items of one kind match.
PK = "pk"
# The document itself, as JSON.
SOURCE = "source"

# Counting twelve provinces for each national item would take most of the time of a
# page, so those have one value for all when counted, and all twelve when filtered.
SPREAD_FACET = "province"
EVERYWHERE = "*"


@dataclass(frozen=True)
class TextField:
    name: str
    # Whether it knows the order of its tokens, so that phrases are found.
    ordered: bool


@dataclass(frozen=True)
class KeywordField:
    name: str
    # Whether its values are counted or sorted by; others are only looked up.
    columnar: bool = False


def text_field(place: str, stream: str, language: str) -> str:
    return f"{place}_{stream}_{language}"


def anywhere(language: str) -> str:
    return f"{ANYWHERE}_{language}"


def facet_field(name: str) -> str:
    """Where the values of a facet are counted."""
    return f"facet_{name}"


def filter_field(name: str) -> str:
    """Where a chosen value of a facet is looked up."""
    return f"{facet_field(name)}_filter" if name == SPREAD_FACET else facet_field(name)


def sort_field(sort: str, language: str) -> str:
    """The field whose ascending order is the order asked for; no two documents are equal."""
    return f"sort_title_{language}" if sort == "title" else f"sort_{sort}"


TEXTS = tuple(
    TextField(text_field(place, stream, language), ordered=stream == WORDS)
    for language in LANGUAGES
    for place in PLACES
    for stream in (WORDS, PARTS)
)
# Sets of words: of these only counts whether they are there.
SETS = (FORMS, TITLE_FORMS, *(anywhere(language) for language in LANGUAGES))
NUMBERS = (PK, DATE, VERIFIED)


def keywords() -> tuple[KeywordField, ...]:
    """All keyword fields but the id; a function because facets may be added."""
    facets = [KeywordField(facet_field(facet.name), columnar=True) for facet in FACETS]
    sorts = dict.fromkeys(
        sort_field(sort, language)
        for sort in ("title", "updated", "date")
        for language in LANGUAGES
    )
    return (
        *facets,
        *(KeywordField(name, columnar=True) for name in sorts),
        *(KeywordField(n) for n in (filter_field(SPREAD_FACET), SCALE, HOME_PROVINCE, CURRENT)),
    )


def fingerprint_of_fields() -> str:
    """Changes with every field: an index with other fields, or other documents, is rebuilt."""
    kept = tuple(SearchDocument.__dataclass_fields__)
    facts = repr((TEXTS, EMPTY, keywords(), SETS, NUMBERS, ID, RANK, SOURCE, kept))
    return hashlib.sha256(facts.encode()).hexdigest()[:12]
