import pytest
from django.test import Client

from tests.factories import OfferFactory

pytestmark = pytest.mark.django_db


def test_live_items_are_listed_in_both_languages(client: Client):
    offer = OfferFactory(title="Omscholing", title_en="Reskilling")
    draft = OfferFactory(title="Concept", live=False)
    dutch = client.get("/sitemap-offer-nl.xml").text
    english = client.get("/sitemap-offer-en.xml").text
    assert f"/aanbod/{offer.pk}-omscholing/</loc>" in dutch
    assert f"/en/offers/{offer.pk}-reskilling/</loc>" in english
    assert f"/{draft.pk}-" not in dutch + english


def test_the_index_names_every_part_on_the_sites_own_address(client: Client):
    OfferFactory()
    index = client.get("/sitemap.xml").text
    for kind in ("pages", "offer", "initiative", "practice", "organisation"):
        for language in ("nl", "en"):
            assert f"/sitemap-{kind}-{language}.xml</loc>" in index


def test_a_part_that_does_not_exist_is_not_found(client: Client):
    assert client.get("/sitemap-secrets.xml").status_code == 404


def test_the_number_of_queries_does_not_grow(client: Client, django_assert_num_queries):
    OfferFactory()
    with django_assert_num_queries(2):
        client.get("/sitemap-offer-nl.xml")
    OfferFactory.create_batch(29)
    with django_assert_num_queries(2):
        client.get("/sitemap-offer-nl.xml")


def test_the_coverage_map_and_the_network_are_listed_too(client: Client):
    assert "/dekking/</loc>" in client.get("/sitemap-overviews-nl.xml").text
    english = client.get("/sitemap-overviews-en.xml").text
    assert "/en/coverage/</loc>" in english
    assert "/en/network/</loc>" in english
