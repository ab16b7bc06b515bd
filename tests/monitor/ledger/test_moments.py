"""What a process keeps of the ledger is what the ledger says, however it came to know."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.ledger import going_back, moments
from monitor.ledger.bitmaps import COLUMNS, Places, moment_of
from monitor.ledger.counted import Counted
from monitor.ledger.going_back import as_it_was
from monitor.ledger.moments import Ledger
from monitor.ledger.recording import record
from monitor.models import Entry, LedgerState

pytestmark = pytest.mark.django_db

FIRST = date(2026, 6, 1)
KEYS = [(kind, key) for kind in ("offer", "practice") for key in (1, 2, 3)]
STATES = st.none() | st.builds(
    Counted,
    national=st.booleans(),
    facets=st.fixed_dictionaries(
        {}, optional={"form": st.just(["course"]), "path": st.sampled_from([["a"], ["a", "b"]])}
    ),
)
WRITES = st.tuples(st.integers(0, 2), st.dictionaries(st.sampled_from(KEYS), STATES))


def said(moment) -> dict:
    """What a moment says of each item."""
    values = [(facet, value) for facet, of_facet in moment.values.items() for value in of_facet]
    return {
        item: {
            "national": item in moment.items(moment.national),
            "facets": {
                (facet, value)
                for facet, value in values
                if item in moment.items(moment.of(facet, value))
            },
        }
        for item in moment.items(moment.everything)
    }


def meant(states) -> dict:
    return {
        item: {
            "national": state.national,
            "facets": {(facet, value) for facet, its in state.facets.items() for value in its},
        }
        for item, state in states.items()
        if state is not None
    }


def read_whole(day):
    """What counted on a day, from every row of that day."""
    return moment_of(Entry.objects.on(day).values_list(*COLUMNS), Places(), None)


@given(st.lists(WRITES, max_size=8), st.integers(0, 7))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_moment_is_what_was_written_up_to_then(monkeypatch, writes, overtaken):
    day, states, of_day, before = FIRST, {}, {}, ()
    following = Ledger()
    with transaction.atomic():
        for number, (wait, changed) in enumerate(writes):
            of_day |= {day + timedelta(days=over): meant(states) for over in range(wait)}
            day += timedelta(days=wait)
            monkeypatch.setattr(moments.timezone, "localdate", lambda today=day: today)
            record(changed, day)
            states.update(changed)
            of_day[day] = meant(states)
            assert said(following.moment()) == meant(states)
            assert said(Ledger().moment()) == meant(states)
            if number == overtaken:
                before = following._now, following._standing.copy(), following._version
        for past, expected in of_day.items():
            assert said(read_whole(past)) == expected
            assert said(following.moment(past)) == expected
            assert said(Ledger().moment(past)) == expected
            # Also when others went on writing since it was known what counts now.
            assert not before or said(as_it_was(past, *before)) == expected
        transaction.set_rollback(True)


COURSE = Counted(facets={"form": ["course"]})


def test_nothing_new_costs_one_query(django_assert_num_queries):
    ledger = Ledger()
    record({("offer", 1): COURSE})
    ledger.moment()
    with django_assert_num_queries(1):
        ledger.moment()


def test_of_a_change_only_newer_rows_are_read(django_assert_num_queries, monkeypatch):
    ledger = Ledger()
    record({("offer", key): COURSE for key in range(1, 50)})
    ledger.moment()
    monkeypatch.setattr(ledger, "_read_everything", pytest.fail)
    record({("offer", 7): None})
    with django_assert_num_queries(3):
        assert ledger.moment().everything.bit_count() == 48


def test_another_database_with_as_many_writes_is_read_anew():
    ledger = Ledger()
    with transaction.atomic():
        record({("offer", 1): COURSE})
        assert ledger.moment().items(ledger.moment().everything) == [("offer", 1)]
        transaction.set_rollback(True)
    assert ledger.moment().everything == 0
    record({("offer", 2): COURSE})
    assert LedgerState.now().version == 1
    assert ledger.moment().items(ledger.moment().everything) == [("offer", 2)]


def test_a_process_that_missed_very_much_reads_everything(monkeypatch):
    monkeypatch.setattr(moments, "MOST_CHANGES", 2)
    ledger = Ledger()
    record({("offer", 1): COURSE})
    ledger.moment()
    record({("offer", key): COURSE for key in range(2, 9)})
    assert ledger.moment().everything.bit_count() == 8


def test_a_moment_that_somebody_reads_does_not_change_under_their_hands():
    ledger = Ledger()
    record({("offer", 1): COURSE})
    kept = ledger.moment()
    record({("offer", 1): None, ("offer", 2): COURSE})
    ledger.moment()
    assert kept.items(kept.of("form", "course")) == [("offer", 1)]
    assert kept.items(kept.bitmap("offer", [1, 2])) == [("offer", 1)]


def test_no_more_than_a_few_past_days_are_kept():
    ledger = Ledger()
    record({("offer", 1): COURSE}, FIRST)
    for days in range(moments.DAYS_KEPT + 3):
        ledger.moment(FIRST + timedelta(days=days))
    assert len(ledger._days) == moments.DAYS_KEPT


def test_who_asks_what_counts_now_does_not_wait_for_a_past_day(monkeypatch):
    ledger, read, free = Ledger(), moments.as_it_was, []
    record({("offer", 1): COURSE}, FIRST)
    ledger.moment()

    def reading(*asked):
        free.append(ledger._lock.acquire(blocking=False))
        ledger._lock.release()
        return read(*asked)

    monkeypatch.setattr(moments, "as_it_was", reading)
    ledger.moment(FIRST)
    assert free == [True]


def test_of_a_past_day_only_what_changed_since_is_read(django_assert_num_queries, monkeypatch):
    ledger, read = Ledger(), []
    monkeypatch.setattr(
        going_back, "moment_of", lambda rows, *rest: moment_of(noted(rows, read), *rest)
    )
    record({("offer", key): COURSE for key in range(1, 50)}, FIRST)
    record({("offer", 1): None, ("offer", 50): COURSE}, FIRST + timedelta(days=1))
    ledger.moment()
    with django_assert_num_queries(2):
        then = ledger.moment(FIRST)
    assert [row[2] for row in read] == [1]
    assert then.items(then.everything) == [("offer", key) for key in range(1, 50)]


def noted(rows, into):
    for row in rows:
        into.append(row)
        yield row


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL decides by how much a table holds"
)
def test_what_changed_since_a_day_is_found_by_indexes():
    plan = Entry.objects.gone_since(FIRST, 1).explain()
    assert "entry_ended" in plan
    assert "monitor_entry_version" in plan


def test_moments_share_what_is_the_same_in_both():
    ledger = Ledger()
    record({("offer", key): COURSE for key in range(1, 50)}, FIRST)
    record({("offer", 50): Counted(facets={"form": ["visit"]})}, FIRST + timedelta(days=1))
    now, then = ledger.moment(), ledger.moment(FIRST)
    assert now.of("form", "course") is then.of("form", "course")


def test_a_day_that_changed_while_it_was_read_is_not_kept(monkeypatch):
    ledger, read = Ledger(), moments.as_it_was
    record({("offer", 1): COURSE}, FIRST)
    ledger.moment()

    def reading(*asked):
        ledger.forget()
        return read(*asked)

    monkeypatch.setattr(moments, "as_it_was", reading)
    assert ledger.moment(FIRST).everything.bit_count() == 1
    assert not ledger._days


def test_a_day_before_the_first_is_answered_without_reading(django_assert_num_queries):
    ledger = Ledger()
    record({("offer", 1): COURSE}, FIRST)
    ledger.moment()
    with django_assert_num_queries(1):
        before = ledger.moment(FIRST - timedelta(days=1))
    assert (before.everything, before.first_day) == (0, FIRST)
