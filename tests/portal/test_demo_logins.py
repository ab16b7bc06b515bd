"""The log-ins of a demonstration site."""

import json
import stat
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from events.models import Event
from harvest.models import Source
from portal.demo_accounts import passwords_path
from publishing.models import RoleAssignment, User
from publishing.permissions import roles_of
from tests.factories import OrganisationFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_site(settings, tmp_path):
    settings.DEMO = True
    settings.VAR_DIR = tmp_path
    RegionFactory(ref="flevoland")
    OrganisationFactory(ref="mbo-college-flevoland", title="MBO College Flevoland")


def printed() -> str:
    out = StringIO()
    call_command("demo_logins", stdout=out)
    return out.getvalue()


def test_every_role_can_log_in_with_the_printed_password(demo_site, rf):
    output = printed()
    passwords = json.loads(passwords_path().read_text(encoding="utf-8"))
    assert len(passwords) == User.objects.count() == 3
    for email, password in passwords.items():
        assert email in output
        assert password in output
        assert User.objects.get(email=email).check_password(password)
        assert EmailAddress.objects.get(email=email).verified
        user = authenticate(rf.get("/"), email=email, password=password)
        assert user is not None


def test_accounts_have_the_rights_of_their_role(demo_site):
    printed()
    assert roles_of(User.objects.get(email="beheerder@example.org")).is_administrator
    assignment = RoleAssignment.objects.get(user__email="flevoland@example.org")
    assert (assignment.role, assignment.region.ref) == ("programme_manager", "flevoland")
    member = User.objects.get(email="mbo@example.org")
    assert member.memberships.get().organisation.ref == "mbo-college-flevoland"
    assert not member.is_staff


def test_second_run_prints_the_same_and_resets_nothing(demo_site):
    first = printed()
    user = User.objects.get(email="flevoland@example.org")
    user.set_password("a password of my own")
    user.save()
    assert printed() == first
    user.refresh_from_db()
    assert user.check_password("a password of my own")


def test_passwords_differ_per_account_and_per_installation(demo_site, settings, tmp_path):
    printed()
    first = set(json.loads(passwords_path().read_text(encoding="utf-8")).values())
    assert len(first) == 3
    User.objects.all().delete()
    settings.VAR_DIR = tmp_path / "other"
    printed()
    assert first.isdisjoint(json.loads(passwords_path().read_text(encoding="utf-8")).values())


def test_only_the_owner_can_read_the_file(demo_site):
    printed()
    assert stat.S_IMODE(passwords_path().stat().st_mode) == 0o600


def test_outside_demo_mode_nothing_is_made(demo_site, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="VLECHTWERK_DEMO"):
        printed()
    assert not User.objects.exists()
    assert not passwords_path().exists()


def test_without_content_the_command_says_what_to_do_first(settings, tmp_path):
    settings.DEMO = True
    settings.VAR_DIR = tmp_path
    with pytest.raises(CommandError, match="load_launch_content"):
        printed()


def test_a_calendar_of_the_organisation_flows_in_and_waits_for_its_manager(demo_site):
    printed()
    source = Source.objects.get()
    assert source.records.filter(state="current").count() == 3
    assert Event.objects.filter(live=True).count() == 0
    assert [run.outcome for run in source.runs.all()] == ["partial"]
    printed()
    assert Source.objects.count() == 1
