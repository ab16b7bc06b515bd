import pytest
from django.db import IntegrityError, transaction

from publishing.models import User

pytestmark = pytest.mark.django_db


def test_an_address_is_one_account_whatever_its_case():
    User.objects.create_user("Robin@Example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="ROBIN@example.org")


def test_a_user_without_an_address_is_refused():
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("")


def test_a_superuser_may_enter_the_admin():
    admin = User.objects.create_superuser("admin@example.org", "een lang wachtwoord")
    assert admin.is_staff
    assert admin.is_superuser
