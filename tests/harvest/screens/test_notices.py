"""A silent failure is told: the owner first, the manager when it lasts, everybody once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from harvest import notices
from harvest.models import Run, Source, Trouble
from organisations.models import Membership
from publishing.models import Notice
from publishing.notices.relevance import is_relevant
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    RegionFactory,
    RoleAssignmentFactory,
)
from tests.harvest.conftest import notes_kind

__all__ = ["notes_kind"]


@pytest.fixture
def source(db, notes_kind):
    """It has an owner, a member and a manager, and has failed since yesterday."""
    region = RegionFactory()
    organisation = OrganisationFactory(title="Werkplaats", region=region)
    MembershipFactory(organisation=organisation, user__email="lid@example.org")
    MembershipFactory(
        organisation=organisation, role=Membership.Role.OWNER, user__email="eigenaar@example.org"
    )
    RoleAssignmentFactory(region=region, user__email="manager@example.org")
    made = Source.objects.create(
        organisation=organisation,
        region=region,
        name="Agenda van de werkplaats",
        kind="notes",
        address="https://werkplaats.example/geheim-0a1b2c3d4e5f.ics",
        state=Source.State.ACTIVE,
        next_run_at=timezone.now(),
    )
    fail(made, timedelta(days=1))
    return made


def fail(source, ago):
    since = timezone.now() - ago
    Source.objects.filter(pk=source.pk).update(failures=5, failing_since=since)
    source.runs.create(
        started_at=timezone.now(),
        ended_at=timezone.now(),
        outcome=Run.Outcome.FAILED,
        code="status",
        status=404,
        message="Er is niets meer op dit adres.",
    )


def mend(source):
    now = timezone.now()
    Source.objects.filter(pk=source.pk).update(failures=0, failing_since=None, last_good_at=now)
    source.runs.create(started_at=now, ended_at=now, outcome=Run.Outcome.GOOD)


def told():
    """Who was told what, in the order in which it was."""
    rows = Notice.objects.order_by("pk").values_list("name", "mail__address")
    return [(name, address.partition("@")[0]) for name, address in rows]


def test_the_owner_is_told_first_with_what_changed_and_what_to_do(source):
    notices.keep_up()
    assert told() == [(notices.TROUBLE, "eigenaar")]
    context = Notice.objects.get().context
    assert "Er is niets meer op dit adres." in context["what_changed"]["nl"]
    assert "adres" in context["what_to_do"]["nl"] and "address" in context["what_to_do"]["en"]
    assert "0a1b2c3d4e5f" not in str(context)


def test_nobody_is_told_twice(source):
    for _time in range(3):
        notices.keep_up()
    assert len(told()) == 1


def test_the_manager_is_told_when_it_lasts(source):
    notices.keep_up()
    fail(source, timedelta(days=8))
    notices.keep_up()
    notices.keep_up()
    assert told() == [(notices.TROUBLE, "eigenaar"), (notices.LASTS, "manager")]


def test_whoever_heard_of_it_hears_that_it_works_again_once(source):
    fail(source, timedelta(days=8))
    notices.keep_up()
    mend(source)
    notices.keep_up()
    notices.keep_up()
    assert told()[2:] == [(notices.MENDED, "eigenaar"), (notices.MENDED, "manager")]
    assert Trouble.objects.filter(ended_at__isnull=True).count() == 0


def test_what_breaks_again_is_told_again(source):
    notices.keep_up()
    mend(source)
    notices.keep_up()
    fail(source, timedelta(hours=30))
    notices.keep_up()
    assert told().count((notices.TROUBLE, "eigenaar")) == 2


def test_without_an_owner_the_manager_is_told_at_once(source):
    source.organisation.memberships.filter(role=Membership.Role.OWNER).delete()
    notices.keep_up()
    assert told() == [(notices.LASTS, "manager")]
    assert Notice.objects.get().context["owners_know"] is False


def test_a_notice_of_what_was_mended_meanwhile_is_not_sent(source):
    notices.keep_up()
    notice = Notice.objects.get()
    assert is_relevant(notice, None)
    mend(source)
    notices.keep_up()
    assert not is_relevant(notice, None)


def test_what_is_missing_is_asked_in_one_notice(source):
    mend(source)
    later = timezone.now() + timedelta(days=9)
    for number in range(3):
        source.records.create(
            key=f"k{number}", title=f"T{number}", state="missing", missing_runs=3,
            next_start=later, last_end=later,
        )  # fmt: skip
    source.records.create(key="z", title="Z", last_end=later)
    notices.keep_up()
    assert told() == [(notices.TROUBLE, "eigenaar"), (notices.LASTS, "manager")]
    assert "3 activiteiten" in Notice.objects.first().context["what_changed"]["nl"]


def test_sources_that_work_ask_the_database_as_often_whatever_their_number(
    source, django_assert_num_queries
):
    mend(source)
    with django_assert_num_queries(6):
        notices.keep_up()
    Source.objects.bulk_create(
        Source(
            organisation=source.organisation,
            name=f"Agenda {number}",
            kind="notes",
            address="https://werkplaats.example/a.ics",
            state="paused",
        )
        for number in range(10)
    )
    with django_assert_num_queries(6):
        notices.keep_up()


def test_the_mail_says_it_in_words(source, mailoutbox):
    from publishing.models import NoticeMail
    from publishing.notices.composing import compose

    notices.keep_up()
    message = compose(NoticeMail.objects.get())
    assert message.subject == "De agenda “Agenda van de werkplaats” vraagt uw aandacht"
    assert "van Werkplaats" in message.body
    assert f"/mijn-organisatie/{source.organisation_id}/bronnen/{source.pk}/" in message.body
