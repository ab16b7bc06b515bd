"""Take back a mail domain: new addresses there wait for a decision again."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from organisations.joining.deciding import locked
from organisations.joining.history import Happened, record
from organisations.models import MailDomain
from publishing.models import User
from publishing.permissions import may_decide_on_joining


@transaction.atomic
def take_back_domain(domain: MailDomain, *, user: User) -> None:
    """Forget a confirmed domain; who joined by it stays. Raises PermissionDenied."""
    organisation = locked(domain.organisation_id)
    if not may_decide_on_joining(user, organisation):
        raise PermissionDenied
    deleted, _rows = MailDomain.objects.filter(pk=domain.pk).delete()
    if deleted:
        record(Happened.DOMAIN_TAKEN_BACK, organisation, by=user, domain=domain.domain)
