"""Small pieces of sentences: numbers in words, and lists with "and"."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import pgettext, pgettext_lazy

_NUMBERS = (
    pgettext_lazy("number", "no"),
    pgettext_lazy("number", "one"),
    pgettext_lazy("number", "two"),
    pgettext_lazy("number", "three"),
    pgettext_lazy("number", "four"),
    pgettext_lazy("number", "five"),
    pgettext_lazy("number", "six"),
    pgettext_lazy("number", "seven"),
    pgettext_lazy("number", "eight"),
    pgettext_lazy("number", "nine"),
    pgettext_lazy("number", "ten"),
    pgettext_lazy("number", "eleven"),
    pgettext_lazy("number", "twelve"),
)


def number_in_words(count: int) -> str:
    """ "no", "one" … "twelve", and figures from thirteen on."""
    return str(_NUMBERS[count]) if count < len(_NUMBERS) else str(count)


def number_at_start(count: int) -> str:
    """The same with a capital, as a sentence begins."""
    if count == 1:
        # Dutch writes "Eén" for "één": the first letter has no accent as a capital.
        return pgettext("number at the start of a sentence", "One")
    return capfirst(number_in_words(count))


def enumeration(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return _joined(parts, pgettext("between the last two of a list", "and"))


def alternatives(parts: Sequence[str]) -> str:
    """ "a", "a or b", "a, b or c"."""
    return _joined(parts, pgettext("between the last two of a list", "or"))


def within_sentence(label: str) -> str:
    """A label with a small first letter, unless it begins with an abbreviation."""
    if len(label) > 1 and label[1].isupper():
        return label
    return label[:1].lower() + label[1:]


def _joined(parts: Sequence[str], word: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
