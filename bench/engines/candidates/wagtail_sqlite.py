"""Stock `wagtail.search` on SQLite: what one gets without an engine of one's own.

It counts one field of a search at a time, under the filters of that search. A choice of several
values therefore takes a search for each facet with that facet's own filter left out, and a filter
on a relation goes through the keys, because the search refuses it.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from wagtail.search.backends import get_search_backend
from wagtail.search.query import MATCH_ALL

from bench.engines.answer import Answer
from bench.engines.candidates import Place
from bench.engines.fragments import marked
from bench.engines.questions import Asked
from bench.engines.stock.models import Item, Value
from bench.engines.vocabulary import FACETS
from search.document import SearchDocument

CHUNK = 5_000
PER_PAGE = 20
#: Which field of the model has the values of a facet.
RELATIONS = {
    "province": "provinces",
    "target_group": "target_groups",
    "action_line": "action_lines",
    "path": "paths",
}
COLUMNS = ("kind", "form")


class WagtailCandidate:
    def __init__(self, place: Place) -> None:
        self._backend = get_search_backend()
        self._keys: Mapping[tuple[str, str], int] = {}
        if Item._meta.db_table in connection.introspection.table_names():
            self._read_keys()

    def build(self, documents: Iterable[SearchDocument], count: int) -> None:
        with connection.schema_editor() as editor:
            editor.create_model(Value)
            editor.create_model(Item)
        Value.objects.bulk_create(
            Value(facet=name, key=key) for name in RELATIONS for key in FACETS[name].keys
        )
        self._read_keys()
        waiting = iter(documents)
        while chunk := list(islice(waiting, CHUNK)):
            self._write(chunk)
        # Not the command's own size of chunks: after each it goes through all titles again.
        call_command("wagtail_update_index", chunk_size=CHUNK, verbosity=0)
        connection.cursor().execute("ANALYZE")

    def size(self) -> int:
        path = Path(connection.settings_dict["NAME"])
        return sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*"))

    def forget(self) -> None:
        """It keeps no answers."""

    def ask(self, asked: Asked) -> Answer:
        found = self._search(asked)
        items = list(found[:PER_PAGE])
        facets = {}
        for name in FACETS:
            under = self._search(asked, without=name) if name in asked.filters else found
            facets[name] = self._counts(under, name)
        fragments = [marked(item.summary, asked.text) for item in items]
        return Answer(found.count(), facets, fragments)

    def edit(self, changed: SearchDocument) -> None:
        item = Item.objects.get(pk=changed.pk)
        item.title = changed.titles["nl"]
        # The signal of this puts it in the index.
        item.save()

    def drop(self) -> None:
        """Nothing but what is in the folder."""

    def _search(self, asked: Asked, without: str = "") -> Any:
        items = Item.objects.all()
        for name, values in asked.filters.items():
            if name == without:
                continue
            if name in COLUMNS:
                items = items.filter(**{f"{name}__in": values})
            else:
                keys = [self._keys[name, value] for value in values]
                chosen = Item.objects.filter(**{f"{RELATIONS[name]}__in": keys})
                items = items.filter(pk__in=chosen.values("pk"))
        return self._backend.search(asked.text or MATCH_ALL, items)

    def _counts(self, found: Any, name: str) -> dict[str, int]:
        if name in COLUMNS:
            return {value: count for value, count in found.facet(name).items() if value}
        counts = found.facet(RELATIONS[name])
        names = {key: value for (facet, value), key in self._keys.items() if facet == name}
        return {names[key]: count for key, count in counts.items() if key is not None}

    def _read_keys(self) -> None:
        rows = Value.objects.values_list("facet", "key", "pk")
        self._keys = {(facet, key): pk for facet, key, pk in rows}

    def _write(self, documents: Sequence[SearchDocument]) -> None:
        with transaction.atomic():
            Item.objects.bulk_create(_item(document) for document in documents)
            for name, relation in RELATIONS.items():
                through = getattr(Item, relation).through
                through.objects.bulk_create(
                    through(item_id=document.pk, value_id=self._keys[name, value])
                    for document in documents
                    for value in document.facets.get(name, ())
                )


def make(place: Place) -> WagtailCandidate:
    return WagtailCandidate(place)


def _item(document: SearchDocument) -> Item:
    return Item(
        pk=document.pk,
        title=document.titles["nl"],
        summary=_all_of(document.summaries),
        body=_all_of(document.bodies) + _all_of(document.labels),
        names=_all_of(document.names),
        kind=document.kind,
        form="".join(document.facets.get("form", ())),
    )


def _all_of(texts: Mapping[str, str]) -> str:
    return "\n".join(texts.values())
