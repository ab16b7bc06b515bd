"""Why two items look alike, and the words for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


class Signal(StrEnum):
    """One thing in which two items are alike, or are not."""

    SAME_TITLE = "same-title"
    NEARLY_SAME_TITLE = "nearly-same-title"
    ALIKE_TITLE = "alike-title"
    SHORT_NAME = "short-name"
    SAME_OWNER = "same-owner"
    SHARED_PARTY = "shared-party"
    SAME_ADDRESS = "same-address"
    SAME_TEXT = "same-text"
    SIMILAR_TEXT = "similar-text"
    SAME_DAY = "same-day"
    SAME_PROVINCE = "same-province"
    OTHER_KIND = "other-kind"
    OTHER_YEAR = "other-year"
    OTHER_NUMBER = "other-number"
    OTHER_DAY = "other-day"
    OTHER_PROVINCE = "other-province"
    OTHER_PROVINCE_NAMED = "other-province-named"
    OTHER_OWNER = "other-owner"
    SAME_TIME = "same-time"
    SAME_PLACE = "same-place"
    ALIKE_PLACE = "alike-place"
    BOTH_ONLINE = "both-online"
    SAME_REGISTRATION = "same-registration"
    OTHER_TIME = "other-time"
    OTHER_END = "other-end"
    OTHER_PLACE = "other-place"
    ONE_REPEATS = "one-repeats"
    ONE_IS_OFF = "one-is-off"


@dataclass(frozen=True)
class Sign:
    """A signal with the codes of the provinces it is about, if it is about any."""

    signal: Signal
    provinces: tuple[str, ...] = ()

    def as_data(self) -> list[Any]:
        """As what fits in JSON; `sign_of` reads it back."""
        return [self.signal.value, *self.provinces]

    def in_words(self, province_names: Mapping[str, str]) -> str:
        """In the active language; ``province_names`` by code."""
        names = [province_names.get(code, code) for code in self.provinces]
        if len(names) > MOST_NAMED:
            names = [*names[:MOST_NAMED], _("more provinces")]
        place = get_text_list(names, pgettext("between the last two of a list", "and"))
        return _WORDS[self.signal]() % {"place": place}


def sign_of(data: Sequence[str]) -> Sign | None:
    """A sign from what `as_data` gave; None for a signal that is no longer known."""
    if not data or data[0] not in set(Signal):
        return None
    return Sign(Signal(data[0]), tuple(data[1:]))


#: A reason that names more provinces is not read.
MOST_NAMED = 3

_WORDS: dict[Signal, Callable[[], str]] = {
    Signal.SAME_TITLE: lambda: _("the same title"),
    Signal.NEARLY_SAME_TITLE: lambda: _("nearly the same title"),
    Signal.ALIKE_TITLE: lambda: _("a title that looks like it"),
    Signal.SHORT_NAME: lambda: _("another name or abbreviation of the same"),
    Signal.SAME_OWNER: lambda: _("the same provider"),
    Signal.SHARED_PARTY: lambda: _("an organisation that takes part in both"),
    Signal.SAME_ADDRESS: lambda: _("the same web address"),
    Signal.SAME_TEXT: lambda: _("nearly the same text"),
    Signal.SIMILAR_TEXT: lambda: _("a text that says much the same"),
    Signal.SAME_DAY: lambda: _("on the same day"),
    Signal.SAME_PROVINCE: lambda: _("also in %(place)s"),
    Signal.OTHER_KIND: lambda: _("but another sort of item"),
    Signal.OTHER_YEAR: lambda: _("but of another year"),
    Signal.OTHER_NUMBER: lambda: _("but with another number in the title"),
    Signal.OTHER_DAY: lambda: _("but on another day"),
    Signal.OTHER_PROVINCE: lambda: _("but in %(place)s"),
    Signal.OTHER_PROVINCE_NAMED: lambda: _("but for another province"),
    Signal.OTHER_OWNER: lambda: _("but of another provider"),
    Signal.SAME_TIME: lambda: _("at the same time"),
    Signal.SAME_PLACE: lambda: _("the same place"),
    Signal.ALIKE_PLACE: lambda: _("a place that looks like it"),
    Signal.BOTH_ONLINE: lambda: _("both online"),
    Signal.SAME_REGISTRATION: lambda: _("the same address to register at"),
    Signal.OTHER_TIME: lambda: _("but at another hour"),
    Signal.OTHER_END: lambda: _("but with another end"),
    Signal.OTHER_PLACE: lambda: _("but at another place"),
    Signal.ONE_REPEATS: lambda: _("but one of them repeats"),
    Signal.ONE_IS_OFF: lambda: _("but one of them is cancelled"),
}
