"""Dates: the usual stretches, and the panel on the page."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from search.date_windows import windows
from tests.search.conftest import make_document


def spans(today: date) -> list[tuple[date, date]]:
    return [(window.first, window.last) for window in windows(today)]


def test_week_begins_on_monday_and_runs_over_the_end_of_the_year():
    assert spans(date(2027, 1, 1))[0] == (date(2026, 12, 28), date(2027, 1, 3))
    assert spans(date(2026, 12, 28))[0] == (date(2026, 12, 28), date(2027, 1, 3))
    assert spans(date(2027, 1, 3))[0] == (date(2026, 12, 28), date(2027, 1, 3))


def test_month_and_three_months_end_where_the_calendar_says():
    assert spans(date(2028, 2, 10))[1] == (date(2028, 2, 1), date(2028, 2, 29))
    assert spans(date(2026, 11, 30))[2] == (date(2026, 11, 30), date(2027, 2, 28))
    assert spans(date(2026, 12, 31))[1:] == [
        (date(2026, 12, 1), date(2026, 12, 31)),
        (date(2026, 12, 31), date(2027, 3, 31)),
    ]


@pytest.fixture
def news(index, db):
    """One article of 2 November 2026, and an offer, which has no date."""
    index.index(
        [
            make_document(1, "Bericht", kind="article", dates=(date(2026, 11, 2),)),
            make_document(2, "Cursus"),
        ]
    )
    return index


def panel_of(client, querystring=""):
    return client.get(f"{reverse('search:search')}?{querystring}").context["dates"]


def test_panel_shows_where_something_found_has_a_date(client, news):
    assert panel_of(client).collapsed
    assert not panel_of(client, "kind=article").collapsed
    assert panel_of(client, "kind=offer") is None
    assert panel_of(client, "q=cursus") is None
    assert client.get(reverse("initiatives:offer_list")).context["dates"] is None


def test_panel_stays_open_while_dates_are_in_use(client, news):
    for querystring in ("from=2026-11-01", "to=2030-01-01&kind=offer", "from=morgen&kind=offer"):
        assert not panel_of(client, querystring).collapsed


def test_dates_narrow_the_result_however_they_are_written(client, news):
    search = reverse("search:search")
    response = client.get(f"{search}?from=1-11-2026&to=30+november+2026")
    assert [card["title"] for card in response.context["cards"]] == ["Bericht"]
    assert response.context["canonical_path"] == f"{search}?from=2026-11-01&to=2026-11-30"
    assert [field.value for field in response.context["dates"].fields] == [
        "1-11-2026",
        "30-11-2026",
    ]
    (chip,) = response.context["chips"]
    assert chip["remove_url"] == search
    assert chip["label"].startswith("1 november 2026")
    assert chip["label"].endswith("30 november 2026")
    assert client.get(f"{search}?from=3-11-2026").context["total"] == 0


def test_wrong_date_is_said_beside_its_field_and_stays_typed(client, news):
    response = client.get(reverse("search:search") + "?from=31-11-2026&to=1-12-2026")
    first, last = response.context["dates"].fields
    assert (first.value, bool(first.error)) == ("31-11-2026", True)
    assert (last.value, last.error) == ("1-12-2026", "")
    page = response.content.decode()
    assert 'aria-describedby="date-from-error dates-hint" aria-invalid="true"' in page
    assert "data-has-error" in page


def test_dates_the_wrong_way_round_stay_typed(client, news):
    fields = panel_of(client, "from=2026-12-31&to=2026-01-01").fields
    assert [field.value for field in fields] == ["2026-12-31", "2026-01-01"]
    assert [bool(field.error) for field in fields] == [False, True]


def test_shortcuts_lead_to_their_days_and_say_which_is_chosen(client, news):
    first = panel_of(client, "kind=article&page=1").shortcuts[0]
    (week, *_others) = windows(timezone.localdate())
    query = f"kind=article&from={week.first}&to={week.last}"
    assert first.url == f"{reverse('search:search')}?{query}"
    assert not first.current
    assert panel_of(client, query).shortcuts[0].current
