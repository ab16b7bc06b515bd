import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from portal.models import HomePage
from tests.factories import (
    DevelopmentPathFactory,
    InitiativeFactory,
    OfferFactory,
    PracticeFactory,
    ProvinceFactory,
    TargetGroupFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home() -> HomePage:
    page = Page.get_first_root_node().add_child(
        instance=HomePage(
            title="Thuis",
            slug="thuis",
            promise="Vind wat er is",
            search_examples="omscholing, gastles",
            ways_in=[
                (
                    "way_in",
                    {"label": "Ik ben een mkb'er", "description": "Hulp", "address": "/aanbod/"},
                )
            ],
        )
    )
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=page, is_default_site=True)
    return page


def test_it_is_a_way_in_for_everybody(client: Client):
    ProvinceFactory(code="NL-FL", label="Flevoland")
    DevelopmentPathFactory(ref="ster-a", label="Leren op school")
    html = client.get("/").text
    assert "<h1" in html
    assert "Vind wat er is" in html
    assert 'href="/zoeken/?province=NL-FL"' in html
    assert 'href="/zoeken/?path=ster-a"' in html
    assert 'href="/zoeken/?q=gastles"' in html
    assert 'href="/aanbod/"' in html
    assert "Ik ben een mkb&#x27;er" in html


def test_the_newest_items_stand_on_it(client: Client):
    from django.utils import timezone

    OfferFactory(title="Vers aanbod", first_published_at=timezone.now())
    OfferFactory(title="Concept", live=False, first_published_at=timezone.now())
    html = client.get("/").text
    assert "Vers aanbod" in html
    assert "Concept" not in html


def test_its_queries_do_not_grow_with_the_catalogue(client: Client):
    def load(count: int) -> None:
        from django.utils import timezone

        for factory in (OfferFactory, InitiativeFactory, PracticeFactory):
            for _turn in range(count):
                factory(provinces=[ProvinceFactory()], first_published_at=timezone.now())

    # Three of each are shown, so that many are there before counting begins.
    load(3)
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    load(10)
    client.get("/")  # Reads the vocabulary, which has more provinces now.
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert len(many) == len(few)


def test_it_says_how_many_cells_of_the_coverage_map_are_empty(client: Client):
    ProvinceFactory.create_batch(3)
    TargetGroupFactory()
    response = client.get("/")
    assert response.context["coverage"]["url"] == "/dekking/"
    assert "In 3 van de 3 vakken" in response.text
    assert response.text.count("coverage-glimpse__square--empty") == 3
