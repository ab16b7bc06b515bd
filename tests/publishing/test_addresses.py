import pytest
from django.urls import reverse, set_script_prefix
from django.utils import translation

from tests.factories import OfferFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_item_is_where_the_address_book_says(language):
    offer = OfferFactory(title="Omscholing tot tester", title_en="Retraining as a tester")
    with translation.override(language):
        slug = offer.localised_slug()
        expected = reverse("initiatives:offer_detail", kwargs={"pk": offer.pk, "slug": slug})
        assert offer.get_absolute_url() == expected
    assert offer.path_in(language) == expected


def test_a_site_below_another_address_keeps_its_prefix():
    offer = OfferFactory()
    usual = offer.path_in("nl")
    set_script_prefix("/portaal/")
    try:
        assert offer.path_in("nl") == f"/portaal{usual}"
    finally:
        set_script_prefix("/")
