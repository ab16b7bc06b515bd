"""Changes to one date, to a date and all after it, and to a whole series."""

from datetime import date, datetime, time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry, TaskState

from events.actions.cancel_date import cancel_date
from events.actions.change_date import change_date
from events.actions.end_series import end_series
from events.actions.exclude_date import exclude_date
from events.actions.move_series import move_series
from events.actions.restore_date import restore_date
from events.actions.split_series import split_series
from events.actions.undo_series import last_change_of_series, undo_series
from events.models import Event, EventChange
from portal.launching.workflow import ensure_review_workflow
from tests.factories import EventFactory

#: The Tuesdays of January 2027.
FIRST, SECOND, THIRD, FOURTH = (datetime(2027, 1, day, 10) for day in (5, 12, 19, 26))


@pytest.fixture
def series(people: Any) -> Event:
    """Four Tuesdays, live, from ten to twelve."""
    event = EventFactory(
        title="Inloop", region=people.region_a, live=False, owner=people.organisation,
        start_date=date(2027, 1, 5), start_time=time(10), end_time=time(12),
        rule="FREQ=WEEKLY;COUNT=4;BYDAY=TU", location_name="Bibliotheek",
    )  # fmt: skip
    event.save_revision().publish()
    return Event.objects.get(pk=event.pk)


def with_draft(event: Event, **changes: Any) -> Event:
    """The event with a newer version that nobody has published."""
    for name, value in changes.items():
        setattr(event, name, value)
    event.save_revision()
    return Event.objects.get(pk=event.pk)


def dates(event: Event) -> list[tuple[str, str]]:
    """Local start and state of each date on the calendar."""
    rows = event.occurrences.select_related("event").order_by("starts_at")
    return [
        (f"{row.local_start():%d-%m %H:%M}", "cancelled" if row.is_cancelled else "")
        for row in rows
    ]


def draft_of(event: Event) -> Event:
    return Event.objects.get(pk=event.pk).get_latest_revision_as_object()


ALL_FOUR = [("05-01 10:00", ""), ("12-01 10:00", ""), ("19-01 10:00", ""), ("26-01 10:00", "")]


def test_one_date_gets_another_time_and_place(series: Event, people: Any) -> None:
    change_date(
        event=series, user=people.manager_a, original=SECOND,
        start_date=date(2027, 1, 13), start_time=time(14), end_time=time(16),
        location_name="Buurthuis", note="Verbouwing",
    )  # fmt: skip
    assert dates(series)[1] == ("13-01 14:00", "")
    row = series.occurrences.select_related("change", "event").get(original=SECOND.isoformat())
    assert row.value("location_name") == "Buurthuis"
    assert row.value("title") == "Inloop"


def test_saying_nothing_different_makes_the_date_usual_again(series: Event, people: Any) -> None:
    change_date(event=series, user=people.manager_a, original=SECOND, note="Neem brood mee")
    change_date(event=series, user=people.manager_a, original=SECOND)
    assert not EventChange.objects.exists()


def test_cancelled_date_stays_in_sight_and_can_be_restored(series: Event, people: Any) -> None:
    cancel_date(event=series, user=people.manager_a, original=THIRD, note="Ziek")
    assert dates(series)[2] == ("19-01 10:00", "cancelled")
    assert EventChange.objects.get().note == "Ziek"
    restore_date(event=series, user=people.manager_a, original=THIRD)
    assert dates(series) == ALL_FOUR


def test_restored_date_goes_ahead_where_it_would_have_been(series: Event, people: Any) -> None:
    user = people.manager_a
    change_date(event=series, user=user, original=THIRD, start_time=time(14), end_time=time(15))
    cancel_date(event=series, user=user, original=THIRD)
    restore_date(event=series, user=user, original=THIRD)
    assert dates(series)[2] == ("19-01 14:00", "")
    restore_date(event=series, user=user, original=THIRD)
    assert dates(series) == ALL_FOUR
    with pytest.raises(ValidationError):
        restore_date(event=series, user=user, original=THIRD)


def test_date_taken_out_is_gone_and_can_be_put_back(series: Event, people: Any) -> None:
    change_date(event=series, user=people.manager_a, original=SECOND, note="Anders")
    exclude_date(event=series, user=people.manager_a, original=SECOND)
    assert dates(series) == [ALL_FOUR[0], ALL_FOUR[2], ALL_FOUR[3]]
    assert Event.objects.get().excluded_dates == ["2027-01-12"]
    restore_date(event=series, user=people.manager_a, original=SECOND)
    assert dates(series) == ALL_FOUR


def test_last_date_cannot_be_taken_out(series: Event, people: Any) -> None:
    for original in (FIRST, SECOND, THIRD):
        exclude_date(event=series, user=people.manager_a, original=original)
    with pytest.raises(ValidationError):
        exclude_date(event=series, user=people.manager_a, original=FOURTH)
    assert dates(series) == [ALL_FOUR[3]]


@pytest.mark.parametrize(
    "original",
    [datetime(2027, 1, 6, 10), datetime(2027, 1, 12, 11), date(2027, 1, 12),
     datetime(2027, 2, 2, 10)],
)  # fmt: skip
@pytest.mark.parametrize("action", [change_date, cancel_date, exclude_date, restore_date])
def test_what_is_no_date_of_the_series_is_refused(
    action: Any, original: Any, series: Event, people: Any
) -> None:
    with pytest.raises(ValidationError):
        action(event=series, user=people.manager_a, original=original)
    assert dates(series) == ALL_FOUR


def test_date_cannot_end_before_it_starts(series: Event, people: Any) -> None:
    with pytest.raises(ValidationError):
        change_date(
            event=series, user=people.manager_a, original=SECOND,
            start_time=time(14), end_time=time(13),
        )  # fmt: skip
    assert dates(series) == ALL_FOUR


def test_series_ends_early(series: Event, people: Any) -> None:
    cancel_date(event=series, user=people.manager_a, original=SECOND)
    end_series(event=series, user=people.manager_a, at=THIRD)
    assert dates(series) == [ALL_FOUR[0], ("12-01 10:00", "cancelled")]


def test_this_and_following_become_an_event_of_their_own(series: Event, people: Any) -> None:
    user = people.manager_a
    cancel_date(event=series, user=user, original=SECOND)
    cancel_date(event=series, user=user, original=FOURTH, note="Vakantie")
    address = series.get_absolute_url()
    following = split_series(
        event=series, user=user, at=THIRD, start=datetime(2027, 1, 20, 13),
        end=datetime(2027, 1, 20, 15), location_name="Buurthuis",
    ).following  # fmt: skip
    series = Event.objects.get(pk=series.pk)
    assert series.get_absolute_url() == address
    assert dates(series) == [ALL_FOUR[0], ("12-01 10:00", "cancelled")]
    assert dates(following) == [("20-01 13:00", ""), ("27-01 13:00", "cancelled")]
    assert (following.live, following.title) == (True, "Inloop")
    assert (following.location_name, following.region) == ("Buurthuis", series.region)
    assert following.changes.get().note == "Vakantie"
    assert (following.created_by, following.verified_on) == (user, series.verified_on)


def test_series_cannot_be_split_at_its_first_date(series: Event, people: Any) -> None:
    for action in (split_series, end_series):
        with pytest.raises(ValidationError):
            action(event=series, user=people.manager_a, at=FIRST)
    assert Event.objects.count() == 1


def test_whole_series_moves_with_what_was_said_of_its_dates(series: Event, people: Any) -> None:
    user = people.manager_a
    cancel_date(event=series, user=user, original=SECOND, note="Ziek")
    exclude_date(event=series, user=user, original=FOURTH)
    move_series(
        event=series, user=user, start=datetime(2027, 1, 7, 9), end=datetime(2027, 1, 7, 11)
    )
    assert dates(series) == [("07-01 09:00", ""), ("14-01 09:00", "cancelled"), ("21-01 09:00", "")]
    assert EventChange.objects.get().note == "Ziek"


@pytest.mark.parametrize("kind", ["end", "split", "move"])
def test_change_of_a_series_can_be_taken_back(kind: str, series: Event, people: Any) -> None:
    user = people.manager_a
    cancel_date(event=series, user=user, original=THIRD, note="Ziek")
    before = dates(series)
    assert last_change_of_series(series) is None
    if kind == "end":
        end_series(event=series, user=user, at=SECOND)
    elif kind == "split":
        split_series(event=series, user=user, at=SECOND)
    else:
        move_series(event=series, user=user, start=datetime(2027, 1, 6, 9),
                    end=datetime(2027, 1, 6, 10))  # fmt: skip
    assert dates(series) != before
    undo_series(event=series, user=user)
    assert dates(series) == before
    assert EventChange.objects.filter(event=series).get().note == "Ziek"
    assert not Event.objects.exclude(pk=series.pk).filter(live=True).exists()
    with pytest.raises(ValidationError):
        undo_series(event=series, user=user)


def test_change_of_a_series_is_not_taken_back_over_a_later_one(series: Event, people: Any) -> None:
    user = people.manager_a
    end_series(event=series, user=user, at=THIRD)
    cancel_date(event=series, user=user, original=SECOND)
    with pytest.raises(ValidationError):
        undo_series(event=series, user=user)
    restore_date(event=series, user=user, original=SECOND)
    undo_series(event=series, user=user)
    assert dates(series) == ALL_FOUR


# --- Drafts and reviews ---------------------------------------------------------------------


def test_news_of_a_date_does_not_publish_somebodys_draft(series: Event, people: Any) -> None:
    series = with_draft(series, title="Halve titel")
    cancel_date(event=series, user=people.manager_a, original=SECOND)
    row = Event.objects.get(pk=series.pk)
    assert (row.title, row.has_unpublished_changes) == ("Inloop", True)
    assert dates(row)[1] == ("12-01 10:00", "cancelled")
    draft = draft_of(row)
    assert (draft.title, draft.changes.get().cancelled) == ("Halve titel", True)
    row.latest_revision.publish()
    assert dates(row)[1] == ("12-01 10:00", "cancelled")


def test_draft_with_other_dates_stays_as_it_is(series: Event, people: Any) -> None:
    series = with_draft(series, start_date=date(2027, 2, 2))
    stored = cancel_date(event=series, user=people.manager_a, original=SECOND)
    assert stored.draft_differs
    assert dates(series)[1] == ("12-01 10:00", "cancelled")
    assert not draft_of(series).changes.all()
    assert draft_of(series).start_date == date(2027, 2, 2)


def test_review_goes_on_with_the_change_in_it(series: Event, people: Any) -> None:
    ensure_review_workflow()
    series = with_draft(series, title="Nieuwe titel")
    series.get_workflow().start(series, people.member)
    cancel_date(event=series, user=people.manager_a, original=SECOND)
    row = Event.objects.get(pk=series.pk)
    assert row.workflow_in_progress
    assert TaskState.objects.get().revision == row.latest_revision
    row.current_workflow_task_state.approve(user=people.manager_a)
    row = Event.objects.get(pk=series.pk)
    assert (row.title, dates(row)[1]) == ("Nieuwe titel", ("12-01 10:00", "cancelled"))


def test_draft_that_was_never_live_stays_a_draft(series: Event, people: Any) -> None:
    series.unpublish()
    exclude_date(event=series, user=people.manager_a, original=SECOND)
    assert not Event.objects.get(pk=series.pk).live
    assert draft_of(series).excluded_dates == ["2027-01-12"]
    following = split_series(event=series, user=people.manager_a, at=THIRD).following
    assert not following.live


def test_locked_event_keeps_its_dates(series: Event, people: Any) -> None:
    Event.objects.filter(pk=series.pk).update(locked=True, locked_by=people.coordinator)
    with pytest.raises(ValidationError):
        cancel_date(event=series, user=people.manager_a, original=SECOND)
    with pytest.raises(ValidationError):
        split_series(event=series, user=people.manager_a, at=SECOND)
    assert (dates(series), Event.objects.count()) == (ALL_FOUR, 1)


# --- Rights and traces -----------------------------------------------------------------------

EVERY_ACTION = [
    (change_date, {"original": SECOND, "note": "x"}),
    (cancel_date, {"original": SECOND}),
    (exclude_date, {"original": SECOND}),
    (restore_date, {"original": SECOND}),
    (end_series, {"at": SECOND}),
    (split_series, {"at": SECOND}),
    (move_series, {"start": datetime(2027, 1, 6, 9), "end": datetime(2027, 1, 6, 10)}),
    (undo_series, {}),
]


@pytest.mark.parametrize(("action", "what"), EVERY_ACTION)
def test_manager_of_another_region_changes_nothing(
    action: Any, what: dict[str, Any], series: Event, people: Any
) -> None:
    with pytest.raises(PermissionDenied):
        action(event=series, user=people.manager_b, **what)
    assert (dates(series), Event.objects.count()) == (ALL_FOUR, 1)


@pytest.mark.parametrize(("action", "what"), EVERY_ACTION)
def test_stranger_changes_nothing(
    action: Any, what: dict[str, Any], series: Event, people: Any
) -> None:
    people.organisation.memberships.all().delete()
    stranger = type(people.member).objects.get(pk=people.member.pk)
    with pytest.raises(PermissionDenied):
        action(event=series, user=stranger, **what)
    assert (dates(series), Event.objects.count()) == (ALL_FOUR, 1)


@pytest.mark.parametrize(
    ("action", "what"),
    [pair for pair in EVERY_ACTION if pair[0] not in (restore_date, undo_series)],
)
def test_member_of_the_organisation_changes_only_the_draft(
    action: Any, what: dict[str, Any], series: Event, people: Any
) -> None:
    action(event=series, user=people.member, **what)
    row = Event.objects.get(pk=series.pk)
    assert (dates(row), row.has_unpublished_changes) == (ALL_FOUR, True)
    assert not Event.objects.exclude(pk=series.pk).filter(live=True).exists()


@pytest.mark.parametrize(
    ("action", "what"),
    [pair for pair in EVERY_ACTION if pair[0] not in (restore_date, undo_series)],
)
def test_history_tells_who_did_what(
    action: Any, what: dict[str, Any], series: Event, people: Any
) -> None:
    action(event=series, user=people.manager_a, **what)
    entry = ModelLogEntry.objects.filter(object_id=str(series.pk), action__startswith="events.")
    assert entry.get().user == people.manager_a
    assert entry.get().revision == Event.objects.get(pk=series.pk).latest_revision
