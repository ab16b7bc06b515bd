"""Accounts to look around with, on a site that is only a demonstration.

Passwords are made at random once and kept in a file that only the owner of the process can
read. Nothing is ever reset: who changed a demo password keeps the new one.
"""

import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from organisations.models import Membership, Organisation
from portal.demo_calendar import let_a_calendar_flow_in
from publishing.models import RoleAssignment, User
from taxonomy.models import Region

REGION = "flevoland"
ORGANISATION = "mbo-college-flevoland"


@dataclass(frozen=True)
class DemoAccount:
    """One account, as it is shown on the screen."""

    role: str
    email: str
    password: str


def ensure_demo_accounts() -> list[DemoAccount]:
    """Make what is missing and give all of them, in the order in which people try them."""
    passwords = _remembered_passwords()
    accounts = []
    for email, role, first_name, last_name, empower in _ACCOUNTS:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            with transaction.atomic():
                user = User.objects.create_user(
                    email, passwords[email], first_name=first_name, last_name=last_name
                )
                EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
                empower(user)
        accounts.append(DemoAccount(role, email, passwords[email]))
    return accounts


def passwords_path() -> Path:
    return Path(settings.VAR_DIR) / "demo-logins.json"


def _remembered_passwords() -> dict[str, str]:
    """A password for every account; new ones are written to the file before they are used."""
    path = passwords_path()
    passwords = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    missing = [email for email, *_rest in _ACCOUNTS if email not in passwords]
    if missing:
        passwords |= {email: secrets.token_urlsafe(15) for email in missing}
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".new")
        temporary.unlink(missing_ok=True)
        # The mode counts from the first moment: nobody else may read it in between.
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(passwords, file, indent=2)
        temporary.replace(path)
    return passwords


def _administrator(user: User) -> None:
    user.is_staff = user.is_superuser = True
    user.save(update_fields=["is_staff", "is_superuser"])


def _programme_manager(user: User) -> None:
    region = Region.objects.get(ref=REGION)
    RoleAssignment.objects.create(
        user=user, role=RoleAssignment.Role.PROGRAMME_MANAGER, region=region
    )


def _member(user: User) -> None:
    organisation = Organisation.objects.get(ref=ORGANISATION)
    Membership.objects.create(user=user, organisation=organisation, role=Membership.Role.OWNER)
    let_a_calendar_flow_in(organisation, user=user)


_Empower = Callable[[User], None]
_ACCOUNTS: tuple[tuple[str, str, str, str, _Empower], ...] = (
    ("beheerder@example.org", "administrator", "Demo", "Beheerder", _administrator),
    (
        "flevoland@example.org",
        "programme manager of Flevoland",
        "Demo",
        "Programmamanager",
        _programme_manager,
    ),
    (
        "mbo@example.org",
        "member of an organisation (MBO College Flevoland)",
        "Demo",
        "Medewerker",
        _member,
    ),
)
