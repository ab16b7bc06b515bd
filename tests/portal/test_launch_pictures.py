"""Pictures of pages: a file per language becomes an image, once, with its meaning in words."""

from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from PIL import Image as Pillow
from wagtail.images import get_image_model

from portal.models import HelpPage
from tests.portal.launch_folder import LaunchFolder

pytestmark = pytest.mark.django_db

Image = get_image_model()
OF_THE_PROJECT = settings.BASE_DIR / "portal" / "launch_content" / "images"
BLOCK = """
    - image:
        file: step.png
        alt: {nl: De eerste stap, en: The first step}
        caption: {nl: Zo begint u., en: This is how you begin.}
    - heading: {nl: Stap voor stap, en: Step by step}"""
LANGUAGES = ("nl", "en")


def picture(colour: str, file_format: str = "PNG") -> bytes:
    content = BytesIO()
    Pillow.new("RGB", (40, 20), colour).save(content, file_format)
    return content.getvalue()


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def folder(tmp_path: Path) -> LaunchFolder:
    """The small folder, with a picture in its help page."""
    path = tmp_path / "content"
    path.mkdir()
    folder = LaunchFolder(path)
    folder.replace("pages.yaml", "\n    - heading: {nl: Stap voor stap, en: Step by step}", BLOCK)
    for language, colour in zip(LANGUAGES, ("red", "blue"), strict=True):
        (path / "images" / language).mkdir(parents=True)
        (path / "images" / language / "step.png").write_bytes(picture(colour))
    return folder


def load(folder: LaunchFolder, **options) -> str:
    out = StringIO()
    call_command("load_launch_content", path=folder.path, stdout=out, **options)
    return out.getvalue()


def counts(output: str) -> list[int]:
    """Of the pictures: new, changed, unchanged, kept."""
    line = [line for line in output.splitlines() if line.strip().startswith("pictures ")][-1]
    return [int(number) for number in line.split()[1:]]


def shown(body) -> list:
    return [block.value for block in body if block.block_type == "image"]


def originals(media: Path) -> list[str]:
    return sorted(file.name for file in media.rglob("*") if file.is_file())


def test_each_language_shows_its_own_file_with_its_own_words(folder):
    assert counts(load(folder)) == [2, 0, 0, 0]
    page = HelpPage.objects.get()
    [dutch], [english] = shown(page.body), shown(page.body_en)
    assert (dutch["alt_text"], english["alt_text"]) == ("De eerste stap", "The first step")
    assert (dutch["caption"], english["caption"]) == ("Zo begint u.", "This is how you begin.")
    assert [dutch["image"].title, english["image"].title] == ["nl/step.png", "en/step.png"]
    assert dutch["image"].description == "De eerste stap"
    with dutch["image"].open_file() as file:
        assert Pillow.open(file).convert("RGB").getpixel((0, 0)) == (255, 0, 0)


def test_page_shows_it_with_its_size_and_only_when_the_reader_comes_near(folder, client):
    load(folder)
    html = client.get(HelpPage.objects.get().url).content.decode()
    start = html.index("<figure>")
    figure = html[start : html.index("</figure>", start)]
    for part in ('width="40"', 'height="20"', 'loading="lazy"', 'alt="De eerste stap"', ".webp"):
        assert part in figure


def test_loading_again_changes_nothing(folder, media):
    load(folder)
    files = originals(media)
    output = load(folder)
    assert counts(output) == [0, 0, 2, 0]
    assert "pages                      0         0" in output
    assert originals(media) == files


def test_changed_file_takes_the_place_of_the_old_one(
    folder, media, django_capture_on_commit_callbacks
):
    load(folder)
    image = Image.objects.get(title="nl/step.png")
    image.get_rendition("width-20")
    (folder.path / "images" / "nl" / "step.png").write_bytes(picture("green"))
    with django_capture_on_commit_callbacks(execute=True):
        assert counts(load(folder)) == [0, 1, 1, 0]
    changed = Image.objects.get(title="nl/step.png")
    assert changed.pk == image.pk
    with changed.open_file() as file:
        assert Pillow.open(file).convert("RGB").getpixel((0, 0)) == (0, 128, 0)
    assert not changed.renditions.exists()
    assert len(originals(media)) == 2


def test_curators_own_file_stays(folder):
    load(folder)
    image = Image.objects.get(title="nl/step.png")
    image.file = ContentFile(picture("yellow"), name="own.png")
    image._set_image_file_metadata()
    image.save()
    (folder.path / "images" / "nl" / "step.png").write_bytes(picture("green"))
    assert counts(load(folder)) == [0, 0, 1, 1]
    assert "own" in Image.objects.get(pk=image.pk).file.name


def test_image_that_a_curator_deleted_is_left_out(folder):
    load(folder)
    Image.objects.get(title="nl/step.png").delete()
    output = load(folder)
    assert "picture:nl/step.png was deleted here" in output
    page = HelpPage.objects.get()
    assert not shown(page.body)
    assert shown(page.body_en)


def test_dry_run_leaves_no_file(folder, media):
    load(folder, dry_run=True)
    assert not Image.objects.exists()
    assert originals(media) == []


# --- faults ---------------------------------------------------------------------------------------


def faults_of(folder: LaunchFolder) -> str:
    err = StringIO()
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_launch_content", path=folder.path, stdout=StringIO(), stderr=err)
    assert not Image.objects.exists()
    return err.getvalue()


def test_missing_file_is_named_per_language(folder):
    (folder.path / "images" / "en" / "step.png").unlink()
    faults = faults_of(folder)
    assert "field 'body[1].image.file'" in faults
    assert "images/en/step.png is not there" in faults
    assert "images/nl" not in faults


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture("red")[:-20],
        picture("red", "GIF"),
    ],
    ids=["drawing", "damaged", "another format"],
)
def test_what_is_no_picture_is_refused_whatever_its_name(folder, content):
    (folder.path / "images" / "nl" / "step.png").write_bytes(content)
    assert "images/nl/step.png is no picture in one of the formats PNG" in faults_of(folder)


def test_too_big_a_file_is_refused(folder, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10
    assert "images/nl/step.png is larger than" in faults_of(folder)


def test_too_many_pixels_are_refused(folder, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 799
    assert "has too many pixels (40 by 20)" in faults_of(folder)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("alt: {nl: De eerste stap, en: The first step}", "", "image.alt'"),
        ("en: The first step", "en: ''", "image.alt.en'"),
        ("The first step", "x" * 201, "has 201 characters; at most 200"),
        ("file: step.png", "file: ../nl/step.png", "must have a file, by its name"),
        ("caption:", "credit:", "is no part of an image"),
    ],
)
def test_parts_that_are_missing_or_wrong_are_named(folder, old, new, fault):
    folder.replace("pages.yaml", old, new)
    assert fault in faults_of(folder)


# --- the pictures of the project ------------------------------------------------------------------


def test_pictures_that_ship_are_small_and_exist_in_both_languages():
    names = {
        language: {file.name for file in (OF_THE_PROJECT / language).glob("*")}
        for language in LANGUAGES
    }
    assert names["nl"] == names["en"]
    for file in OF_THE_PROJECT.rglob("*.png"):
        assert file.stat().st_size < 60_000, file
        with Pillow.open(file) as opened:
            assert opened.mode == "P", file
            assert opened.width <= 780, file
