"""Why two items overlap, and the words for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


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
        names = [self._named(value, name) for value in self.values[:MOST_NAMED]]
        if len(self.values) > MOST_NAMED:
            names.append(_("more"))
        listed = get_text_list(names, pgettext("between the last two of a list", "and"))
        return _WORDS[self.sign]() % {"what": listed}

    def _named(self, value: str, name: Naming) -> str:
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
        shared = tuple(value for value in values[0] if all(value in one for one in values[1:]))
        if shared or not any(values):
            found.append(Reason(sign, shared))
    return tuple(found)


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
