"""Makes the values that strangers send: odd, broken, far too long, or meant to do harm."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

#: Stands in some values; a page that shows it as markup is open to anybody's scripts.
MARKUP = "\"'><vw-mark vw-attribute=1 "

#: Values that have broken a site somewhere before, as the bytes that travel.
KNOWN_TROUBLE: tuple[bytes, ...] = (
    b"",
    b" ",
    b"\x00",
    b"NL-FL\x00",
    b"a\x00b",
    b"\r\nSet-Cookie: a=b",
    b"\t\x0b\x0c\x1b[31m\x7f",
    b"\xff",
    b"\xff\xfe\x00n",
    b"\xc0\xaf",
    b"caf\xe9",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    "\u202egnp.exe".encode(),
    "\ufdfd".encode() * 30,
    b"e" + "\u0301".encode() * 300,
    "\U0001f9f6".encode() * 50,
    "\u0130\u0131\u017f\u1e9e\u0149".encode(),
    "\u0663".encode(),
    "\uff11".encode(),
    "\u00b2".encode(),
    "\u00bd".encode(),
    b"-1",
    b"0",
    b"00",
    b"+1",
    b"1.0",
    b"1e3",
    b"0x10",
    b"NaN",
    b"inf",
    b"2147483648",
    b"9223372036854775808",
    b"9" * 400,
    b"9" * 5000,
    b"None",
    b"null",
    b"true",
    b"[]",
    b"{}",
    b"2026-02-30",
    b"0000-00-00",
    b"0001-01-01",
    b"9999-12-31",
    b"10000-01-01",
    b"2026-W05-1",
    b"2026-01-01T00:00:00+99:99",
    b"' OR '1'='1",
    b"1; DROP TABLE initiatives_offer; --",
    b"title:*",
    b"a AND (b OR",
    b'"never closed',
    b"((((((((((a+)+)+)+",
    b"*",
    b"?" * 100,
    b"/.*/",
    b"a~9^9",
    b"[a TO",
    b"%",
    b"%zz",
    b"%00",
    b"%25%32%35",
    b"{{ 7|add:7 }}{% debug %}",
    b"{0.__class__}",
    b"%(x)s%s%n",
    b"${jndi:ldap://127.0.0.1/}",
    b"../../../../etc/passwd",
    b"//example.org",
    b"javascript:alert(1)",
    b"<script>alert(1)</script>",
    MARKUP.encode(),
    b"</title></textarea><vw-mark>",
    b"a" * 201,
    b"a " * 500,
    b"a" * 20_000,
    b"-" * 3000,
)


def examples_of(values: Iterable[str]) -> st.SearchStrategy[bytes]:
    """Values that exist, so that bad ones also meet good ones."""
    return st.sampled_from(sorted(value.encode() for value in values))


any_bytes: st.SearchStrategy[bytes] = st.one_of(
    st.sampled_from(KNOWN_TROUBLE),
    st.sampled_from(KNOWN_TROUBLE),
    st.text(max_size=30).map(str.encode),
    st.binary(max_size=30),
    st.integers().map(lambda number: str(number).encode()),
)


def querystrings(
    names: Iterable[str], good_values: Iterable[str], most: int = 6
) -> st.SearchStrategy[str]:
    """Addresses' ends with these names, again and again, and now and then no form at all."""
    value = st.one_of(any_bytes, any_bytes, examples_of(good_values))
    name = st.one_of(
        *[st.sampled_from(sorted(names)).map(str.encode)] * 9,
        any_bytes,
    )
    pairs = st.lists(st.tuples(name, value), max_size=most)
    return st.one_of(*[pairs.map(_joined)] * 9, st.binary(max_size=60).map(_as_it_comes))


def _joined(pairs: list[tuple[bytes, bytes]]) -> str:
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs)


def _as_it_comes(raw: bytes) -> str:
    """Bytes that no browser would send; a web server hands them on as Latin-1."""
    return raw.decode("latin-1").replace("\n", "").replace("\r", "")


def tried(examples: int) -> Callable[[Any], Any]:
    """Try this many examples; the profile "wild" tries ten times as many others."""
    wild = settings.get_current_profile_name() == "wild"
    return settings(
        max_examples=examples * 10 if wild else examples,
        derandomize=not wild,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
