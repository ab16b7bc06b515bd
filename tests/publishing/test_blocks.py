import pytest
from django.core.exceptions import ValidationError

from portal.blocks import WayInBlock
from publishing.blocks import CallToActionBlock, CaptionedImageBlock


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "ftp://example.org",
        "aanbod/",
    ],
)
def test_a_button_leads_only_to_this_site_or_a_web_address(address: str):
    with pytest.raises(ValidationError) as refused:
        CallToActionBlock().clean({"label": "Klik", "page": None, "address": address})
    assert "address" in refused.value.block_errors


@pytest.mark.parametrize("address", ["/aanbod/?province=NL-FL", "https://hcaict.nl/"])
def test_a_button_takes_a_good_address(address: str):
    block = CallToActionBlock()
    cleaned = block.clean(block.to_python({"label": "Klik", "page": None, "address": address}))
    assert cleaned.href == address


def test_a_button_without_an_address_is_refused():
    with pytest.raises(ValidationError):
        CallToActionBlock().clean({"label": "Klik", "page": None, "address": ""})


def test_a_way_in_stays_on_this_site():
    block = WayInBlock()
    value = block.to_python(
        {"label": "a", "description": "b", "address": "https://example.org", "address_en": ""}
    )
    with pytest.raises(ValidationError) as refused:
        block.clean(value)
    assert set(refused.value.block_errors) == {"address"}


@pytest.mark.django_db
def test_an_image_needs_words_or_the_word_that_it_decorates():
    from wagtail.images.models import Image
    from wagtail.images.tests.utils import get_test_image_file

    picture = Image.objects.create(title="x", file=get_test_image_file())
    block = CaptionedImageBlock()
    without_words = {"image": picture, "alt_text": "", "decorative": False, "caption": ""}
    with pytest.raises(ValidationError) as refused:
        block.clean(without_words)
    assert set(refused.value.block_errors) == {"alt_text"}
    assert block.clean(without_words | {"decorative": True})["decorative"] is True
    assert block.clean(without_words | {"alt_text": "Drie mensen"})["alt_text"] == "Drie mensen"
