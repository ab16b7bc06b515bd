"""Whom to ask about an item, and who may answer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from allauth.account.models import EmailAddress
from django.utils.crypto import constant_time_compare, salted_hmac
from wagtail.users.models import UserProfile

from publishing.confirmation.bylines import Byline, byline_of, byline_of_contact
from publishing.confirmation.keepers import keepers_of
from publishing.models import Publication, RoleAssignment, User

_SALT = "publishing.confirmation.address"


class Capacity(StrEnum):
    """Why somebody is asked."""

    KEEPER = "keeper"
    CONTACT = "contact"
    CURATOR = "curator"


@dataclass(frozen=True)
class Addressee:
    """An address that may confirm an item, and the account behind it if it has one."""

    address: str
    capacity: Capacity
    user: User | None = None

    def byline(self, item: Publication) -> Byline:
        """As whom this one confirms `item`."""
        return byline_of_contact(item) if self.user is None else byline_of(self.user, item)


def addressees_of(item: Publication) -> list[Addressee]:
    """Whom to ask about `item`; nobody when there is nobody at all.

    The owners of the organisation that keeps it, else its members, else the address of its
    contact, else the programme managers of its region, else the national coordinators. People
    are asked at an address that they proved to be theirs.
    """
    return next((found for found in _circles(item) if found), [])


def who_has(item: Publication, mark: str) -> Addressee | None:
    """The one with this fingerprint who today may answer for `item`, asked or not."""
    for circle in _circles(item):
        for addressee in circle:
            if constant_time_compare(fingerprint(addressee.address), mark):
                return addressee
    return None


def fingerprint(address: str) -> str:
    """Stands for an address in a link, without giving it away."""
    return salted_hmac(_SALT, address.lower(), algorithm="sha256").hexdigest()[:24]


def languages_for(address: str) -> tuple[str, ...]:
    """The languages to write to an address in: the one its owner chose, else both, Dutch first."""
    chosen = (
        UserProfile.objects.filter(user__email__iexact=address)
        .values_list("preferred_language", flat=True)
        .first()
    )
    return (chosen,) if chosen in ("nl", "en") else ("nl", "en")


def managers_of(item: Publication) -> list[Addressee]:
    """The programme managers of the region of `item`."""
    if item.region_id is None:
        return []
    return _with_proved_address(
        User.objects.filter(role_assignments__region=item.region_id), Capacity.CURATOR
    )


def reviewers_of(item: Publication) -> list[Addressee]:
    """Who decides about `item`: the managers of its region, else the national coordinators."""
    return managers_of(item) or _coordinators()


def _coordinators() -> list[Addressee]:
    coordinators = User.objects.filter(
        role_assignments__role=RoleAssignment.Role.NATIONAL_COORDINATOR
    )
    return _with_proved_address(coordinators, Capacity.CURATOR)


def _circles(item: Publication) -> Iterator[list[Addressee]]:
    keepers = keepers_of(item)
    yield _with_proved_address(keepers.owners, Capacity.KEEPER)
    yield _with_proved_address(keepers.members, Capacity.KEEPER)
    contact = item.contact_email.strip().lower()
    yield [Addressee(contact, Capacity.CONTACT)] if contact else []
    yield managers_of(item)
    yield _coordinators()


def _with_proved_address(users: Iterable[User], capacity: Capacity) -> list[Addressee]:
    if not users:
        return []
    rows = EmailAddress.objects.filter(
        user__in=users, user__is_active=True, verified=True, primary=True
    ).select_related("user")
    return [
        Addressee(row.email.lower(), capacity, row.user)
        for row in rows.order_by("user_id").distinct()
    ]
