"""Sentences that are made now, for readers who come later and may have another language.

`gettext` and `ngettext` here are Django's, but what they give can be said again in another
language, also after `%`; `publishing.sentence_fields` store it in all of them.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Self

from django.conf import settings
from django.utils import translation

from taxonomy.localised import LocalisedText, active_language


class Sentence(str):
    """A sentence in the language that is active when it is made, that can be said in the others.

    As a text it stays as it was made, so that it can be compared; `str()` of it is the sentence
    in the language that is active then. What is cut or joined is text and nothing more: make a
    sentence of the function that joins instead.
    """

    _say: Callable[[], str]

    def __new__(cls, say: Callable[[], str]) -> Self:
        """`say` gives the text in the language that is active."""
        made = super().__new__(cls, say())
        made._say = say
        return made

    def __str__(self) -> str:
        return Sentence(self._say)

    def __mod__(self, given: Any) -> "Sentence":
        # Sentences among what is given are said anew too.
        return Sentence(lambda: self._say() % given)

    def __reduce__(self) -> tuple[Any, ...]:
        return _Kept, (self.in_languages(),)

    def in_languages(self) -> dict[str, str]:
        """The text in every language of the site."""
        texts = {}
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                texts[language] = "" + self._say()
        return texts

    def localised(self) -> LocalisedText:
        """The text for a reader of the language that is active, and which language it is in."""
        return LocalisedText("" + self._say(), active_language())


class _Kept(Sentence):
    """One that was stored; in the language of the site where it was stored without another."""

    _texts: Mapping[str, str]

    def __new__(cls, texts: Mapping[str, str]) -> Self:
        made = super().__new__(cls, partial(_text_of, texts))
        made._texts = texts
        return made

    def in_languages(self) -> dict[str, str]:
        return dict(self._texts)

    def localised(self) -> LocalisedText:
        return LocalisedText("" + self._say(), _language_of(self._texts))


def gettext(message: str) -> Sentence:
    """As Django's, but what it gives can be said in other languages later."""
    return Sentence(lambda: translation.gettext(message))


def ngettext(singular: str, plural: str, number: int) -> Sentence:
    """As Django's, but what it gives can be said in other languages later."""
    return Sentence(lambda: translation.ngettext(singular, plural, number))


def localised(text: str) -> LocalisedText:
    """A text or sentence as a reader gets it. What is only text was made in the site's language."""
    if isinstance(text, Sentence):
        return text.localised()
    return LocalisedText(text, settings.LANGUAGE_CODE)


def written_down(value: Any) -> Any:
    """A value in terms of JSON, in which every sentence is its text per language."""
    match value:
        case Sentence():
            return value.in_languages()
        case dict():
            return {name: written_down(each) for name, each in value.items()}
        case list() | tuple():
            return [written_down(each) for each in value]
        case _:
            return value


def read_back(value: Any) -> Any:
    """What was written down, with its sentences. Texts from before there were any stay texts."""
    match value:
        case dict() if _is_written_down(value):
            return _Kept(value)
        case dict():
            return {name: read_back(each) for name, each in value.items()}
        case list():
            return [read_back(each) for each in value]
        case _:
            return value


def _is_written_down(value: Mapping[Any, Any]) -> bool:
    languages = {code for code, _name in settings.LANGUAGES}
    return settings.LANGUAGE_CODE in value and languages.issuperset(value)


def _language_of(texts: Mapping[str, str]) -> str:
    language = active_language()
    return language if language in texts else settings.LANGUAGE_CODE


def _text_of(texts: Mapping[str, str]) -> str:
    return texts[_language_of(texts)]
