"""What an address of the agenda asks for."""

from dataclasses import replace
from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.agenda import parameters
from search.agenda.navigation import steps
from search.agenda.parameters import VIEWS, AgendaQuery, read_agenda
from search.agenda.period import Period
from search.labels import Vocabulary
from search.querystring import parse
from tests.search.agenda.conftest import TODAY
from tests.search.conftest import AnyValue

KNOWN = Period(date(2022, 1, 1), date(2028, 12, 31))


@pytest.fixture(autouse=True)
def known_terms(monkeypatch):
    """Every value of a facet exists."""

    def read(data, kind):
        return parse(data, AnyValue(), language="nl", kind=kind), Vocabulary({})

    monkeypatch.setattr(parameters, "read", read)


@pytest.fixture
def asked(clock):
    clock("2027-02-03 12:00:00")
    return lambda querystring: read_agenda(QueryDict(querystring), KNOWN)


def test_plain_address_is_the_list_from_today(asked):
    query = asked("").query
    assert (query.view, query.on, query.start) == ("list", None, TODAY)
    assert query.days == (TODAY, None)
    assert query.canonical_querystring() == ""


def test_view_and_day_stay_with_every_change_of_the_filters(asked):
    query = asked("view=month&on=2027-04-05&province=NL-FL&q=ict").query
    for changed in (
        query.with_value("province", "NL-ZE"),
        query.without_facet("province"),
        query.without_filters(),
        query.without_text(),
        query.with_national(False),
        query.with_page(2),
    ):
        querystring = changed.canonical_querystring()
        assert "view=month&on=2027-04-05" in querystring
        assert asked(querystring).query == changed


@pytest.mark.parametrize(
    ("querystring", "days"),
    [
        ("view=month", (date(2027, 2, 1), date(2027, 2, 28))),
        ("view=month&on=2028-02-29", (date(2028, 2, 1), date(2028, 2, 29))),
        ("view=week", (date(2027, 2, 1), date(2027, 2, 7))),
        ("view=week&on=2027-01-01", (date(2026, 12, 28), date(2027, 1, 3))),
        ("view=map", (TODAY, None)),
        ("view=print", (TODAY, date(2027, 3, 2))),
        ("on=2026-05-01", (date(2026, 5, 1), None)),
        ("on=1+mei+2026", (date(2026, 5, 1), None)),
        # Chosen dates narrow the period, and say where it begins.
        ("from=2026-05-01", (date(2026, 5, 1), None)),
        ("from=2026-05-01&to=2026-05-31&view=month", (date(2026, 5, 1), date(2026, 5, 31))),
        ("from=2027-02-10&view=month", (date(2027, 2, 10), date(2027, 2, 28))),
        ("to=2027-02-20", (TODAY, date(2027, 2, 20))),
        ("to=2027-02-20&view=print", (TODAY, date(2027, 2, 20))),
        ("from=2027-03-01&view=print", (date(2027, 3, 1), date(2027, 3, 28))),
        # All that is asked for is over: the list begins with the first.
        ("to=2026-12-31", (None, date(2026, 12, 31))),
        # A period outside of the chosen dates gives way.
        ("on=2027-06-01&to=2027-03-01", (TODAY, date(2027, 3, 1))),
    ],
)
def test_days_that_a_page_shows(querystring, days, asked):
    assert asked(querystring).query.days == days


@pytest.mark.parametrize(
    ("querystring", "canonical"),
    [
        ("view=year", ""),
        ("view=month&on=31-02-2027", "view=month"),
        ("on=tomorrow", ""),
        ("on=%00", ""),
        ("on=" + "9" * 5000, ""),
        ("on=0001-01-01", "on=2022-01-01"),
        ("view=week&on=9999-12-31", "view=week&on=2028-12-31"),
    ],
)
def test_what_makes_no_sense_is_left_out_with_a_notice(querystring, canonical, asked):
    found = asked(querystring)
    assert len(found.parsed.notices) == 1
    assert found.query.canonical_querystring() == canonical
    assert found.parsed.query == found.query


def test_dates_far_away_are_no_trap(asked):
    for view in VIEWS:
        for querystring in ("from=9999-12-31", "to=0001-01-01", "from=0001-01-01&to=9999-12-31"):
            query = asked(f"view={view}&{querystring}").query
            assert KNOWN.holds(query.day)
            assert KNOWN.holds(query.shown_day)
            steps(query)


@given(
    view=st.sampled_from(["month", "week", "print"]),
    on=st.dates(KNOWN.first, KNOWN.last),
    today=st.dates(KNOWN.first, KNOWN.last),
)
def test_periods_follow_each_other_without_gap(view, on, today):
    query = AgendaQuery(view=view, on=on, today=today, known=KNOWN)
    before, after = steps(query)
    if after:
        assert (after.period.first - query.period.last).days == 1
        assert steps(after)[0].period.last == query.period.last
    else:
        assert query.period.last >= KNOWN.last
    if before:
        # The first four weeks to print begin with the first day, whatever comes after them.
        overlaps = view == "print" and before.period.first == KNOWN.first
        assert (query.period.first - before.period.last).days == 1 or overlaps
    else:
        assert query.period.first <= KNOWN.first


def test_period_of_today_has_an_address_without_a_day(asked):
    month = asked("view=month&on=2027-03-01").query
    assert steps(month)[0].canonical_querystring() == "view=month"


def test_file_has_the_days_of_the_page_as_dates(asked):
    search = asked("view=month&on=2027-04-05&province=NL-FL").query.as_search()
    assert search.canonical_querystring() == (
        "province=NL-FL&from=2027-04-01&to=2027-04-30&sort=date"
    )
    assert not isinstance(search, AgendaQuery)


def test_order_and_number_of_results_are_not_of_a_calendar(asked):
    assert asked("sort=title&per_page=5").query.canonical_querystring() == ""


def test_question_about_other_days_is_asked_whatever_was_chosen(asked):
    query = asked("from=2027-03-01").query
    assert query.about(Period(TODAY, TODAY)).days == (TODAY, TODAY)
    assert replace(query, national=False).needs_engine
    assert not query.needs_engine
