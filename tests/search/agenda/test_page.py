"""What every view of the agenda keeps: the filters, the language, the address, and standing up."""

import csv
import json
import re
from io import StringIO

import pytest
from django.urls import reverse
from django.utils.translation import override

from search.agenda.matching_dates import MatchingDates
from search.agenda.parameters import VIEWS
from search.engines import EngineUnavailableError, get_engine
from tests.factories import ProvinceFactory

every_view = pytest.mark.parametrize("view", VIEWS)
EXTREMES = (
    "on=0000-00-00",
    "on=9999-12-31",
    "on=0001-01-01",
    "from=9999-12-31",
    "to=0001-01-01",
    "from=2027-03-01&to=2027-02-01",
    "from=0001-01-01&to=9999-12-31",
    "page=999999999",
    "page=-1",
    "q=%00%FF&on=%00",
    "q=" + "x" * 5000,
    "view=list&view=month",
    "province=NL-XX&on[]=1",
    "on=2027-02-30&view=%F0%9F%98%80",
    "national=0&format=pdf",
)


@pytest.fixture(autouse=True)
def with_an_index(index):
    pass


@pytest.fixture
def planned(plan, indexed):
    flevoland = ProvinceFactory(code="NL-FL", label="Flevoland", label_en="")
    plan("Open dag", "2027-02-04 10:00", title_en="Open day", provinces=[flevoland])
    plan("Lezing", "2027-02-05 10:00")
    plan("Geweest", "2027-01-11 10:00")
    indexed()


@every_view
@pytest.mark.parametrize("querystring", EXTREMES)
def test_no_address_makes_it_fail(view, querystring, planned, client):
    address = f"{reverse('events:event_list')}?view={view}&{querystring}"
    assert client.get(address).status_code in {200, 404}


@every_view
def test_links_keep_the_filters(view, planned, agenda):
    context = agenda(f"view={view}&province=NL-FL&q=dag")
    links = [each["url"] for each in context["views"]]
    links += [step.url for step in (context["before"], context["after"]) if step]
    links += [url for _language, url in context["alternate_urls"]]
    for url in links:
        assert "province=NL-FL" in url
        assert "q=dag" in url
    kept = dict(context["hidden_fields"])
    assert kept.get("view", "list") == view


@every_view
def test_both_languages(view, planned, client):
    with override("en"):
        response = client.get(f"{reverse('events:event_list')}?view={view}")
    html = response.content.decode()
    assert '<html lang="en">' in html
    if view == "map":
        assert "Flevoland" in html
        return
    assert "Open day" in html
    assert re.search(r'lang="nl"[^>]*>Lezing<', html)
    own = dict(response.context["alternate_urls"])
    expected = "" if view == "list" else f"?view={view}"
    assert own["en"].endswith(f"/calendar/{expected}")


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "print"])
def test_htmx_gets_the_part_that_changes_and_the_address(view, planned, client):
    address = reverse("events:event_list")
    response = client.get(
        f"{address}?on=&view={view}&province=NL-FL&from=", headers={"HX-Request": "true"}
    )
    html = response.content.decode()
    assert "<html" not in html
    assert html.lstrip().startswith("<title>")
    assert 'id="search-changing"' in html
    assert re.search(r'id="results-count" data-announce>', html)
    expected = f"{address}?province=NL-FL" + ("" if view == "list" else f"&view={view}")
    assert response["HX-Push-Url"] == expected


@every_view
def test_without_the_engine_every_date_is_shown_with_a_notice(view, planned, agenda, settings):
    settings.SEARCH_URL = "embedded:///nowhere/at/all"
    context = agenda(f"view={view}&province=NL-ZZ&q=nietbestaand")
    assert context["degraded"]
    assert context["count"] == ""
    assert context["facets"] == []
    titles = [entry.title for group in context.get("groups", []) for entry in group.entries]
    if view in {"list", "print"}:
        assert titles == ["Open dag", "Lezing"]


def test_engine_that_goes_away_between_two_questions_is_away(planned, agenda, monkeypatch):
    def away(self, query, limit):
        raise EngineUnavailableError("gone")

    monkeypatch.setattr(type(get_engine()), "keys", away)
    context = agenda("province=NL-FL")
    assert context["degraded"]
    assert len(context["groups"]) == 2


def test_without_filters_the_table_alone_is_asked(planned, agenda, monkeypatch):
    def refused(self):
        raise AssertionError("the engine was asked for keys")

    monkeypatch.setattr(MatchingDates, "_all_keys", property(refused))
    assert len(agenda("from=2027-02-01&to=2027-02-28")["groups"]) == 2


def test_files_have_the_days_of_the_page(planned, client):
    address = reverse("events:event_list")

    def found(querystring: str) -> list[str]:
        response = client.get(f"{address}?{querystring}&format=json")
        return [result["title"] for result in json.loads(response.content)["results"]]

    assert found("") == ["Open dag", "Lezing"]
    assert found("view=month&on=2027-01-01") == ["Geweest"]
    assert found("from=2020-01-01&q=geweest") == ["Geweest"]
    rows = client.get(f"{address}?view=week&format=csv").getvalue().decode("utf-8-sig")
    assert len(list(csv.reader(StringIO(rows), delimiter=";"))) == 3


def test_links_to_files_say_their_days_and_the_feed_follows_the_filters(planned, agenda):
    downloads = agenda("view=month&province=NL-FL")["downloads"]
    assert "from=2027-02-01&to=2027-02-28" in downloads["files"][0]["url"]
    assert downloads["feed_url"].endswith("?province=NL-FL&format=atom")


def test_feed_tells_what_is_over_too(planned, client):
    response = client.get(reverse("events:event_list") + "?format=atom")
    assert "Geweest" in response.content.decode()


@pytest.mark.parametrize(
    ("querystring", "is_left_out"),
    [
        ("", False),
        ("view=month", False),
        ("view=month&on=2027-06-01", False),
        ("province=NL-FL", False),
        ("on=2027-06-01", True),
        ("view=month&on=2028-08-01", True),
        ("view=week", True),
        ("view=print", True),
        ("q=dag", True),
        ("from=2027-02-01", True),
    ],
)
def test_search_engines_are_kept_from_endless_pages(querystring, is_left_out, planned, client):
    html = client.get(f"{reverse('events:event_list')}?{querystring}").content.decode()
    assert ('<meta name="robots" content="noindex">' in html) == is_left_out


def test_neighbouring_periods_are_named_in_the_head(planned, client):
    html = client.get(reverse("events:event_list") + "?view=month").content.decode()
    head = html[: html.index("</head>")]
    assert re.search(r'<link rel="prev" href="http://testserver/[^"]*on=2027-01-01">', head)
    assert re.search(r'<link rel="next" href="http://testserver/[^"]*on=2027-03-01">', head)


def test_title_says_the_period_and_the_filters(planned, agenda):
    assert agenda("view=month&province=NL-FL")["page_title"].startswith("Flevoland – Februari 2027")


def test_month_to_jump_to_is_the_one_that_is_shown(planned, agenda):
    def selected(querystring: str) -> list[tuple[str, str]]:
        months = [month for year in agenda(querystring)["months"] for month in year["months"]]
        return [(month["label"], month["value"]) for month in months if month["selected"]]

    assert selected("") == [("februari 2027", "")]
    assert selected("on=2027-05-12") == [("mei 2027", "2027-05-12")]
    assert selected("view=week&on=2027-05-12") == [("mei 2027", "2027-05-12")]
    assert selected("from=9999-01-01") == [("december 2028", "")]
