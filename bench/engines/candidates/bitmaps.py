"""The limit: one compressed bitmap for each token and key, and nothing else.

It reads a question as the engines do and evaluates the same clauses, but knows no order, keeps no
documents and marks nothing. What it takes is what counting alone takes.
"""

import pickle
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import reduce
from itertools import islice
from operator import and_, or_

from pyroaring import BitMap

from bench.engines.answer import Answer
from bench.engines.candidates import Place
from bench.engines.questions import Asked
from bench.engines.vocabulary import FACETS
from search import fields, matching, plan
from search.analysed import AnalysedDocument, analyse
from search.analysis import Question
from search.document import SearchDocument
from search.engines.planned import Found, PlannedEngine
from search.lexicon import site_lexicon
from search.query import SearchQuery
from search.spelling import Speller

Key = tuple[str, str]


class Bitmaps:
    """Which documents have which token or key in which field."""

    def __init__(self, numbers: dict[Key, list[int]]) -> None:
        self._maps = {key: BitMap(found) for key, found in numbers.items()}
        for bitmap in self._maps.values():
            bitmap.run_optimize()
        self.all = reduce(or_, self._maps.values(), BitMap())
        self._sorted: dict[str, list[str]] = defaultdict(list)
        for field, token in sorted(self._maps):
            if field in fields.SETS:
                self._sorted[field].append(token)

    def of(self, field: str, token: str) -> BitMap:
        return self._maps.get((field, token)) or BitMap()

    def add(self, number: int, keys: Iterable[Key]) -> None:
        """Adds only; enough to see how little it is."""
        for key in keys:
            self._maps.setdefault(key, BitMap()).add(number)

    def beginning(self, field: str, letters: str) -> BitMap:
        tokens = self._sorted[field]
        start, end = bisect_left(tokens, letters), bisect_left(tokens, f"{letters}\uffff")
        return BitMap.union(BitMap(), *(self.of(field, token) for token in tokens[start:end]))

    def forms(self) -> Counter[str]:
        counts = ((form, len(self.of(fields.FORMS, form))) for form in self._sorted[fields.FORMS])
        return Counter(dict(counts))

    def match(self, clause: plan.Clause) -> BitMap:
        """What a clause finds; what only orders counts for nothing."""
        match clause:
            case plan.Term(field, value):
                return self.of(field, value)
            case plan.Phrase(field, values):
                # It knows no order, so it finds a little more than there is.
                return reduce(and_, (self.of(field, token) for token in values))
            case plan.Prefix(field, letters):
                return self.beginning(field, letters)
            case plan.Everything():
                return self.all
            case plan.AllOf(clauses, but_not):
                found = reduce(and_, map(self.match, clauses))
                return reduce(lambda kept, inner: kept - self.match(inner), but_not, found)
            case plan.AnyOf(clauses, at_least):
                return self._at_least(list(map(self.match, clauses)), at_least)
            case plan.Best(clauses):
                return reduce(or_, map(self.match, clauses))
            case plan.Preferring() | plan.Boosted() | plan.Constant():
                return self.match(clause.clause)
            case plan.Nothing():
                return BitMap()
        raise TypeError(f"Not a clause for bitmaps: {clause!r}")

    def _at_least(self, maps: Sequence[BitMap], number: int) -> BitMap:
        if number == 1:
            return reduce(or_, maps)
        counts = Counter(member for bitmap in maps for member in bitmap)
        return BitMap(member for member, count in counts.items() if count >= number)


class BitmapEngine(PlannedEngine):
    """Finds and counts as the site's engines do, and shows nothing."""

    name = "bitmaps"

    def __init__(self, bitmaps: Bitmaps) -> None:
        super().__init__(site_lexicon)
        self.bitmaps = bitmaps
        self._speller = Speller(bitmaps.forms())

    def faults(self) -> AbstractContextManager[None]:
        return nullcontext()

    def find(self, question: Question, query: SearchQuery) -> Found:
        worded, chosen = self._worded(question), self._chosen(query)
        found = reduce(and_, chosen.values(), worded)
        facets = {}
        for name, values in FACETS.items():
            under = found
            if name in chosen:
                others = [bitmap for other, bitmap in chosen.items() if other != name]
                under = reduce(and_, others, worded)
            field = fields.filter_field(name)
            facets[name] = {
                key: under.intersection_cardinality(self.bitmaps.of(field, key))
                for key in values.keys
            }
        return Found(len(found), (), facets, self.name)

    def matching_keys(self, question: Question, query: SearchQuery, limit: int) -> list[int]:
        found = reduce(and_, self._chosen(query).values(), self._worded(question))
        return list(islice(found, limit))

    def _worded(self, question: Question) -> BitMap:
        words = matching.found_by(question)
        return self.bitmaps.all if words is None else self.bitmaps.match(words)

    def _chosen(self, query: SearchQuery) -> dict[str, BitMap]:
        """For each facet that is asked for, what has one of its values."""
        return {
            name: reduce(or_, (self.bitmaps.of(fields.filter_field(name), key) for key in keys))
            for name, keys in query.filters.items()
        }

    def top(self, clause: plan.Clause, limit: int) -> list[tuple[SearchDocument, float]]:
        return []

    def frequencies(self, clauses: Sequence[plan.Clause]) -> list[int]:
        return [len(self.bitmaps.match(clause)) for clause in clauses]

    def speller(self) -> Speller:
        return self._speller


class BitmapCandidate:
    def __init__(self, place: Place) -> None:
        self._file = place.folder / "bitmaps.pickle"
        if self._file.exists():
            self._engine = BitmapEngine(pickle.loads(self._file.read_bytes()))

    def build(self, documents: Iterable[SearchDocument], count: int) -> None:
        self._file.write_bytes(pickle.dumps(bitmaps_of(documents)))

    def size(self) -> int:
        return self._file.stat().st_size

    def forget(self) -> None:
        """It keeps no answers."""

    def ask(self, asked: Asked) -> Answer:
        found = self._engine.search(SearchQuery(text=asked.text, selected=asked.filters))
        return Answer(found.total, found.facets)

    def edit(self, changed: SearchDocument) -> None:
        self._engine.bitmaps.add(changed.pk, _keys(analyse(changed)))

    def drop(self) -> None:
        """Nothing but what is in the folder."""


def make(place: Place) -> BitmapCandidate:
    return BitmapCandidate(place)


def bitmaps_of(documents: Iterable[SearchDocument]) -> Bitmaps:
    numbers: dict[Key, list[int]] = defaultdict(list)
    for document in documents:
        for key in _keys(analyse(document)):
            numbers[key].append(document.pk)
    return Bitmaps(numbers)


def _keys(analysed: AnalysedDocument) -> set[Key]:
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
