"""Answers the question of confirmation: who works for the organisation that keeps an item?"""

from organisations.models import Membership, Organisation
from publishing.confirmation.keepers import Keepers


def keepers_of(organisation: int) -> Keepers:
    """The people of an organisation, its owners apart, longest there first."""
    row = Organisation.objects.filter(pk=organisation).only("title", "title_en").first()
    if row is None:
        return Keepers()
    people: dict[str, list] = {Membership.Role.OWNER: [], Membership.Role.MEMBER: []}
    rows = Membership.objects.filter(organisation=organisation, user__is_active=True)
    for membership in rows.select_related("user").order_by("pk"):
        people[membership.role].append(membership.user)
    return Keepers(
        organisation=organisation,
        name=row.title,
        name_en=row.title_en,
        owners=tuple(people[Membership.Role.OWNER]),
        members=tuple(people[Membership.Role.MEMBER]),
    )
