"""Whether an organisation that somebody wants to add is here already."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from organisations.joining.names import comparable
from organisations.models import Organisation

#: Where many have a page: the same host says nothing there.
_SOCIAL_MEDIA = {"facebook.com", "linkedin.com", "instagram.com", "youtube.com", "x.com"}
_BUILDERS = {"sites.google.com", "wordpress.com", "linktr.ee", "github.com"}
_SHARED_HOSTS = _SOCIAL_MEDIA | _BUILDERS


@dataclass(frozen=True)
class Double:
    """An organisation that is probably the one that is being added.

    One that is not live was typed by somebody else: of it only the name is shown, which whoever
    sees it has just typed as well.
    """

    organisation: Organisation
    same_name: bool

    @property
    def shows_more_than_name(self) -> bool:
        return self.organisation.live


def likely_the_same(name: str, website: str = "", *, user: Any = None) -> list[Double]:
    """The organisations with this very name, or with a website at the same host."""
    wanted, host = comparable(name), host_of(website)
    same_name, same_host = set(), set()
    rows = Organisation.objects.order_by().values_list(
        "pk", "live", "title", "title_en", "abbreviation", "aliases", "website"
    )
    for pk, live, title, title_en, abbreviation, aliases, other in rows.iterator():
        names = (title, title_en, abbreviation, *aliases) if live else (title,)
        if wanted and wanted in {comparable(str(one)) for one in names}:
            same_name.add(pk)
        elif live and host and host_of(other) == host:
            same_host.add(pk)
    found = Organisation.objects.filter(pk__in=same_name | same_host).defer("body", "body_en")
    doubles = [Double(row, row.pk in same_name) for row in found.order_by("title", "pk")]
    return sorted(doubles, key=lambda double: not double.same_name)


def has_name(organisation: Organisation, name: str) -> bool:
    """Whether somebody who knows this name may ask to join an organisation that is not live."""
    return bool(comparable(name)) and comparable(organisation.title) == comparable(name)


def host_of(website: str) -> str:
    """The host without "www."; empty for none and for places where many have a page."""
    text = website.strip().lower()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    host = host.removeprefix("www.")
    return "" if host in _SHARED_HOSTS else host
