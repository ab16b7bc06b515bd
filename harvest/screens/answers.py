"""The answers about a source in terms of JSON, to and from the rows of the database."""

from typing import Any

from harvest.models import Source, SourceMapping, SourceRule
from harvest.screens.outcome import token_of
from harvest.screens.settings_form import VOCABULARIES
from organisations.contributing import places
from organisations.models import Organisation

#: Fields of a source that are answers as they are.
_PLAIN = ("name", "language", "time_zone", "trust", "interval")


def first_answers(organisation: Organisation, *, name: str, language: str) -> dict[str, Any]:
    """What is most likely for a new source: what the organisation says of itself."""
    source = Source(organisation=organisation, name=name[:200], language=language)
    return {
        **{field: getattr(source, field) for field in _PLAIN},
        "nationwide": places.is_nationwide(organisation),
        "provinces": [term.pk for term in organisation.provinces.all()],
        "target_groups": [],
        "action_lines": [],
        "rules": [],
        "mappings": [],
        "left_out": [],
    }


def answers_of(source: Source) -> dict[str, Any]:
    """The settings of a source that is there."""
    return {
        **{field: getattr(source, field) for field in _PLAIN},
        "nationwide": places.is_nationwide(source),
        **{
            name: [term.pk for term in getattr(source, name).all()] for name, _model in VOCABULARIES
        },
        "rules": list(source.rules.values("verb", "where", "words")),
        "mappings": list(source.mappings.values("category", "relation", "term")),
        "left_out": [
            token_of(key)
            for key in source.records.filter(is_ignored=True).values_list("key", flat=True)
        ],
    }


def fill(source: Source, answers: dict[str, Any]) -> None:
    """Put the answers into a source, without storing it; a field that was not asked stays."""
    for field in _PLAIN:
        if field in answers:
            setattr(source, field, answers[field])
    places.set_nationwide(source, bool(answers.get("nationwide")))
    for name, vocabulary in VOCABULARIES:
        setattr(source, name, list(vocabulary.objects.filter(pk__in=answers.get(name, []))))
    source.rules = [SourceRule(**rule) for rule in answers.get("rules", [])]
    source.mappings = [SourceMapping(**mapping) for mapping in answers.get("mappings", [])]
