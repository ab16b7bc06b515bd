"""Confirm a mail domain: whoever has an address there joins at once."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import DomainNameValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from organisations.joining.deciding import NotPossibleError, locked
from organisations.joining.domains import is_public, verified_domains
from organisations.joining.history import Happened, record
from organisations.models import MailDomain, Organisation
from publishing.models import User
from publishing.permissions import may_appoint_owner, may_manage_members


@transaction.atomic
def confirm_domain(organisation: Organisation, *, domain: str, user: User) -> MailDomain:
    """Let the verified addresses at `domain` into the organisation.

    An owner confirms only a domain at which they have a verified address themselves; a manager of
    the region any. Raises PermissionDenied when `user` may not, NotPossibleError for a domain
    that says nothing about an employer.
    """
    organisation = locked(organisation.pk)
    answers_for_it = may_appoint_owner(user, organisation)
    if not answers_for_it and not may_manage_members(user, organisation):
        raise PermissionDenied
    domain = _checked(domain)
    if not answers_for_it and domain not in verified_domains(user):
        raise NotPossibleError(
            _(
                "You have no confirmed address at this domain yourself. Ask the manager of your region."
            )
        )
    confirmed, created = MailDomain.objects.get_or_create(
        organisation=organisation, domain=domain, defaults={"confirmed_by": user}
    )
    if created:
        record(Happened.DOMAIN_CONFIRMED, organisation, by=user, domain=domain)
    return confirmed


def _checked(domain: str) -> str:
    domain = domain.strip().lower().removeprefix("@").rstrip(".")
    try:
        DomainNameValidator(accept_idna=False)(domain)
    except ValidationError:
        raise NotPossibleError(
            _("Write the part of the address behind the @, for example school.nl.")
        ) from None
    if is_public(domain):
        raise NotPossibleError(
            _("Anybody can get an address at this domain, so it does not say who works for you.")
        )
    return domain
