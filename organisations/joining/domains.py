"""Which mail domains say for whom somebody works."""

from pathlib import Path

from allauth.account.models import EmailAddress

from organisations.models import MailDomain, Organisation
from publishing.models import User

#: Where anybody can get an address; such an address says nothing about an employer.
PUBLIC_PROVIDERS = frozenset(
    Path(__file__).with_name("public_mail_providers.txt").read_text("utf-8").split()
)


def domain_of(address: str) -> str:
    """What stands behind the @, in one spelling; empty when there is none."""
    return address.rpartition("@")[2].strip().rstrip(".").lower() if "@" in address else ""


def is_public(domain: str) -> bool:
    """Whether everybody can get an address at this domain, or at one that it is part of."""
    labels = domain.split(".")
    return any(".".join(labels[start:]) in PUBLIC_PROVIDERS for start in range(len(labels)))


def verified_domains(user: User) -> set[str]:
    """The domains of the addresses that `user` has shown to be theirs, without public ones."""
    rows = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return {domain for address in rows if (domain := domain_of(address)) and not is_public(domain)}


def domain_admits(user: User, organisation: Organisation) -> str:
    """The confirmed domain of the organisation at which `user` has an address; empty for none."""
    found = MailDomain.objects.filter(
        organisation=organisation, domain__in=verified_domains(user)
    ).values_list("domain", flat=True)
    return found.first() or ""
