"""The limit: one compressed bitmap for each token and key, and nothing else.

It reads a question as the engines do and evaluates the same clauses, but knows no order, keeps no
documents and marks nothing. What it does is what counting alone costs.
"""

import pickle
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import reduce, singledispatchmethod
from operator import and_, or_

from pyroaring import BitMap

from bench.engines.answer import Answer
from bench.engines.candidates import Place
from bench.engines.questions import Asked
from bench.engines.vocabulary import FACETS
from search import fields, matching, plan
from search.analysed import AnalysedDocument, analyse
from search.analysis import understand
from search.document import SearchDocument
from search.query import SearchQuery


class BitmapCandidate:
    def __init__(self, place: Place) -> None:
        self._file = place.folder / "bitmaps.pickle"
        self._maps: dict[tuple[str, str], BitMap] = {}
        self._forms: list[str] = []
        self._all = BitMap()
        if self._file.exists():
            self._maps, self._all = pickle.loads(self._file.read_bytes())
            self._index_forms()

    def build(self, documents: Iterable[SearchDocument], count: int) -> None:
        maps: dict[tuple[str, str], list[int]] = defaultdict(list)
        for document in documents:
            self._all.add(document.pk)
            for key in _keys(analyse(document)):
                maps[key].append(document.pk)
        self._maps = {key: _bitmap(numbers) for key, numbers in maps.items()}
        self._index_forms()
        self._file.write_bytes(pickle.dumps((self._maps, self._all)))

    def size(self) -> int:
        return self._file.stat().st_size

    def forget(self) -> None:
        """It keeps no answers."""

    def ask(self, asked: Asked) -> Answer:
        query = SearchQuery(text=asked.text, selected=asked.filters)
        words = matching.found_by(understand(asked.text))
        worded = self._all if words is None else self.match(words)
        chosen = {
            name: reduce(or_, (self._map(fields.filter_field(name), key) for key in keys))
            for name, keys in query.filters.items()
        }
        found = reduce(and_, chosen.values(), worded)
        facets = {}
        for name, values in FACETS.items():
            under = found
            if name in chosen:
                others = [bitmap for other, bitmap in chosen.items() if other != name]
                under = reduce(and_, others, worded)
            counts = (
                (key, under.intersection_cardinality(self._map(fields.filter_field(name), key)))
                for key in values.keys
            )
            facets[name] = {key: count for key, count in counts if count}
        return Answer(len(found), facets)

    def edit(self, changed: SearchDocument) -> None:
        """Adds only; enough to see how little it is."""
        for key in _keys(analyse(changed)):
            self._maps.setdefault(key, BitMap()).add(changed.pk)

    def drop(self) -> None:
        """Nothing but what is in the folder."""

    def _index_forms(self) -> None:
        self._forms = sorted(token for field, token in self._maps if field == fields.FORMS)

    def _map(self, field: str, token: str) -> BitMap:
        return self._maps.get((field, token)) or BitMap()

    @singledispatchmethod
    def match(self, clause: plan.Clause) -> BitMap:
        raise TypeError(f"Not a clause: {clause!r}")

    @match.register
    def _(self, clause: plan.Term) -> BitMap:
        return self._map(clause.field, clause.value)

    @match.register
    def _(self, clause: plan.Phrase) -> BitMap:
        # It knows no order, so it finds a little more than there is.
        return reduce(and_, (self._map(clause.field, token) for token in clause.values))

    @match.register
    def _(self, clause: plan.Prefix) -> BitMap:
        start = bisect_left(self._forms, clause.beginning)
        end = bisect_left(self._forms, f"{clause.beginning}\uffff")
        return BitMap.union(
            BitMap(), *(self._map(clause.field, form) for form in self._forms[start:end])
        )

    @match.register
    def _(self, clause: plan.Everything) -> BitMap:
        return self._all

    @match.register
    def _(self, clause: plan.Nothing) -> BitMap:
        return BitMap()

    @match.register
    def _(self, clause: plan.AllOf) -> BitMap:
        found = reduce(and_, (self.match(inner) for inner in clause.clauses))
        return reduce(lambda kept, inner: kept - self.match(inner), clause.but_not, found)

    @match.register
    def _(self, clause: plan.AnyOf) -> BitMap:
        maps = [self.match(inner) for inner in clause.clauses]
        if clause.at_least == 1:
            return reduce(or_, maps)
        counts: dict[int, int] = defaultdict(int)
        for bitmap in maps:
            for number in bitmap:
                counts[number] += 1
        return BitMap(number for number, count in counts.items() if count >= clause.at_least)

    @match.register
    def _(self, clause: plan.Best) -> BitMap:
        return reduce(or_, (self.match(inner) for inner in clause.clauses))

    @match.register(plan.Preferring)
    @match.register(plan.Boosted)
    @match.register(plan.Constant)
    def _(self, clause: plan.Preferring | plan.Boosted | plan.Constant) -> BitMap:
        return self.match(clause.clause)


def make(place: Place) -> BitmapCandidate:
    return BitmapCandidate(place)


def _keys(analysed: AnalysedDocument) -> set[tuple[str, str]]:
    """Every token and key of a document with its field; what it is sorted by is not looked up."""
    texts = (*analysed.texts.items(), *analysed.sets.items())
    found = {(name, token) for name, text in texts for token in text.split()}
    found.update(
        (name, key)
        for name, keys in analysed.keywords.items()
        if not name.startswith("sort_")
        for key in keys
    )
    return found


def _bitmap(numbers: list[int]) -> BitMap:
    found = BitMap(numbers)
    found.run_optimize()
    return found
