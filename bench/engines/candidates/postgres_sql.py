"""Counting in SQL on PostgreSQL: words by its own Dutch search, counts by one statement.

The records that have the words are looked at once, with a mark for each facet whose choice they
satisfy; every facet then counts those that satisfy all others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import psycopg

from bench.engines.answer import Answer
from bench.engines.candidates import Place
from bench.engines.questions import Asked
from bench.engines.vocabulary import FACETS
from search.document import SearchDocument

MANY = ("province", "target_group", "action_line", "path")
COLUMNS = ("kind", "form")
PER_PAGE = 20

TABLES = """
CREATE TABLE item (
    id integer PRIMARY KEY, title text NOT NULL, summary text NOT NULL, kind text NOT NULL,
    form text, words tsvector NOT NULL
);
""" + "".join(
    f"CREATE TABLE item_{name} (item integer NOT NULL, key text NOT NULL);" for name in MANY
)
INDEXES = "CREATE INDEX ON item USING gin (words);" + "".join(
    f"ALTER TABLE item_{name} ADD PRIMARY KEY (item, key);CREATE INDEX ON item_{name} (key, item);"
    for name in MANY
)
FILLING = """
INSERT INTO item VALUES (%s, %s, %s, %s, %s,
    setweight(to_tsvector('dutch', %s), 'A') || to_tsvector('dutch', %s))
"""


class PostgresCandidate:
    def __init__(self, place: Place) -> None:
        self._connection = psycopg.connect(place.address, autocommit=True)

    def build(self, documents: Iterable[SearchDocument], count: int) -> None:
        with self._connection.cursor() as cursor, self._connection.transaction():
            cursor.execute(TABLES)
            for chunk in _chunks(documents, 2_000):
                cursor.executemany(FILLING, [_row(document) for document in chunk])
                for name in MANY:
                    with cursor.copy(f"COPY item_{name} FROM STDIN") as copy:
                        for document in chunk:
                            for key in document.facets.get(name, ()):
                                copy.write_row((document.pk, key))
            cursor.execute(INDEXES)
        self._connection.execute("VACUUM ANALYZE")

    def size(self) -> int:
        row = self._connection.execute("SELECT pg_database_size(current_database())").fetchone()
        return int(row[0]) if row else 0

    def forget(self) -> None:
        """It keeps no answers."""

    def ask(self, asked: Asked) -> Answer:
        facets: dict[str, dict[str, int]] = defaultdict(dict)
        total = 0
        values = _values(asked)
        for name, key, count in self._connection.execute(counting(asked), values):
            if name is None:
                total = count
            elif key is not None:
                facets[name][key] = count
        hits = self._connection.execute(page(asked), values).fetchall()
        return Answer(total, facets, [text for _id, _title, text in hits])

    def edit(self, changed: SearchDocument) -> None:
        self._connection.execute(
            "UPDATE item SET title = %(title)s, words = setweight(to_tsvector('dutch', %(title)s), "
            "'A') || to_tsvector('dutch', %(text)s) WHERE id = %(id)s",
            {"title": changed.titles["nl"], "text": _text(changed), "id": changed.pk},
        )

    def drop(self) -> None:
        """The cluster goes away as a whole."""


def make(place: Place) -> PostgresCandidate:
    return PostgresCandidate(place)


def counting(asked: Asked) -> str:
    """Total and counts of all facets in one statement; the total has no name."""
    marks = "".join(f", {_satisfies(name)} AS ok_{name}" for name in asked.filters)
    parts = [f"SELECT NULL AS facet, NULL AS key, count(*) FROM found {_all_but(asked, '')}"]
    for name in FACETS:
        if name in COLUMNS:
            source, key = "found", f"found.{name}"
        else:
            source, key = f"found JOIN item_{name} AS v ON v.item = found.id", "v.key"
        parts.append(
            f"SELECT '{name}', {key}, count(*) FROM {source} {_all_but(asked, name)} GROUP BY {key}"
        )
    return (
        f"WITH found AS MATERIALIZED (SELECT id, kind, form{marks} FROM item {_worded(asked)}) "
        + " UNION ALL ".join(parts)
    )


def page(asked: Asked) -> str:
    """The best records that satisfy everything, with marked summaries."""
    where = _worded(asked)
    for name in asked.filters:
        where += f" {'AND' if where else 'WHERE'} {_satisfies(name)}"
    if not asked.text:
        return f"SELECT id, title, summary FROM item {where} ORDER BY id DESC LIMIT {PER_PAGE}"
    query = "plainto_tsquery('dutch', %(text)s)"
    best = (
        f"SELECT id, title, summary FROM item {where} "
        f"ORDER BY ts_rank(words, {query}) DESC, id LIMIT {PER_PAGE}"
    )
    return f"SELECT id, title, ts_headline('dutch', summary, {query}) FROM ({best}) AS best"


def _worded(asked: Asked) -> str:
    return "WHERE words @@ plainto_tsquery('dutch', %(text)s)" if asked.text else ""


def _satisfies(name: str) -> str:
    if name in COLUMNS:
        return f"coalesce({name} = ANY(%({name})s), false)"
    return f"id IN (SELECT item FROM item_{name} WHERE key = ANY(%({name})s))"


def _all_but(asked: Asked, name: str) -> str:
    marks = [f"ok_{other}" for other in asked.filters if other != name]
    return f"WHERE {' AND '.join(marks)}" if marks else ""


def _values(asked: Asked) -> dict[str, Any]:
    return {"text": asked.text, **{name: list(keys) for name, keys in asked.filters.items()}}


def _row(document: SearchDocument) -> Sequence[Any]:
    form = next(iter(document.facets.get("form", ())), None)
    title, summary = document.titles["nl"], document.summaries["nl"]
    return document.pk, title, summary, document.kind, form, title, _text(document)


def _text(document: SearchDocument) -> str:
    texts = (document.summaries, document.bodies, document.names, document.labels)
    return "\n".join(text for each in texts for text in each.values())


def _chunks(documents: Iterable[SearchDocument], size: int) -> Iterator[list[SearchDocument]]:
    chunk: list[SearchDocument] = []
    for document in documents:
        chunk.append(document)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
