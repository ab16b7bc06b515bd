"""How one line is read and written again.

A line is written the way people write it where that is read back as the same, and with bars
otherwise: "jobs: 96 of 120 (own count)" or "jobs | 96 of 120 | own count".
"""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from initiatives.models import PracticeCondition

_BAR = re.compile(r"(?<!\\)\|")
_BEGINS_ADDRESS = re.compile(r"https?://|www\.")
#: What neither stands in an address here, nor belongs to the words before it.
_AROUND_ADDRESS = (" ", "|", ")")
_BEFORE_ADDRESS = " :|(-"
_is_address = URLValidator(schemes=["http", "https"])

Values = dict[str, Any]


class LineError(Exception):
    """A line that cannot be understood; the message says what would be."""


def read_result(line: str) -> Values:
    """What was counted, the figure, and who says so."""
    parts = split_at_bars(line)
    if len(parts) == 1:
        parts = _result_with_colon(line)
    if len(parts) not in (2, 3) or not all(parts[:2]):
        raise LineError(_("Write what was counted, a colon and the figure."))
    label, value, source = (*parts, "")[:3]
    return {"label": label.strip(), "value": value.strip(), "source": source.strip()}


def write_result(values: Values) -> str:
    source = f" ({values['source']})" if values["source"] else ""
    natural = f"{values['label']}: {values['value']}{source}"
    with_bars = joined_by_bars(values["label"], values["value"], values["source"])
    return _first_read_back(values, (natural, with_bars), read_result)


def read_condition(line: str) -> Values:
    """A condition; after bars what it is about, and that it only helps."""
    condition, *words = split_at_bars(line)
    if not condition:
        raise LineError(_("Write the condition before the first bar."))
    values: Values = {
        "condition": condition,
        "kind": str(PracticeCondition.Kind.OTHER),
        "is_required": True,
    }
    for word in filter(None, words):
        values |= _meaning_of(word)
    return values


def write_condition(values: Values) -> str:
    kind = PracticeCondition.Kind(values["kind"])
    about = "" if kind == PracticeCondition.Kind.OTHER else str(kind.label)
    helps = "" if values["is_required"] else pgettext("condition", "helps")
    return joined_by_bars(values["condition"], *filter(None, (about, helps)))


def read_material(line: str) -> Values:
    """What it is, and the address where it stands."""
    parts = split_at_bars(line)
    if len(parts) == 2:
        title, url = parts
    else:
        title, url = _title_and_address(line)
    url = f"https://{url}" if url.startswith("www.") else url
    try:
        _is_address(url)
    except ValidationError:
        raise LineError(_("Write what it is, and then its address: https://…")) from None
    if not title.strip():
        raise LineError(_("Say before the address what it is."))
    return {"title": title.strip(), "url": url}


def write_material(values: Values) -> str:
    natural = f"{values['title']} {values['url']}"
    return _first_read_back(
        values, (natural, joined_by_bars(values["title"], values["url"])), read_material
    )


def _result_with_colon(line: str) -> list[str]:
    """What was counted, the figure and the source between brackets; empty when it is not so."""
    # No pattern: what anybody may type must not be tried in every possible way.
    told, source = line.strip(), ""
    if told.endswith(")"):
        told, _bracket, source = told[:-1].rpartition("(")
        if not source.strip():
            return []
    label, _colon, value = told.rpartition(": ")
    return [] if set("()") & {*value, *source} else [label, value, source]


def _title_and_address(line: str) -> tuple[str, str]:
    """What stands before the address at the end of a line, and that address; both may be empty."""
    text = line.strip().removesuffix(")")
    last_word = max(text.rfind(sign) for sign in _AROUND_ADDRESS) + 1
    found = _BEGINS_ADDRESS.search(text, last_word)
    if found is None:
        return "", ""
    return text[: found.start()].rstrip(_BEFORE_ADDRESS), text[found.start() :]


def _meaning_of(word: str) -> Values:
    for language in ("nl", "en"):
        with translation.override(language):
            known = {
                str(label).casefold(): value for value, label in PracticeCondition.Kind.choices
            }
            known |= {value: value for value in PracticeCondition.Kind.values}
            if kind := known.get(word.casefold()):
                return {"kind": str(kind)}
            if word.casefold() == pgettext("condition", "helps"):
                return {"is_required": False}
            if word.casefold() == pgettext("condition", "needed"):
                return {"is_required": True}
    kinds = ", ".join(str(label) for label in PracticeCondition.Kind.labels)
    raise LineError(_("“%(word)s” is not one of: %(kinds)s.") % {"word": word[:40], "kinds": kinds})


def split_at_bars(line: str) -> list[str]:
    """The texts between the bars; a bar after a backslash belongs to its text."""
    return [part.replace(r"\|", "|").strip() for part in _BAR.split(line)]


def joined_by_bars(*texts: str) -> str:
    """The line of which `split_at_bars` gives these texts, without empty ones at its end."""
    while texts and not texts[-1]:
        texts = texts[:-1]
    return " | ".join(text.replace("|", r"\|") for text in texts)


def _first_read_back(values: Values, lines: tuple[str, str], read: Any) -> str:
    natural, with_bars = lines
    try:
        return natural if read(natural) == values else with_bars
    except LineError:
        return with_bars
