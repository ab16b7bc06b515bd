"""What a notice shows: written down in every language, read in that of the reader."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.functional import Promise

LANGUAGES = ("nl", "en")


def in_each_language(context: Mapping[str, Any]) -> dict[str, Any]:
    """A context that JSON knows: lazy texts and functions become a text per language."""
    return {name: _written_down(value) for name, value in context.items()}


def in_language(context: Mapping[str, Any], language: str) -> dict[str, Any]:
    """A context that was written down, with the texts of one language."""
    return {
        name: value.get(language) if _is_in_each_language(value) else value
        for name, value in context.items()
    }


def _written_down(value: Any) -> Any:
    if not isinstance(value, Promise) and not callable(value):
        return value
    texts = {}
    for language in LANGUAGES:
        with translation.override(language):
            texts[language] = str(value() if callable(value) else value)
    return texts


def _is_in_each_language(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == set(LANGUAGES)
