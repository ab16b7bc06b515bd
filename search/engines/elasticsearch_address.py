"""Reads where an Elasticsearch cluster is from ``SEARCH_URL``."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

FORM = "https://user:password@host:9200/prefix, several hosts separated by commas"
# What Elasticsearch allows at the beginning of the name of an index, without dots.
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
_OPTIONS = {"shards", "replicas", "ca"}
DEFAULT_PORT = 9200
MOST_COPIES = 20


@dataclass(frozen=True)
class ClusterAddress:
    """Where the cluster is and how the indices of this site lie in it."""

    hosts: tuple[str, ...]
    prefix: str
    user: str = ""
    # Never part of a message or a log line.
    password: str = field(default="", repr=False)
    shards: int = 1
    replicas: int = 0
    # The file of the authority that signed the certificates of the cluster.
    ca: str = ""


def parse_address(url: str) -> ClusterAddress:
    """Raises ImproperlyConfigured, without quoting the address: it holds a password."""
    parts = urlsplit(url)
    credentials, _, hosts = parts.netloc.rpartition("@")
    user, _, password = credentials.partition(":")
    prefix = parts.path.strip("/")
    if not _PREFIX.fullmatch(prefix):
        raise ImproperlyConfigured(
            f"SEARCH_URL must end with a prefix for the names of indices: {FORM}. A prefix has "
            "lower-case letters, digits, - and _"
        )
    addresses = tuple(_host(parts.scheme, host) for host in hosts.split(","))
    options = _options(parts.query)
    return ClusterAddress(
        hosts=addresses,
        prefix=prefix,
        user=unquote(user),
        password=unquote(password),
        shards=_number(options, "shards", default=1, least=1),
        replicas=_number(options, "replicas", default=min(1, len(addresses) - 1), least=0),
        ca=options.get("ca", ""),
    )


def _host(scheme: str, host: str) -> str:
    try:
        parts = urlsplit(f"{scheme}://{host.strip()}")
        port = parts.port or DEFAULT_PORT
    except ValueError:
        raise ImproperlyConfigured(f"A port in SEARCH_URL is not a number; write {FORM}") from None
    if not parts.hostname:
        raise ImproperlyConfigured(f"A host in SEARCH_URL is empty; write {FORM}")
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{scheme}://{name}:{port}"


def _options(querystring: str) -> dict[str, str]:
    given = parse_qs(querystring, keep_blank_values=True)
    if unknown := given.keys() - _OPTIONS:
        raise ImproperlyConfigured(
            f"SEARCH_URL has unknown options: {', '.join(sorted(unknown))}. "
            f"Known are {', '.join(sorted(_OPTIONS))}."
        )
    return {name: values[-1] for name, values in given.items()}


def _number(options: dict[str, str], name: str, *, default: int, least: int) -> int:
    raw = options.get(name, str(default))
    if not (raw.isascii() and raw.isdecimal() and least <= int(raw) <= MOST_COPIES):
        raise ImproperlyConfigured(
            f"{name} in SEARCH_URL must be a whole number from {least} to {MOST_COPIES}"
        )
    return int(raw)
