"""Articles live in a room above search, and are found all the same."""

import pytest
from wagtail.models import Page, PageViewRestriction

from portal.models import ArticleIndexPage, ArticlePage, HomePage
from search.engines import get_engine
from search.query import SearchQuery

pytestmark = pytest.mark.django_db


def found(text: str = "", language: str = "nl") -> list[str]:
    hits = get_engine().search(SearchQuery(text=text, language=language)).hits
    return [hit.url for hit in hits if hit.document.kind == "article"]


@pytest.fixture
def article(index, committed) -> ArticlePage:
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Thuis", slug="thuis"))
    news = home.add_child(instance=ArticleIndexPage(title="Nieuws", slug="nieuws", slug_en="news"))
    page = ArticlePage(title="Vijf actielijnen", title_en="Five lines", slug="vijf", slug_en="five")
    with committed():
        return news.add_child(instance=page)


def test_a_live_article_is_found_in_both_languages(article: ArticlePage):
    assert found("actielijnen") == ["/nieuws/vijf/"]
    assert found("lines", "en") == ["/en/news/five/"]


def test_an_unpublished_article_is_not_found_any_more(article: ArticlePage, committed):
    with committed():
        Page.objects.get(pk=article.pk).unpublish()
    assert found() == []


def test_a_published_change_is_found(article: ArticlePage, committed):
    article.title = "Zes draden"
    with committed():
        article.save_revision().publish()
    assert found("draden") == ["/nieuws/vijf/"]


def test_a_deleted_article_is_not_found_any_more(article: ArticlePage, committed):
    with committed():
        Page.objects.get(pk=article.pk).delete()
    assert found() == []


def test_an_article_behind_a_restriction_is_not_found(article: ArticlePage, committed):
    with committed():
        restriction = PageViewRestriction.objects.create(
            page=article.get_parent(), restriction_type=PageViewRestriction.LOGIN
        )
    assert found() == []
    with committed():
        restriction.delete()
    assert found() == ["/nieuws/vijf/"]


def test_a_new_address_of_the_overview_is_that_of_its_articles(article: ArticlePage, committed):
    overview = article.get_parent().specific
    overview.slug = "berichten"
    with committed():
        overview.save_revision().publish()
    assert found() == ["/berichten/vijf/"]
