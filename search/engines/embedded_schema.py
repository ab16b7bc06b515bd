"""How a document lies in the embedded index."""

from functools import cache

import tantivy

from search import fields
from search.analysed import AnalysedDocument


@cache
def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for text in fields.TEXTS:
        builder.add_text_field(
            text.name,
            tokenizer_name="whitespace",
            index_option="position" if text.ordered else "freq",
        )
    for name in fields.SETS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field(fields.ID, stored=True, tokenizer_name="raw", index_option="basic")
    for keyword in fields.keywords():
        builder.add_text_field(
            keyword.name, fast=keyword.columnar, tokenizer_name="raw", index_option="basic"
        )
    for name in fields.NUMBERS:
        builder.add_integer_field(name, indexed=True, fast=True)
    builder.add_float_field(fields.RANK, fast=True)
    builder.add_bytes_field(fields.SOURCE, stored=True)
    return builder.build()


def to_tantivy(analysed: AnalysedDocument) -> tantivy.Document:
    """The document as the engine takes it."""
    made = tantivy.Document()
    made.add_text(fields.ID, analysed.id)
    made.add_bytes(fields.SOURCE, analysed.source.encode())
    for name, tokens in (*analysed.texts.items(), *analysed.sets.items()):
        if tokens:
            made.add_text(name, tokens)
    for name, values in analysed.keywords.items():
        for value in values:
            made.add_text(name, value)
    for name, numbers in analysed.numbers.items():
        for number in numbers:
            made.add_integer(name, number)
    made.add_float(fields.RANK, analysed.rank)
    return made
