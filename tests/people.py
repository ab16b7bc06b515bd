"""Two regions with their managers and items, and everybody who might try the doors."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from publishing.models import RoleAssignment, User
from taxonomy.models import Region
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    RegionFactory,
    RoleAssignmentFactory,
    UserFactory,
)


@dataclass
class People:
    """Everybody by the name of what they are."""

    region_a: Region
    region_b: Region
    member: User
    manager_a: User
    manager_b: User
    coordinator: User
    administrator: User
    organisation: Any


@pytest.fixture
def people(db: None) -> People:
    region_a, region_b = RegionFactory(label="Regio A"), RegionFactory(label="Regio B")
    organisation = OrganisationFactory(title="Eigenaar", region=region_a)
    return People(
        region_a=region_a,
        region_b=region_b,
        organisation=organisation,
        member=MembershipFactory(organisation=organisation).user,
        manager_a=RoleAssignmentFactory(region=region_a).user,
        manager_b=RoleAssignmentFactory(region=region_b).user,
        coordinator=RoleAssignmentFactory(
            region=None, role=RoleAssignment.Role.NATIONAL_COORDINATOR
        ).user,
        administrator=UserFactory(is_superuser=True, is_staff=True),
    )


@pytest.fixture
def as_user() -> Any:
    """A browser in which somebody has logged in; nobody for None."""

    def log_in(user: User | None) -> Client:
        client = Client(raise_request_exception=True)
        if user is not None:
            client.force_login(user)
        return client

    return log_in
