"""Addresses and texts of editorial pages, in two languages from one record."""

import pytest
from django.test import Client
from django.utils import translation
from wagtail.models import Page, Site

from portal.models import (
    ArticleIndexPage,
    ArticlePage,
    HelpIndexPage,
    HelpPage,
    HomePage,
    RegionIndexPage,
    RegionPage,
    StandardPage,
)
from tests.factories import RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    root = Page.get_first_root_node()
    page = root.add_child(instance=HomePage(title="Thuis", slug="thuis", promise="Vind wat er is"))
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=page, is_default_site=True)
    return page


@pytest.fixture
def help_page(home: HomePage) -> HelpPage:
    index = home.add_child(
        instance=HelpIndexPage(title="Hulp", slug="hulp", title_en="Help", slug_en="help")
    )
    page = HelpPage(title="Zoeken", slug="zoeken", title_en="Searching", slug_en="searching")
    return index.add_child(instance=page)


def test_a_page_has_an_address_in_each_language(help_page: HelpPage):
    assert help_page.path_in("nl") == "/hulp/zoeken/"
    assert help_page.path_in("en") == "/en/help/searching/"


def test_wagtail_gives_the_address_in_the_language_of_the_request(help_page: HelpPage):
    with translation.override("nl"):
        assert help_page.get_url() == "/hulp/zoeken/"
    with translation.override("en"):
        assert help_page.get_url() == "/en/help/searching/"


def test_each_address_answers_in_its_language(client: Client, help_page: HelpPage):
    dutch = client.get("/hulp/zoeken/")
    english = client.get("/en/help/searching/")
    assert '<html lang="nl"' in dutch.text
    assert "<h1>Zoeken</h1>" in dutch.text
    assert '<html lang="en"' in english.text
    assert "<h1>Searching</h1>" in english.text


@pytest.mark.parametrize("path", ["/en/hulp/zoeken/", "/help/searching/", "/en/help/zoeken/"])
def test_words_of_the_other_language_are_not_found(client: Client, help_page: HelpPage, path: str):
    assert client.get(path).status_code == 404


def test_each_page_names_its_counterpart(client: Client, help_page: HelpPage):
    html = client.get("/hulp/zoeken/").text
    assert 'hreflang="en" href="http://testserver/en/help/searching/"' in html
    assert 'rel="canonical" href="http://testserver/hulp/zoeken/"' in html


def test_a_page_without_english_is_shown_in_dutch_and_marked(client: Client, home: HomePage):
    home.add_child(instance=StandardPage(title="Over ons", slug="over", intro="Wie wij zijn."))
    html = client.get("/en/over/").text
    assert '<h1><span lang="nl">Over ons</span></h1>' in html


def test_an_english_slug_follows_from_the_english_title(home: HomePage):
    page = home.add_child(
        instance=StandardPage(title="Over ons", slug="over", title_en="About us here")
    )
    assert page.path_in("en") == "/en/about-us-here/"


def test_a_changed_english_slug_takes_the_pages_below_along(help_page: HelpPage):
    index = help_page.get_parent().specific
    index.slug_en = "support"
    index.save_revision().publish()
    help_page.refresh_from_db()
    assert help_page.path_in("en") == "/en/support/searching/"
    assert help_page.path_in("nl") == "/hulp/zoeken/"


def test_a_moved_page_answers_at_its_new_english_address(
    client: Client, home: HomePage, help_page: HelpPage
):
    other = home.add_child(
        instance=HelpIndexPage(title="Vragen", slug="vragen", slug_en="questions")
    )
    help_page.move(other, pos="last-child")
    help_page.refresh_from_db()
    assert help_page.path_in("en") == "/en/questions/searching/"
    assert client.get("/en/questions/searching/").status_code == 200
    assert client.get("/en/help/searching/").status_code == 404


def test_two_pages_cannot_have_one_english_address(help_page: HelpPage):
    from django.core.exceptions import ValidationError

    index = help_page.get_parent()
    with pytest.raises(ValidationError) as refused:
        index.specific.add_child(
            instance=HelpPage(title="Anders", slug="anders", slug_en="searching")
        )
    assert "slug_en" in refused.value.error_dict


def test_a_draft_page_is_not_found_in_either_language(client: Client, help_page: HelpPage):
    help_page.unpublish()
    assert client.get("/hulp/zoeken/").status_code == 404
    assert client.get("/en/help/searching/").status_code == 404


def test_articles_come_newest_first_and_in_pages(client: Client, home: HomePage):
    index = home.add_child(instance=ArticleIndexPage(title="Nieuws", slug="nieuws"))
    for day in range(1, 15):
        index.add_child(instance=ArticlePage(title=f"Dag {day}", date=f"2026-11-{day:02}"))
    first, second = client.get("/nieuws/"), client.get("/nieuws/?page=2")
    assert [card["title"] for card in first.context["articles"]][:2] == ["Dag 14", "Dag 13"]
    assert [card["title"] for card in second.context["articles"]] == ["Dag 2", "Dag 1"]


@pytest.mark.parametrize("page", ["abc", "0", "-1", "999", "1e9", "\x00", "9" * 400])
def test_a_wrong_page_number_shows_a_page_that_exists(client: Client, home: HomePage, page: str):
    index = home.add_child(instance=ArticleIndexPage(title="Nieuws", slug="nieuws"))
    index.add_child(instance=ArticlePage(title="Enige", date="2026-11-01"))
    response = client.get("/nieuws/", {"page": page})
    assert response.status_code == 200
    assert "Enige" in response.text


def test_an_empty_list_of_articles_says_so(client: Client, home: HomePage):
    home.add_child(instance=ArticleIndexPage(title="Nieuws", slug="nieuws", slug_en="news"))
    assert "Nothing has been written yet" in client.get("/en/news/").text


def test_region_pages_cost_a_fixed_number_of_queries(
    client: Client, home: HomePage, django_assert_num_queries
):
    index = home.add_child(instance=RegionIndexPage(title="Regio's", slug="regios"))

    def add_regions(count: int) -> None:
        for _turn in range(count):
            region = RegionFactory()
            index.add_child(instance=RegionPage(title=region.label, slug=region.ref, region=region))

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    add_regions(1)
    client.get("/regios/")
    with CaptureQueriesContext(connection) as one:
        client.get("/regios/")
    add_regions(29)
    with django_assert_num_queries(len(one)):
        assert len(client.get("/regios/").context["regions"]) == 30
