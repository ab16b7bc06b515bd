"""Web addresses as they are compared."""

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

#: Places where many have a page: the same host says nothing there.
SHARED_HOSTS = frozenset(
    {
        "facebook.com",
        "linkedin.com",
        "instagram.com",
        "youtube.com",
        "twitter.com",
        "x.com",
        "eventbrite.nl",
        "eventbrite.com",
        "meetup.com",
        "google.com",
        "docs.google.com",
        "sites.google.com",
        "rijksoverheid.nl",
        "werk.nl",
        "forms.office.com",
        "linktr.ee",
        "github.com",
        "wordpress.com",
    }
)
_OPENING_PAGES = frozenset(
    {"", "index", "index.html", "index.php", "home", "nl", "en", "home.html"}
)


class WebAddress(NamedTuple):
    """The host without "www.", and the path without what makes no difference."""

    host: str
    path: str

    @property
    def is_page(self) -> bool:
        """Whether it leads to a page of its own and not to the front door."""
        return bool(self.path)

    @property
    def tells(self) -> bool:
        """Whether the host is of one party."""
        return bool(self.host) and self.host not in SHARED_HOSTS


@lru_cache(maxsize=20_000)
def read_address(url: str) -> WebAddress:
    """The address of a website; empty when it is none."""
    text = url.strip().casefold()
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return WebAddress("", "")
    path = parts.path.strip("/").removeprefix("nl/").removesuffix(".html").removesuffix("/index")
    return WebAddress(host, "" if path in _OPENING_PAGES else path)
