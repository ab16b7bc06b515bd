"""What all records of a source have in common, read once for a run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from events.harvest.fields import TERMS
from events.models import Event
from harvest.models import Source
from publishing.confirmation.bylines import LONGEST, Byline
from taxonomy.models import Province, Scale

Keys = tuple[int, ...]


@dataclass
class Briefing:
    """The settings of a source in terms of keys, and the terms that were asked for by their key."""

    source: Source
    byline: Byline
    #: What a record gets in a relation where nothing else says so.
    defaults: Mapping[str, Keys]
    #: By category, as `category_key` writes it: the terms that it stands for, by relation.
    mapped: Mapping[str, Mapping[str, Keys]]
    #: By ISO code.
    provinces: Mapping[str, int]
    _terms: dict[tuple[str, int], Any] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return self.source.language or "nl"

    def term(self, relation: str, key: int) -> Any:
        """The term of a key; None when it is no longer there."""
        if (relation, key) not in self._terms:
            self._terms[relation, key] = _model(relation)._default_manager.filter(pk=key).first()
        return self._terms[relation, key]

    def terms_for(self, relation: str, categories: Iterable[str]) -> Keys:
        """The keys that the categories of a record stand for; empty when nothing was said of them."""
        found = (
            key
            for category in categories
            for key in self.mapped.get(category_key(category), {}).get(relation, ())
        )
        return tuple(dict.fromkeys(found))


def briefing_for(source: Source) -> Briefing:
    """Reads the settings of a source, which need not be stored yet."""
    organisation = source.organisation
    terms = {(name, term.pk): term for name in TERMS for term in getattr(source, name).all()}
    defaults = {name: tuple(sorted(key for own, key in terms if own == name)) for name in TERMS}
    defaults["scale"] = (source.scale_id,) if source.scale_id else ()
    return Briefing(
        source=source,
        byline=Byline(organisation.title[:LONGEST], organisation.title_en[:LONGEST]),
        defaults=defaults,
        mapped=_mapped(source),
        provinces=dict(Province.objects.values_list("code", "pk")),
        _terms=terms,
    )


def category_key(category: str) -> str:
    """The same for a category that is written a little differently."""
    return " ".join(category.casefold().split())


def _mapped(source: Source) -> dict[str, dict[str, Keys]]:
    found: dict[str, dict[str, Keys]] = {}
    known: dict[str, dict[str, int]] = {}
    for mapping in source.mappings.all():
        relation = mapping.relation
        if relation not in (*TERMS, "scale"):
            continue
        if relation not in known:
            known[relation] = _by_name(_model(relation))
        key = known[relation].get(mapping.term)
        if key is not None:
            of_category = found.setdefault(category_key(mapping.category), {})
            of_category[relation] = (*of_category.get(relation, ()), key)
    return found


def _model(relation: str) -> type[models.Model]:
    if relation == "scale":
        return Scale
    related: Any = Event._meta.get_field(relation).related_model
    return related


def _by_name(model: Any) -> dict[str, int]:
    """By what may stand in a mapping: the identifier of a term, else the key of its row."""
    terms = list(model._default_manager.all())
    by_row = {str(term.pk): term.pk for term in terms}
    return by_row | {name: term.pk for term in terms for name in (term.ref, term.key)}
