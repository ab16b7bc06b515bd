"""Asks a website which of its pages programs may read (RFC 9309), and keeps to it.

For pages that were made for people. The address of a calendar was given to us to be read.
`urllib.robotparser` is not used: it brings a client of HTTP along, and takes the first rule that
fits where the standard says the longest.
"""

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

from django.core.cache import cache

from harvest import web_address
from harvest.http import FetchError, FetchFault, fetch

# What we are called there: the name in our User-Agent, without its version.
OUR_NAME = "vlechtwerk"
DAY = 24 * 60 * 60
HOUR = 60 * 60
LONGEST = 500 * 1024
MOST_RULES = 2000
MOST_WILDCARDS = 20
LINE = re.compile(r"\s*([A-Za-z-]+)\s*:([^#]*)")


@dataclass(frozen=True)
class Rule:
    """What stands behind Allow or Disallow."""

    path: str
    allows: bool


EVERYTHING_CLOSED = (Rule("/", allows=False),)


def may_fetch(address: str) -> bool:
    """Whether the website at `address` lets programs like ours read it. Asks the website once a
    day. Raises nothing: what cannot be asked is closed."""
    try:
        here = web_address.read(address)
    except FetchError:
        return False
    if here.path == "/robots.txt":
        return True
    origin = f"{here.scheme}://{here.authority}"
    return allows(_rules_of(origin), here.path)


def allows(rules: tuple[Rule, ...], path: str) -> bool:
    """The longest rule that fits decides; of two as long, the one that allows."""
    path = _normal(path)
    fitting = [rule for rule in rules if _fits(rule.path, path)]
    return max(((len(rule.path), rule.allows) for rule in fitting), default=(0, True))[1]


def rules_for_us(text: str) -> tuple[Rule, ...]:
    """The rules of the groups with our name, else of those for everybody."""
    ours: list[Rule] = []
    everybodys: list[Rule] = []
    named = False
    names: set[str] = set()
    in_rules = False
    for line in text.removeprefix("\ufeff").splitlines():
        found = LINE.match(line)
        if not found:
            continue
        key, value = found[1].lower(), found[2].strip()
        if key == "user-agent":
            names = set() if in_rules else names
            in_rules = False
            names.add(re.split(r"[/\s]", value.lower())[0])
            named = named or OUR_NAME in names
        elif key in ("allow", "disallow"):
            in_rules = True
            if value and value.count("*") <= MOST_WILDCARDS:
                rule = Rule(_normal(value), allows=key == "allow")
                if OUR_NAME in names:
                    ours.append(rule)
                if "*" in names:
                    everybodys.append(rule)
    return tuple((ours if named else everybodys)[:MOST_RULES])


def _rules_of(origin: str) -> tuple[Rule, ...]:
    key = "harvest.robots." + hashlib.sha256(origin.encode()).hexdigest()
    rules: tuple[Rule, ...] | None = cache.get(key)
    if rules is None:
        rules, seconds = _asked(origin)
        cache.set(key, rules, seconds)
    return rules


def _asked(origin: str) -> tuple[tuple[Rule, ...], int]:
    """The rules of a website, and for how many seconds they hold."""
    try:
        got = fetch(f"{origin}/robots.txt", accept="text/plain")
    except FetchError as fault:
        # There is no such file: all is open. The server has trouble: all is closed, for now.
        if fault.code == FetchFault.STATUS and 400 <= (fault.status or 0) < 500:
            return (), DAY
        return EVERYTHING_CLOSED, HOUR
    return rules_for_us(got.body[:LONGEST].decode("utf-8", "replace")), DAY


def _normal(path: str) -> str:
    """The same path written in one way: letters plain, all else percent-encoded."""
    return quote(
        unquote_to_bytes(path.replace("%2F", "%252F").replace("%2f", "%252F")),
        safe="/%*$?=&;:@!,+~'()",
    )


def _fits(pattern: str, path: str) -> bool:
    """`*` is any text, `$` at the end is the end. By hand: a regular expression made of somebody
    else's stars can take for ever."""
    must_end = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not others:
        return not must_end or path == first
    position = len(first)
    for part in others[:-1]:
        found = path.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    last = others[-1]
    if must_end:
        return path.endswith(last) and len(path) - len(last) >= position
    return path.find(last, position) >= 0
