"""Cells that hold words of the shared vocabularies."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from organisations.bulk_upload.cells.kind import CellError, CellKind, Scope, as_text, folded
from organisations.bulk_upload.reading import Cell
from taxonomy.models import Term

_MOST_NAMED = 12


class Vocabulary:
    """The terms of a kind by everything they are called, read once."""

    def __init__(self, terms: models.QuerySet) -> None:
        self.by_key: dict[int, Term] = {term.pk: term for term in terms}
        self._labels: dict[str, set[int]] = defaultdict(set)
        self._synonyms: dict[str, set[int]] = defaultdict(set)
        for term in self.by_key.values():
            for name in _names_of(term):
                self._labels[folded(name)].add(term.pk)
            for synonym in term.synonyms:
                self._synonyms[folded(synonym)].add(term.pk)

    def find(self, name: str) -> Term | None:
        """The term of this name. Raises CellError when it is the name of several."""
        # A word that is the name of one term and a synonym of others means the first.
        found = self._labels.get(folded(name)) or self._synonyms.get(folded(name)) or set()
        if len(found) > 1:
            labels = ", ".join(sorted(str(self.by_key[key]) for key in found))
            raise CellError(
                _("“%(name)s” can be each of these: %(labels)s. Write which one.")
                % {"name": name, "labels": labels}
            )
        return self.by_key[next(iter(found))] if found else None


class Terms(CellKind):
    """Several terms, by label, synonym or identifier, with something between them."""

    empty: tuple[int, ...] = ()
    width = 36

    def __init__(self, scope: Scope, terms: type[Term]) -> None:
        super().__init__(scope)
        self.model = terms

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(self.model._default_manager.all())

    def understand(self, cell: Cell) -> tuple[int, ...]:
        text = as_text(cell)
        parts = [part.strip() for part in re.split(r"[;\n|]", text) if part.strip()]
        found = {term.pk for part in parts for term in self._in_part(part)}
        return tuple(sorted(found))

    def _in_part(self, part: str) -> Iterator[Term]:
        """The terms between two semicolons: one whose label may hold commas, or several."""
        pieces = part.split(",")
        start = 0
        while start < len(pieces):
            for end in range(len(pieces), start, -1):
                name = ",".join(pieces[start:end]).strip()
                term = self.vocabulary.find(name) if name else None
                if term is not None:
                    yield term
                    break
                if not name:
                    break
            else:
                self._refuse(pieces[start].strip())
            start = end

    def _refuse(self, name: str) -> None:
        words = self.words()
        shown = "; ".join(words[:_MOST_NAMED]) + ("; …" if len(words) > _MOST_NAMED else "")
        raise CellError(
            _("“%(name)s” is not known here. Choose from: %(words)s.")
            % {"name": name[:100], "words": shown}
        )

    def write(self, value: tuple[int, ...]) -> str | None:
        return "; ".join(self._labels(value)) or None

    def show(self, value: tuple[int, ...]) -> str:
        return "; ".join(self._labels(value))

    def words(self) -> list[str]:
        return [str(term) for term in self.vocabulary.by_key.values()]

    def get(self, item: Any, field: str) -> tuple[int, ...]:
        return tuple(sorted(term.pk for term in getattr(item, field).all()))

    def set(self, item: Any, field: str, value: tuple[int, ...]) -> None:
        known = self.vocabulary.by_key
        setattr(item, field, [known[key] for key in value if key in known])

    def _labels(self, keys: tuple[int, ...]) -> list[str]:
        known = self.vocabulary.by_key
        return [str(known[key]) for key in keys if key in known]


class OneTerm(Terms):
    """One term."""

    empty: Any = None
    width = 24

    def understand(self, cell: Cell) -> Any:
        text = as_text(cell)
        term = self.vocabulary.find(text)
        if term is None:
            self._refuse(text)
        return term and term.pk

    def write(self, value: Any) -> str | None:
        return self.show(value) or None

    def show(self, value: Any) -> str:
        return "" if value is None else ", ".join(self._labels((value,)))

    def get(self, item: Any, field: str) -> Any:
        return getattr(item, f"{field}_id")

    def set(self, item: Any, field: str, value: Any) -> None:
        setattr(item, field, self.vocabulary.by_key.get(value))


def _names_of(term: Term) -> Iterator[str]:
    yield from (name for name in (term.label, term.label_en, term.ref) if name)
    if code := getattr(term, "code", ""):
        yield code
    # "FL" is what a province is called on a form, "A" a line.
    if short := getattr(term, "short_code", "") or getattr(term, "letter", ""):
        yield short
