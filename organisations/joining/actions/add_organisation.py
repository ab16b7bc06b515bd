"""Add an organisation: a draft for the review of its region, with whoever added it as owner."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from organisations.joining.deciding import NotPossibleError
from organisations.joining.history import Happened, record
from organisations.models import Membership, Organisation
from publishing.actions.submit import submit
from publishing.duplicates.relations import Relation
from publishing.duplicates.verdicts import record_verdict
from publishing.models import User

#: Nobody works for more organisations that are all not here yet.
MOST_UNSEEN = 3


@transaction.atomic
def add_organisation(
    organisation: Organisation,
    *,
    user: User,
    different_from: Collection[Organisation] = (),
    why: str = "",
) -> Organisation:
    """Store a new organisation that nobody sees yet, and hand it in.

    `organisation` is valid and not saved. `different_from` looked the same, and `why` says that
    they are not: both are remembered, and the reviewer reads them. Raises PermissionDenied for an
    account that was switched off, NotPossibleError above the limit.
    """
    if not user.is_active:
        raise PermissionDenied
    # Kept from adding twice at once: the second waits until the first is counted.
    User.objects.select_for_update().get(pk=user.pk)
    unseen = Organisation.objects.filter(
        created_by=user, first_published_at=None, live=False
    ).count()
    if unseen >= MOST_UNSEEN:
        raise NotPossibleError(
            _("You added several organisations already. Wait until they have been reviewed.")
        )
    organisation.live = False
    organisation.provenance = Organisation.Provenance.CONTRIBUTOR
    organisation.created_by = user
    organisation.trusted = False
    organisation.save()
    Membership.objects.create(user=user, organisation=organisation, role=Membership.Role.OWNER)
    record(Happened.ADDED, organisation, by=user, about=user)
    # What somebody may do was read before they became owner.
    user = User.objects.get(pk=user.pk)
    organisation.save_revision(user=user)
    for other in different_from:
        record_verdict(organisation, other, Relation.DIFFERENT, user=user, reason=why)
    submit(organisation, user=user, remark=_remark(different_from, why))
    return organisation


def _remark(different_from: Collection[Organisation], why: str) -> str:
    """What the reviewer reads about organisations that look the same."""
    if not different_from:
        return ""
    names = ", ".join(other.title for other in different_from)
    return _("Different from %(names)s: %(why)s") % {"names": names, "why": why}
