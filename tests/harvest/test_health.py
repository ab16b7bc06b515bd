"""How a source is doing: every way in which a feed can fail without a sound is found."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from harvest.health import Standing, health_of, healths_of
from harvest.health.silence import silent_since
from harvest.models import Record, Run, Source

Outcome, State = Run.Outcome, Record.State
NOW = timezone.now()


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def healthy(source):
    """A source that was read an hour ago, with three events to come."""
    source.last_good_at = NOW - timedelta(hours=1)
    source.next_run_at = NOW + timedelta(hours=3)
    source.save()
    for number in range(3):
        add_record(source, f"r{number}")
    add_run(source, Outcome.GOOD, counts={"read": 3})
    return source


def add_run(source, outcome, **fields):
    moment = NOW - timedelta(hours=1)
    return Run.objects.create(
        source=source, outcome=outcome, started_at=moment, ended_at=moment, **fields
    )


def add_record(source, key, *, days=5, **fields):
    moment = NOW + timedelta(days=days)
    fields = {"next_start": moment, "last_end": moment, **fields}
    return Record.objects.create(source=source, key=key, **fields)


def finding(source, code):
    found = [one for one in health_of(source).findings if one.code == code]
    assert found, health_of(source)
    return found[0]


def test_all_is_well(healthy):
    health = health_of(healthy)
    assert (health.standing, health.code) == (Standing.FINE, "fine")
    assert "3 events" in health.sentence
    assert not health.tells_owner


def test_a_source_that_was_not_read_yet_is_new(source):
    assert health_of(source).standing == Standing.NEW


@pytest.mark.parametrize("state", ["paused", "off", "trial"])
def test_one_that_is_not_read_has_nothing_wrong(healthy, state):
    healthy.state = state
    healthy.failing_since = NOW - timedelta(days=9)
    assert health_of(healthy).standing == Standing.RESTS


def test_one_failure_is_nobodys_worry(healthy):
    healthy.failures, healthy.failing_since = 1, NOW - timedelta(hours=1)
    add_run(healthy, Outcome.FAILED, code="timeout", message="No answer.")
    assert health_of(healthy).standing == Standing.FINE


@pytest.mark.parametrize(("failures", "days"), [(3, 0.2), (1, 2.5)])
def test_the_owner_hears_of_a_source_that_fails_often_or_long(healthy, failures, days):
    healthy.failures, healthy.failing_since = failures, NOW - timedelta(days=days)
    add_run(healthy, Outcome.FAILED, code="status", status=404, message="Nothing there.")
    one = finding(healthy, "fails:status")
    assert one.standing == Standing.WRONG
    assert "Nothing there." in one.what_changed
    assert "anew" in one.what_to_do
    assert (one.tells_owner, one.tells_manager) == (True, False)


def test_the_manager_hears_of_what_the_owner_does_not_mend(healthy):
    healthy.failures, healthy.failing_since = 9, NOW - timedelta(days=8)
    add_run(healthy, Outcome.FAILED, code="timeout", message="No answer.")
    assert finding(healthy, "fails:timeout").tells_manager


def test_a_certificate_is_told_before_it_is_a_habit(healthy):
    healthy.failures, healthy.failing_since = 1, NOW - timedelta(hours=1)
    add_run(healthy, Outcome.FAILED, code="certificate", message="Not in order.")
    assert "renew" in finding(healthy, "fails:certificate").what_to_do


def test_a_page_to_sign_in_at_has_advice_of_its_own(healthy):
    healthy.failures, healthy.failing_since = 3, NOW - timedelta(hours=9)
    add_run(healthy, Outcome.STOPPED, code="sign_in_page", message="A page to sign in at.")
    assert "public" in finding(healthy, "fails:sign_in_page").what_to_do


def test_one_whose_turn_was_forgotten_is_told_to_the_manager_only(healthy):
    healthy.next_run_at = NOW - timedelta(days=2)
    one = finding(healthy, "late")
    assert (one.tells_owner, one.tells_manager) == (False, True)


@pytest.mark.parametrize(("days", "manager"), [(1, False), (4, True)])
def test_a_brake_waits_for_a_decision(healthy, days, manager):
    healthy.state = Source.State.BLOCKED
    healthy.last_good_at = NOW - timedelta(days=days)
    add_run(healthy, Outcome.STOPPED, code="shrinking", message="6 of 20 are gone.")
    one = finding(healthy, "shrinking")
    assert (one.standing, one.what_changed) == (Standing.WAITS, "6 of 20 are gone.")
    assert (one.tells_owner, one.tells_manager) == (True, manager)


@pytest.mark.parametrize(("runs", "days", "asked"), [(3, 5, True), (2, 5, False), (3, -5, False)])
def test_a_person_is_asked_about_what_stays_missing(healthy, runs, days, asked):
    add_record(healthy, "gone", days=days, state=State.MISSING, missing_runs=runs)
    assert ("missing" in [one.code for one in health_of(healthy).findings]) is asked


def test_a_calendar_that_is_empty_although_it_can_be_read_is_found(healthy):
    Record.objects.update(state=State.MISSING)
    assert finding(healthy, "empty").tells_owner


def test_a_calendar_in_which_everything_is_over_is_found(healthy):
    Record.objects.update(last_end=NOW - timedelta(days=1))
    assert finding(healthy, "all_over").standing == Standing.NOTICE


def test_many_refused_are_found(healthy):
    add_run(healthy, Outcome.PARTIAL, counts={"read": 6, "refused": 4})
    assert "4 of 10" in finding(healthy, "refused").what_changed


def test_identifiers_that_change_are_said_and_bother_nobody(healthy):
    healthy.has_stable_keys = False
    assert not finding(healthy, "unstable_keys").tells_owner


def test_an_address_on_another_website_waits_for_a_decision(healthy):
    healthy.proposed_address = "https://elsewhere.example/feed.ics"
    assert finding(healthy, "moved").standing == Standing.WAITS


def test_the_worst_comes_first(healthy):
    healthy.has_stable_keys = False
    healthy.failures, healthy.failing_since = 3, NOW - timedelta(hours=9)
    add_run(healthy, Outcome.FAILED, code="timeout", message="No answer.")
    assert [one.code for one in health_of(healthy).findings] == ["fails:timeout", "unstable_keys"]


def test_silence_is_measured_against_the_calendars_own_past(healthy):
    for weeks in (20, 18, 16, 14, 12):
        record = add_record(healthy, f"w{weeks}")
        Record.objects.filter(pk=record.pk).update(first_seen_at=NOW - timedelta(weeks=weeks))
    Record.objects.filter(key__startswith="r").update(first_seen_at=NOW - timedelta(weeks=22))
    assert finding(healthy, "silent").tells_owner


@pytest.mark.parametrize(
    ("gaps", "since_last", "is_silent"),
    [
        ([14, 14, 14, 14], 29, True),
        ([14, 14, 14, 14], 28, False),
        ([1, 1, 1, 1], 21, False),
        ([1, 1, 1, 1], 22, True),
        ([14, 90, 14, 14], 100, False),
        ([14, 14, 14], 300, False),
    ],
)
def test_what_is_unusually_long(gaps, since_last, is_silent):
    days = [date(2026, 1, 1)]
    for gap in gaps:
        days.append(days[-1] + timedelta(days=gap))
    assert (silent_since(days, days[-1] + timedelta(days=since_last)) is not None) is is_silent


def test_many_sources_take_no_more_queries_than_one(healthy, django_assert_num_queries):
    others = [
        Source.objects.create(organisation=healthy.organisation, name=name, kind="notes")
        for name in "abc"
    ]
    with django_assert_num_queries(4):
        healths_of([healthy, *others])
