"""A picture is judged by what is in it and made anew."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from initiatives.models import Offer
from organisations.contributing import pictures
from tests.contributing.conftest import Contributor

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def _picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), **options: Any) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def _exif() -> Any:
    exif = Image.Exif()
    exif[0x010E] = "Thuis bij Robin"  # ImageDescription
    exif[0x0112] = 6  # lies on its side
    return exif


def _post(contributor: Contributor, content: bytes, name: str = "foto.jpg", **more: Any) -> Any:
    contributor.start()
    url = f"/en/contribute/offer/{Offer.objects.get().pk}/3/"
    upload = SimpleUploadedFile(name, content, content_type="image/jpeg")
    return contributor.post(url, picture=upload, image_alt="Een klas", **more)


def test_a_photo_loses_what_the_camera_added_and_stands_upright(contributor: Contributor):
    _post(contributor, _picture(exif=_exif()) + b"<script>")
    image = Offer.objects.get().image
    assert image.uploaded_by_user == contributor.user
    with image.file.open("rb") as file:
        content = file.read()
    assert b"Robin" not in content
    assert b"<script>" not in content
    with Image.open(BytesIO(content)) as kept:
        assert kept.size == (20, 40)
        assert not kept.getexif()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (SVG, "foto.jpg"),
        (SVG, "foto.svg"),
        (b"GIF89a" + b"\0" * 20, "foto.gif"),
        (b"%PDF-1.7", "foto.png"),
        (_picture("BMP"), "foto.jpg"),
        (_picture()[:200], "foto.jpg"),
    ],
)
def test_what_is_no_picture_is_refused_whatever_it_is_called(
    contributor: Contributor, content: bytes, name: str
):
    page = _post(contributor, content, name, how_to_apply="Mail ons.")
    assert "not a picture" in page.text
    offer = Offer.objects.get()
    assert offer.image is None
    assert offer.how_to_apply == "Mail ons."


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(
    contributor: Contributor, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 500)
    assert "too many pixels" in _post(contributor, _picture()).text


def test_a_file_of_more_than_eight_megabytes_is_refused(
    contributor: Contributor, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pictures, "MOST_BYTES", 100)
    assert "larger than 8 MB" in _post(contributor, _picture()).text


def test_a_picture_needs_words_for_who_cannot_see_it(contributor: Contributor):
    contributor.start()
    url = f"/en/contribute/offer/{Offer.objects.get().pk}/3/"
    upload = SimpleUploadedFile("foto.jpg", _picture(), content_type="image/jpeg")
    page = contributor.post(url, picture=upload)
    assert "image_alt" in page.context["form"].errors


def test_a_picture_is_taken_away_again(contributor: Contributor):
    _post(contributor, _picture())
    offer = Offer.objects.get()
    contributor.post(f"/en/contribute/offer/{offer.pk}/3/", remove_picture="on")
    assert Offer.objects.get().image is None
