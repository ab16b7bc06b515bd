"""As whom something is confirmed: what readers see after "by"."""

from typing import Any, NamedTuple

from django.utils import translation
from django.utils.translation import gettext

from publishing.confirmation.keepers import keepers_of
from publishing.models import Publication
from publishing.permissions import Roles, roles_of

#: The size of the column.
LONGEST = 250


class Byline(NamedTuple):
    """An organisation or a role, in Dutch and in English; never the name of a person.

    `en` is empty when an organisation has no English name, as everywhere.
    """

    nl: str
    en: str


def byline_of(user: Any, item: Publication) -> Byline:
    """As whom `user` confirms `item`: the organisation that keeps it, else the role held here."""
    roles = roles_of(user)
    keepers = keepers_of(item)
    if keepers.organisation in roles.organisations.member:
        return _byline(keepers.name, keepers.name_en)
    return _byline(*(_role(roles, item, language) for language in ("nl", "en")))


def byline_of_contact(item: Publication) -> Byline:
    """As whom the address of an item's contact confirms it."""
    keepers = keepers_of(item)
    if keepers.name:
        return _byline(keepers.name, keepers.name_en)
    names = []
    for language in ("nl", "en"):
        with translation.override(language):
            names.append(gettext("the contact of this item"))
    return _byline(*names)


def _role(roles: Roles, item: Publication, language: str) -> str:
    with translation.override(language):
        if item.region is not None and item.region_id in roles.regions:
            region = item.region.text("label", language).text
            return gettext("the programme manager of %(region)s") % {"region": region}
        if roles.is_national_coordinator:
            return gettext("the national coordinator")
        return gettext("the editors of this site")


def _byline(nl: str, en: str) -> Byline:
    return Byline(nl[:LONGEST], en[:LONGEST])
