import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from publishing.models import RoleAssignment
from tests.factories import RegionFactory, RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db

MANAGER = RoleAssignment.Role.PROGRAMME_MANAGER
COORDINATOR = RoleAssignment.Role.NATIONAL_COORDINATOR


def test_a_manager_without_a_region_is_refused_in_words():
    with translation.override("en"), pytest.raises(ValidationError, match="needs a region"):
        RoleAssignment(user=UserFactory(), role=MANAGER).full_clean()


@pytest.mark.parametrize("role", [MANAGER, COORDINATOR])
def test_a_role_is_given_once(role: str):
    region = RegionFactory() if role == MANAGER else None
    given = RoleAssignmentFactory(role=role, region=region)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignmentFactory(user=given.user, role=role, region=region)


def test_somebody_may_manage_two_regions_and_coordinate():
    user = UserFactory()
    for region in RegionFactory.create_batch(2):
        RoleAssignmentFactory(user=user, region=region)
    RoleAssignmentFactory(user=user, role=COORDINATOR, region=None)
    assert user.role_assignments.count() == 3
