"""How a document lies in an Elasticsearch index."""

from typing import Any

from elasticsearch.dsl import Float, Keyword, Long, Mapping, Text

from search import fields
from search.analysed import AnalysedDocument
from search.engines.elasticsearch_query import WHITESPACE

# Pages beyond are empty; the server keeps a place in memory for every hit before the page,
# but never for more than there are documents.
DEEPEST_HIT = 1_000_000


def mapping() -> Mapping:
    """Every field by name, so that a document with any other is refused."""
    made = Mapping()
    made.meta("dynamic", "strict")
    # Texts can be made again from the document itself; keeping them twice serves nobody.
    made.meta("_source", includes=[fields.SOURCE])
    for text in fields.TEXTS:
        kept = Text(analyzer=WHITESPACE, index_options="positions" if text.ordered else "freqs")
        made.field(text.name, kept)
    names = [keyword.name for keyword in fields.keywords()]
    for name in (fields.ID, *fields.SETS, *names):
        made.field(name, Keyword())
    for name in fields.NUMBERS:
        made.field(name, Long())
    made.field(fields.RANK, Float(index=False))
    made.field(fields.SOURCE, Keyword(index=False, doc_values=False))
    return made


def to_source(analysed: AnalysedDocument) -> dict[str, Any]:
    """The document as the server takes it."""
    sets = {name: words.split() for name, words in analysed.sets.items()}
    lists = {**sets, **analysed.keywords, **analysed.numbers}
    return {
        fields.ID: analysed.id,
        fields.SOURCE: analysed.source,
        fields.RANK: analysed.rank,
        **analysed.texts,
        **{name: list(values) for name, values in lists.items() if values},
    }
