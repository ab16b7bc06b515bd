"""How a document lies in the embedded index."""

from datetime import UTC, date, datetime
from functools import cache

import tantivy

from search.analysis import LANGUAGES, analyser_for, fold
from search.document import SearchDocument
from search.facets import FACETS
from search.ranking import FIELD_BOOSTS, rank_factor

# Raise whenever the fields below change: an index of another version is rebuilt.
SCHEMA_VERSION = 3
# Documents without a date come after all that have one.
NO_DATE = date.max.toordinal()
MAX_SORT_KEY = 120
# Counting twelve provinces for each national item would take most of the time of a
# page, so those have one value for all when counted, and all twelve when filtered.
SPREAD_FACET = "province"
EVERYWHERE = "*"


def text_field(place: str, stream: str, language: str) -> str:
    return f"{place}_{stream}_{language}"


def facet_field(name: str) -> str:
    return f"facet_{name}"


def filter_field(name: str) -> str:
    """Where a chosen value of a facet is looked up; the facet's own field is for counting."""
    return f"{facet_field(name)}_filter" if name == SPREAD_FACET else facet_field(name)


def title_sort_field(language: str) -> str:
    return f"title_sort_{language}"


@cache
def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for language in LANGUAGES:
        for place in FIELD_BOOSTS:
            # Tokens are finished, so cutting at spaces is all the engine does.
            for stream, detail in (("words", "position"), ("parts", "freq")):
                builder.add_text_field(
                    text_field(place, stream, language),
                    tokenizer_name="whitespace",
                    index_option=detail,
                )
        _add_keyword(builder, title_sort_field(language), fast=True)
    builder.add_text_field("forms", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for facet in FACETS:
        _add_keyword(builder, facet_field(facet.name), fast=True)
    for name in ("scale", "home_province", "current", filter_field(SPREAD_FACET)):
        _add_keyword(builder, name)
    for name in ("updated", "verified", "date", "first_date"):
        builder.add_integer_field(name, indexed=True, fast=True)
    builder.add_float_field("rank", fast=True)
    builder.add_bytes_field("source", stored=True)
    return builder.build()


def _add_keyword(builder: tantivy.SchemaBuilder, name: str, fast: bool = False) -> None:
    builder.add_text_field(name, fast=fast, tokenizer_name="raw", index_option="basic")


def to_tantivy(document: SearchDocument) -> tantivy.Document:
    """The document with all its tokens, as the engine stores it."""
    made = tantivy.Document()
    made.add_text("id", document.id)
    made.add_bytes("source", document.to_json().encode())
    _add_texts(made, document)
    _add_facets(made, document)
    made.add_text("scale", document.scale)
    for province in document.home_provinces:
        made.add_text("home_province", province)
    made.add_text("current", "yes" if document.current else "no")
    for day in document.dates:
        made.add_integer("date", day.toordinal())
    first = min(document.dates).toordinal() if document.dates else NO_DATE
    made.add_integer("first_date", first)
    made.add_integer("updated", _timestamp(document.updated))
    if document.verified:
        made.add_integer("verified", document.verified.toordinal())
    made.add_float("rank", rank_factor(document.weight, document.updated))
    return made


def _add_facets(made: tantivy.Document, document: SearchDocument) -> None:
    for facet in FACETS:
        values = document.facets.get(facet.name, ())
        for value in values:
            made.add_text(filter_field(facet.name), value)
        if facet.name == SPREAD_FACET:
            counted = (EVERYWHERE,) if values and document.is_national else values
            for value in counted:
                made.add_text(facet_field(facet.name), value)


def _add_texts(made: tantivy.Document, document: SearchDocument) -> None:
    forms: set[str] = set()
    for language in LANGUAGES:
        read = analyser_for(language)
        title = document.titles.get(language, "")
        names = _joined(document.summaries.get(language), document.names.get(language))
        text = _joined(document.bodies.get(language), document.labels.get(language))
        places = {"title": title, "names": names, "text": text}
        for place, content in places.items():
            tokens = read.tokens(content)
            made.add_text(text_field(place, "words", language), " ".join(tokens.words))
            made.add_text(text_field(place, "parts", language), " ".join(tokens.parts))
        forms |= read.forms(title) | read.forms(names)
        shown, _ = document.localised(document.titles, language)
        made.add_text(title_sort_field(language), fold(shown)[:MAX_SORT_KEY])
    made.add_text("forms", " ".join(sorted(forms)))


def _joined(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text)


def _timestamp(moment: datetime | None) -> int:
    if moment is None:
        return 0
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
