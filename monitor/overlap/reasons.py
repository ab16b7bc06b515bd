"""Why two items overlap, and the words for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taxonomy.localised import active_language


class Sign(StrEnum):
    """One thing in which two items are alike, or are not."""

    PEOPLE = "people"
    PEOPLE_PARTLY = "people-partly"
    FORM = "form"
    PLACE = "place"
    BOTH_NATIONAL = "both-national"
    ONE_NATIONAL = "one-national"
    PERIOD = "period"
    SUBJECT = "subject"
    NO_SUBJECT = "no-subject"
    STRANDS = "strands"
    OTHER_PROVIDER = "other-provider"
    SAME_PROVIDER = "same-provider"
    SHARED_PARTY = "shared-party"
    OTHER_LEVEL = "other-level"
    OTHER_MODE = "other-mode"


#: The vocabulary of which the values of a sign are keys; those of the others are shown as they are.
VOCABULARIES = {
    Sign.PEOPLE: "target_group",
    Sign.PEOPLE_PARTLY: "target_group",
    Sign.FORM: "form",
    Sign.PLACE: "province",
}
#: A reason that names more is not read.
MOST_NAMED = 3
#: The language of titles and summaries as they are compared.
WORDS_LANGUAGE = "nl"
#: Of the words for one thing that differ from text to text so many are shown.
MOST_SPELLINGS = 2

#: From a vocabulary and a key to the name in the active language.
Naming = Callable[[str, str], str]


@dataclass(frozen=True)
class Reason:
    """A sign with what it is about: keys of terms, or words."""

    sign: Sign
    values: tuple[str, ...] = ()

    def as_data(self) -> list[Any]:
        """As what fits in JSON; `reason_of` reads it back."""
        return [self.sign.value, *self.values]

    def in_words(self, name: Naming) -> str:
        """In the active language."""
        return _WORDS[self.sign]() % {"what": _listed(self._names(name))}

    def in_html(self, name: Naming) -> SafeString:
        """The same, in which words of another language than the active one say so."""
        names = self._names(name)
        if self.sign == Sign.SUBJECT and active_language() != WORDS_LANGUAGE:
            own, more = names[:MOST_NAMED], names[MOST_NAMED:]
            marked = [format_html('<span lang="{}">{}</span>', WORDS_LANGUAGE, one) for one in own]
            names = [*marked, *more]
        listed = format_html(_listed(["{}"] * len(names)), *names) if names else ""
        return format_html(_WORDS[self.sign]() % {"what": "{what}"}, what=listed)

    def _names(self, name: Naming) -> list[str]:
        # One word can hold two stems that both have.
        named = list(dict.fromkeys(self._named(value, name) for value in self.values))
        return [*named[:MOST_NAMED], *([_("more")] if len(named) > MOST_NAMED else [])]

    def _named(self, value: str, name: Naming) -> str:
        if self.sign == Sign.SUBJECT:
            return " / ".join(_spellings(value))
        if self.sign == Sign.STRANDS:
            vocabulary, _colon, key = value.partition(":")
            return name(vocabulary, key)
        vocabulary = VOCABULARIES.get(self.sign, "")
        return name(vocabulary, value) if vocabulary else value


def reason_of(data: Sequence[str]) -> Reason | None:
    """A reason from what `as_data` gave; None for a sign that is no longer known."""
    if not data or data[0] not in set(Sign):
        return None
    return Reason(Sign(data[0]), tuple(data[1:]))


def subject_value(stem: str, words: Iterable[str]) -> str:
    """What two texts are both about, for the values of a reason: a stem, and the words they have for it.

    Of a word and a longer one with it inside the short one is enough.
    """
    by_small = {word.casefold(): word for word in sorted(words)}
    plain = [
        word
        for small, word in by_small.items()
        if not any(other in small and other != small for other in by_small)
    ]
    shortest = sorted(plain, key=lambda word: (len(word), word))[:MOST_SPELLINGS]
    return f"{stem}:{'/'.join(shortest)}"


def as_one(reasons: Iterable[SafeString]) -> SafeString:
    """Several reasons in one sentence."""
    return format_html_join(", ", "{}", ((reason,) for reason in reasons))


def shared_by_all(many: Iterable[Iterable[Reason]]) -> tuple[Reason, ...]:
    """What several pairs have in common: signs that all of them have, with the values of all."""
    lists = [{reason.sign: reason.values for reason in reasons} for reasons in many]
    if not lists:
        return ()
    found = []
    for sign in Sign:
        values = [one[sign] for one in lists if sign in one]
        if len(values) < len(lists):
            continue
        shared = _shared_subjects(values) if sign == Sign.SUBJECT else _shared(values)
        if shared or not any(values):
            found.append(Reason(sign, shared))
    return tuple(found)


def _shared(values: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(value for value in values[0] if all(value in one for one in values[1:]))


def _shared_subjects(values: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """By stem, for the words differ from pair to pair."""
    by_stem = [{value.partition(":")[0]: _spellings(value) for value in one} for one in values]
    stems = _shared([tuple(one) for one in by_stem])
    return tuple(
        subject_value(stem, {word for one in by_stem for word in one[stem]}) for stem in stems
    )


def _spellings(value: str) -> list[str]:
    """The words of what `subject_value` gave."""
    stem, _colon, words = value.partition(":")
    return words.split("/") if words else [stem]


def _listed(names: list[str]) -> str:
    return get_text_list(names, pgettext("between the last two of a list", "and"))


_WORDS: Mapping[Sign, Callable[[], str]] = {
    Sign.PEOPLE: lambda: _("the same people: %(what)s"),
    Sign.PEOPLE_PARTLY: lambda: _("partly the same people: %(what)s"),
    Sign.FORM: lambda: _("the same form: %(what)s"),
    Sign.PLACE: lambda: _("both in %(what)s"),
    Sign.BOTH_NATIONAL: lambda: _("both in the whole country"),
    Sign.ONE_NATIONAL: lambda: _("one of them is for the whole country"),
    Sign.PERIOD: lambda: _("in the same period"),
    Sign.SUBJECT: lambda: _("about: %(what)s"),
    Sign.NO_SUBJECT: lambda: _("both about ICT in general"),
    Sign.STRANDS: lambda: _("the same line or path: %(what)s"),
    Sign.OTHER_PROVIDER: lambda: _("another provider"),
    Sign.SAME_PROVIDER: lambda: _("but of the same provider"),
    Sign.SHARED_PARTY: lambda: _("an organisation takes part in both"),
    Sign.OTHER_LEVEL: lambda: _("but of quite another level"),
    Sign.OTHER_MODE: lambda: _("but one of them is online"),
}
