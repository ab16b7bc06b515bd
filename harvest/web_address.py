"""Takes an address of the web apart, strictly: what programs read in two ways is refused."""

import contextlib
import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna

from harvest.fetch_errors import FetchError, FetchFault

LONGEST = 4000
# A calendar program subscribes to webcal; what answers there is HTTPS.
SCHEMES = {"http": "http", "https": "https", "webcal": "https", "webcals": "https"}
STANDARD_PORTS = {"http": 80, "https": 443}
NOT_PRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\\]")
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
# 127.1, 2130706433, 0x7f000001 and 0177.0.0.1 are read as IPv4 by some programs.
LIKE_A_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)")
# What may stand in a path or query as it is; all else is percent-encoded.
KEPT = "%/:=&?~+!$,;'@()*[]-._"


@dataclass(frozen=True)
class WebAddress:
    """Where to connect and what to ask there. `host` is a name in ASCII without a closing dot, or
    an address; `number` is that address, None for a name; `path` holds the query too."""

    scheme: str
    host: str
    port: int
    path: str
    number: IPv4Address | IPv6Address | None = None

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if isinstance(self.number, IPv6Address) else self.host
        return host if self.port == STANDARD_PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"

    def __repr__(self) -> str:
        # The path may hold a secret.
        return f"<WebAddress of {self.scheme}://{self.authority}>"


def read(address: str) -> WebAddress:
    """Raises FetchError (BAD_ADDRESS) for all that is not plainly one address of the web."""
    address = address.strip(" ")
    if not address or len(address) > LONGEST or NOT_PRINTED.search(address):
        raise FetchError(FetchFault.BAD_ADDRESS)
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise FetchError(FetchFault.BAD_ADDRESS) from None
    scheme = SCHEMES.get(parts.scheme)
    if scheme is None or "@" in parts.netloc or _reads_two_ways(parts):
        raise FetchError(FetchFault.BAD_ADDRESS)
    host, number = _host(parts)
    if port is None:
        port = STANDARD_PORTS[scheme]
    path = quote(parts.path or "/", safe=KEPT)
    if not path.startswith("/"):
        raise FetchError(FetchFault.BAD_ADDRESS)
    if parts.query:
        path += "?" + quote(parts.query, safe=KEPT)
    return WebAddress(scheme=scheme, host=host, port=port, path=path, number=number)


def follow(here: WebAddress, location: str) -> WebAddress:
    """Where an answer of `here` sends us. Raises FetchError (BAD_ADDRESS)."""
    # Headers come as Latin-1, while servers that send other letters mean UTF-8.
    with contextlib.suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    if NOT_PRINTED.search(location):
        raise FetchError(FetchFault.BAD_ADDRESS)
    try:
        return read(urljoin(str(here), location.strip()))
    except ValueError:
        raise FetchError(FetchFault.BAD_ADDRESS) from None


def _reads_two_ways(parts: SplitResult) -> bool:
    """Some programs take `host#@other` and `host?@other` for a user name and another host."""
    return not parts.path and "@" in parts.query + parts.fragment


def _host(parts: SplitResult) -> tuple[str, IPv4Address | IPv6Address | None]:
    given = parts.hostname or ""
    if "[" in parts.netloc:
        try:
            # A zone (`%25lo`) names a network card of this machine.
            number = IPv6Address(given)
        except ValueError:
            raise FetchError(FetchFault.BAD_ADDRESS) from None
        if number.scope_id is not None:
            raise FetchError(FetchFault.BAD_ADDRESS)
        return str(number), number
    host = _in_ascii(given).removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(LABEL.fullmatch(label) for label in labels):
        raise FetchError(FetchFault.BAD_ADDRESS)
    if not LIKE_A_NUMBER.fullmatch(labels[-1]):
        return host, None
    try:
        # Only four decimal numbers without leading zeros: everybody reads those alike.
        return host, ip_address(host)
    except ValueError:
        raise FetchError(FetchFault.BAD_ADDRESS) from None


def _in_ascii(host: str) -> str:
    """Letters of all scripts by UTS 46, as browsers do it: circled digits become digits here, and
    ideographic dots become dots, before anything looks at what they say."""
    if len(host) > 253:
        raise FetchError(FetchFault.BAD_ADDRESS)
    try:
        host = idna.uts46_remap(host, std3_rules=False, transitional=False).lower()
        return host if host.isascii() else idna.encode(host).decode("ascii")
    except UnicodeError:  # idna.IDNAError is one
        raise FetchError(FetchFault.BAD_ADDRESS) from None
