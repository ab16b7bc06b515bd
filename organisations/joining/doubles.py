"""Whether an organisation that somebody wants to add is here already."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from organisations.joining.names import comparable
from organisations.models import Organisation
from publishing.duplicates.describing import describe
from publishing.duplicates.finding import likely_doubles
from publishing.duplicates.relations import Relation
from publishing.duplicates.web_addresses import read_address


@dataclass(frozen=True)
class Double:
    """An organisation that is probably the one that is being added.

    One that is not live was typed by somebody else: of it only the name is shown, which whoever
    sees it has just typed as well.
    """

    organisation: Organisation
    reason: str


def likely_the_same(described: Organisation, *, user: Any) -> list[Double]:
    """What `described`, not saved yet, probably is; the surest first, each with the reason.

    The very same name and a website at the same host count even where the names differ enough for
    the engine that compares all items to leave them alone.
    """
    reasons = _by_name_or_host(described.title, described.website)
    for match in likely_doubles(describe(described), user=user):
        if match.kind == Organisation.kind and match.relation == Relation.SAME and match.pk:
            reasons.setdefault(match.pk, match.reason)
    found = Organisation.objects.defer("body", "body_en").in_bulk(reasons)
    return [Double(found[pk], reason) for pk, reason in reasons.items() if pk in found]


def _by_name_or_host(name: str, website: str) -> dict[int, str]:
    wanted, host = comparable(name), _host(website)
    same_name, same_host, hidden = {}, {}, {}
    rows = Organisation.objects.order_by("pk").values_list(
        "pk", "live", "title", "title_en", "abbreviation", "aliases", "website"
    )
    for pk, live, title, title_en, abbreviation, aliases, other in rows.iterator():
        names = (title, title_en, abbreviation, *aliases) if live else (title,)
        if wanted and wanted in {comparable(str(one)) for one in names}:
            if live:
                same_name[pk] = _("the same name")
            else:
                hidden[pk] = _("being added, or taken offline")
        elif live and host and _host(other) == host:
            same_host[pk] = _("the same website")
    return same_name | same_host | hidden


def has_name(organisation: Organisation, name: str) -> bool:
    """Whether somebody who knows this name may ask to join an organisation that is not live."""
    return bool(comparable(name)) and comparable(organisation.title) == comparable(name)


def _host(website: str) -> str:
    """The host without "www."; empty for none and for places where many have a page."""
    address = read_address(website)
    return address.host if address.tells else ""
