"""One line of a component: its name, its parameters, its value.

The library splits a line character by character, value included, which a description of some
megabytes makes slow; it reads the values of dates and rules.
"""

import re
from dataclasses import dataclass, field

_NAME = re.compile(r"[ \t]*([A-Za-z0-9_-]+)[ \t]*(?=[:;=])")
_PARAMETER = re.compile(r';[ \t]*([^=:;"]*)(?:=((?:"[^"]*"?|[^":;])*))?')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_CARETS = {"^n": "\n", "^^": "^", "^'": '"'}
_SEPARATING_COMMA = re.compile(r"(?<!\\),")


@dataclass(frozen=True, slots=True)
class Property:
    """``value`` is as written, escapes included; names are in capitals."""

    name: str
    value: str
    parameters: dict[str, str] = field(default_factory=dict)
    line: int = 0

    @property
    def text(self) -> str:
        """The value of a TEXT property."""
        return unescaped(self.value)

    @property
    def texts(self) -> list[str]:
        """The values of a property that holds several TEXTs."""
        return [unescaped(part) for part in _SEPARATING_COMMA.split(self.value)]

    @property
    def values(self) -> list[str]:
        """The values of a property with several dates or times."""
        return [part.strip() for part in self.value.split(",") if part.strip()]


def read_property(text: str, line: int = 0) -> Property | None:
    """None when the text is no property; then it belongs to the line before it."""
    name = _NAME.match(text)
    if name is None:
        return None
    position, parameters = name.end(), {}
    while text[position : position + 1] == ";":
        found = _PARAMETER.match(text, position)
        if found is None:
            break
        value = (found[2] or "").strip()
        if len(value) > 1 and value[0] == value[-1] == '"' and value.count('"') == 2:
            value = value[1:-1]
        parameters[found[1].strip().upper()] = re.sub(r"\^[n^']", _caret, value)
        position = found.end()
    if text[position : position + 1] != ":":
        return None
    return Property(name[1].upper(), text[position + 1 :], parameters, line)


def unescaped(value: str) -> str:
    """A TEXT as it is meant (RFC 5545, 3.3.11)."""
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _caret(found: re.Match[str]) -> str:
    return _CARETS[found[0]]
