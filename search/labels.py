"""What facet values are called, which there are, and which stand under which.

Values in the index are keys; what they are called comes from the database when a page
is made, so that a renamed term needs no new index. Each process keeps all terms; a
stamp in the database tells it when they changed, for one small query per request.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from search import registry
from search.facets import FACETS, Facet
from search.stamp import kept_while_unchanged
from search.validity import Validity
from taxonomy.models import Province, Term
from taxonomy.row_numbers import row_number

# The relation that leads from a term to broader ones.
BROADER = {"target_group": "parent", "factor": "parent", "action_line": "maps_to"}


@dataclass(frozen=True)
class Label:
    """One value of a facet."""

    value: str
    texts: Mapping[str, str | Promise]
    broader: tuple[str, ...] = ()
    # The letter of the national action line it belongs to, which gives it a colour.
    line: str = ""
    synonyms: tuple[str, ...] = ()

    def text(self, language: str) -> tuple[str, str]:
        """The name and the language it is in."""
        if language == "en" and self.texts.get("en"):
            return str(self.texts["en"]), "en"
        # A lazy text speaks the language of the page by itself.
        name = self.texts["nl"]
        if isinstance(name, Promise):
            return capfirst(str(name)), language
        return name, "nl"


Labels = Mapping[str, Label]


@dataclass(frozen=True)
class Vocabulary:
    """All values of all facets, in the order of the curators, as they were at one moment."""

    labels: Mapping[str, Labels]
    region_of_province: Mapping[str, str] = field(default_factory=dict)

    def of(self, facet: str) -> Labels:
        return self.labels.get(facet, {})

    def known(self, facet: str, values: Iterable[str]) -> set[str]:
        """Those of the values that exist."""
        if facet == "organisation":
            return set(organisation_labels(values))
        return {value for value in values if value in self.of(facet)}

    def with_broader(self, facet: str, values: Iterable[str]) -> tuple[str, ...]:
        """The values and all those above them, each once, always in the same order."""
        found: set[str] = set()
        waiting = list(values)
        while waiting:
            value = waiting.pop()
            if value not in found:
                found.add(value)
                known = self.of(facet).get(value)
                waiting.extend(known.broader if known else ())
        return tuple(sorted(found))

    def narrowest(self, facet: str, values: Iterable[str]) -> tuple[str, ...]:
        """The values without those that stand above another one of them."""
        given = tuple(values)
        known = self.of(facet)
        broader = {above for value in given if value in known for above in known[value].broader}
        return tuple(value for value in given if value not in broader)

    def searchable(self, facet: str, values: Iterable[str], language: str) -> Iterator[str]:
        """Every word under which somebody may look for these values."""
        for value in values:
            if label := self.of(facet).get(value):
                yield label.text(language)[0]
                yield from label.synonyms


@kept_while_unchanged
def vocabulary() -> Vocabulary:
    """The vocabulary as the database has it now."""
    return _read()


def term_models() -> dict[str, type[Term]]:
    """The model of the terms behind each facet that has terms."""
    models = apps.get_app_config("taxonomy").get_models()
    return {
        model.parameter: model for model in models if issubclass(model, Term) and model.parameter
    }


def organisation_labels(values: Iterable[str]) -> Labels:
    """Organisations are too many to keep; these are read when an address names them."""
    wanted = sorted(set(values))
    if not wanted:
        return {}
    numbers = {row_number(value) for value in wanted} - {None}
    rows = Organisation.objects.live().filter(ref__in=wanted)
    if numbers:
        rows |= Organisation.objects.live().filter(pk__in=numbers)
    found = rows.values_list("pk", "ref", "title", "title_en")
    labels = {
        organisation_key(pk, ref): {"nl": title, "en": english} for pk, ref, title, english in found
    }
    return {value: Label(value, labels[value]) for value in wanted if value in labels}


def organisation_key(pk: int, ref: str | None) -> str:
    """What stands for an organisation in addresses and in the index."""
    return ref or str(pk)


def _read() -> Vocabulary:
    labels: dict[str, Labels] = {
        facet: _term_labels(facet, model) for facet, model in term_models().items()
    }
    labels["kind"] = {
        source.kind: Label(source.kind, {"nl": source.plural}) for source in registry.sources()
    }
    labels["level"] = {
        str(level): Label(str(level), {"nl": f"NLQF {level}", "en": f"NLQF {level}"})
        for level in range(1, 9)
    }
    labels["lang"] = _choice_labels([("nl", _("Dutch")), ("en", _("English"))])
    labels["validity"] = _choice_labels(Validity.choices)
    for facet in FACETS:
        if facet.source and facet.name not in labels:
            labels[facet.name] = _source_labels(facet)
    provinces = Province.objects.select_related("region")
    return Vocabulary(labels, {province.key: province.region.key for province in provinces})


def _source_labels(facet: Facet) -> Labels:
    """The values of the field that fills a facet: its terms, or its choices."""
    models = [source.model for source in registry.sources() if _may_have(source.kind, facet)]
    found = (_field(model, facet.source) for model in models)
    field = next((field for field in found if field is not None), None)
    related = getattr(field, "related_model", None)
    if related is not None and issubclass(related, Term):
        return _term_labels(facet.name, related)
    return _choice_labels(getattr(field, "choices", None) or ())


def _may_have(kind: str, facet: Facet) -> bool:
    return not facet.kinds or kind in facet.kinds


def _field(model: type[Model], name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _term_labels(facet: str, model: type[Term]) -> Labels:
    rows: QuerySet[Any] = model.objects.all()
    relation = BROADER.get(facet)
    if relation == "parent":
        rows = rows.select_related("parent")
    elif relation:
        rows = rows.prefetch_related(relation)
    if facet == "path":
        rows = rows.select_related("national_line")
    return {term.key: _term_label(term, relation) for term in rows}


def _term_label(term: Any, relation: str | None) -> Label:
    broader: list[Any] = []
    if relation == "parent":
        broader = [term.parent] if term.parent else []
    elif relation:
        broader = list(getattr(term, relation).all())
    line = getattr(term, "national_line", None) or next(iter(broader), None) or term
    return Label(
        value=term.key,
        texts={"nl": term.label, "en": term.label_en},
        broader=tuple(sorted(other.key for other in broader)),
        line=getattr(line, "letter", ""),
        synonyms=tuple(str(word) for word in term.synonyms),
    )


def _choice_labels(choices: Iterable[tuple[Any, Any]]) -> Labels:
    return {str(value): Label(str(value), {"nl": label}) for value, label in choices}
