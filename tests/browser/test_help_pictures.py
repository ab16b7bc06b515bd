"""The pictures of the help pages: each page still has what its picture shows.

With UPDATE_PICTURES=1 the pictures are taken again; see docs/launch-content.md.
"""

import io
import json
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageDraw

from tests.browser.axe import findings
from tests.browser.help_states import ADDRESSES, ENGLISH_MANAGER
from tests.browser.pages import LANGUAGES, MANAGER, MEMBER
from tests.browser.prepared_site import ROOT, PreparedSite

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

IMAGES = ROOT / "portal" / "launch_content" / "images"
#: The headings, questions and buttons that can be read in each picture.
SHOWN = IMAGES / "shown.json"
UPDATE = os.environ.get("UPDATE_PICTURES") == "1"
AGAIN = "take the pictures again with UPDATE_PICTURES=1 and look at the help pages"
WIDTH = 780
COLOURS = 64
#: Of the window: the admin scrolls within it, and what is below it cannot be pictured.
HEIGHT = 1300
MARGIN = 16

#: Names of what a reader would look for, without what only screen readers get.
READ_NAMES = """([root, until]) => {
  const named = "h1, h2, label, legend, summary, button, a.button, th[scope=col], dt";
  const left_out = ".visually-hidden, .w-sr-only, .form-field__optional, svg, input, select";
  const name = (element) => {
    const copy = element.cloneNode(true);
    for (const hidden of copy.querySelectorAll(left_out))
      hidden.remove();
    return copy.textContent.replace(/\\s+/g, " ").trim();
  };
  const within = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.bottom + scrollY <= until;
  };
  return [...new Set([...document.querySelectorAll(root)].flatMap((one) =>
    [...one.querySelectorAll(named)].filter(within).map(name).filter(Boolean)))];
}"""


@dataclass(frozen=True)
class Picture:
    """A part of a page: from the top of `root` to the bottom of `until`."""

    name: str
    who: str = MEMBER
    root: str = "main"
    until: str = "main"
    #: Of the window, before it is brought back to the width of a picture.
    width: int = 960

    def person(self, language: str) -> str:
        return ENGLISH_MANAGER if self.who == MANAGER and language == "en" else self.who


def _admin(name: str, until: str) -> Picture:
    return Picture(name, who=MANAGER, root="#main", until=until, width=1000)


PICTURES = (
    Picture("contribute-kind", until="main .grid"),
    Picture("offer-first-step", until="#id_form"),
    Picture("offer-check", until="main .contribution"),
    Picture("find-organisation", until="#found li:last-child"),
    Picture("my-organisation", until="main section.section li:nth-child(3)"),
    Picture("bulk-rows", until=".bulk-rows"),
    _admin("manager-start", until="#waiting-section"),
    _admin("manager-review", until=".review__buttons"),
    _admin("possible-doubles", until=".doubles__pairs > li"),
    _admin("manager-merging", until=".merging__part:nth-of-type(2)"),
)
#: A page with several of them.
HELP_PAGES = {
    "nl": "/hulp/uw-informatie-op-de-site/",
    "en": "/en/help/reviewing-as-programme-manager/",
}
UPLOADED = (
    "titel;samenvatting;soort;provincie;doelgroepen;tot\n"
    "Kennismaken met data;Een dag over werken met gegevens.;Oriëntatie;Flevoland;;31-12-2027\n"
    "Netwerkbeheer in de avond;Twintig avonden les.;Opleiding;Flevoland;;31-13-2027\n"
    "Cursus websites bouwen voor beginners;In tien lessen bouwt u een website.;Opleiding;Flevoland;;\n"
)


@pytest.fixture(scope="module")
def password() -> str:
    return secrets.token_urlsafe(15)


@pytest.fixture(scope="module")
def addresses(site_to_change: PreparedSite, password: str) -> dict[str, dict[str, str]]:
    """The path of the page of every picture by language."""
    steps = f"from tests.browser.help_states import prepare; prepare({password!r})"
    site_to_change.manage("shell", "--no-imports", "-c", steps)
    text = (site_to_change.folder / ADDRESSES).read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = json.loads(text)
    return found


@pytest.fixture(scope="module")
def opened_page(
    browser: "Browser", site_to_change: PreparedSite, password: str
) -> "Iterator[Callable[[Picture, str], Page]]":
    """Opens a window for a picture, in which the person is logged in; one for each person."""
    contexts: dict[tuple[str, int], Any] = {}

    def page(picture: Picture, language: str) -> "Page":
        person = picture.person(language)
        if (person, picture.width) not in contexts:
            contexts[person, picture.width] = _logged_in(browser, site_to_change, person, picture)
        window: Page = contexts[person, picture.width].new_page()
        return window

    def _logged_in(browser: "Browser", site: PreparedSite, person: str, picture: Picture) -> Any:
        context = browser.new_context(
            base_url=site.url,
            viewport={"width": picture.width, "height": HEIGHT},
            device_scale_factor=WIDTH / picture.width,
            color_scheme="light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(30_000)
        page = context.new_page()
        page.goto("/account/login/")
        page.fill("input[name=login]", person)
        page.fill(
            "input[name=password]", password if person == ENGLISH_MANAGER else site.password(person)
        )
        page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "/login/" not in url)
        page.close()
        return context

    yield page
    for context in contexts.values():
        context.close()


@pytest.fixture(scope="module")
def shown() -> Iterator[dict[str, list[str]]]:
    """What the pictures show by their file; written when they are taken again."""
    names = json.loads(SHOWN.read_text(encoding="utf-8")) if SHOWN.exists() else {}
    yield names
    if UPDATE:
        text = json.dumps(dict(sorted(names.items())), ensure_ascii=False, indent=1)
        SHOWN.write_text(f"{text}\n", encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_page_still_has_what_its_picture_shows(
    picture: Picture,
    language: str,
    addresses: dict[str, dict[str, str]],
    opened_page: "Callable[[Picture, str], Page]",
    shown: dict[str, list[str]],
) -> None:
    page = opened_page(picture, language)
    page.goto(addresses[language][picture.name])
    if picture.name == "bulk-rows":
        _upload(page)
    page.evaluate("document.fonts.ready")
    assert page.locator("html").get_attribute("lang") == language
    file = f"{language}/{picture.name}.png"
    clip = _clip(page, picture)
    if UPDATE:
        _save(page.screenshot(clip=clip, full_page=True, animations="disabled"), IMAGES / file)
        shown[file] = _names(page, picture, clip)
    gone = [name for name in shown[file] if name not in _names(page, picture)]
    page.close()
    assert shown[file], f"{file} shows nothing that could be looked for: {AGAIN}"
    assert not gone, f"{file} shows {gone}, which the page no longer has: {AGAIN}"


def test_every_picture_of_the_help_pages_is_looked_after() -> None:
    for language in LANGUAGES:
        files = {file.stem for file in (IMAGES / language).glob("*")}
        assert files == {picture.name for picture in PICTURES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_page_shows_its_pictures_to_everybody_and_only_when_needed(
    language: str, new_page: Any, axe_script: str
) -> None:
    page = new_page(width=390, reduced_motion="reduce")
    page.goto(HELP_PAGES[language])
    pictures = page.locator("main figure img")
    assert pictures.count() > 1
    for picture in pictures.all():
        assert picture.get_attribute("loading") == "lazy"
        assert picture.get_attribute("alt")
        assert int(picture.get_attribute("width")) <= WIDTH
        assert int(picture.get_attribute("height")) > 0
        picture.scroll_into_view_if_needed()
        page.wait_for_function("image => image.naturalWidth > 0", arg=picture.element_handle())
    assert findings(page, axe_script) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _upload(page: "Page") -> None:
    """Upload three rows, and wait until they were looked at."""
    page.select_option("select[name=kind]", "offer")
    content = UPLOADED.encode()
    page.set_input_files(
        "input[name=file]", {"name": "aanbod.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.click("main form button:not([name=language])")
    page.wait_for_selector(".bulk-rows")


def _clip(page: "Page", picture: Picture) -> Any:
    root = page.locator(picture.root).first.bounding_box()
    until = page.locator(picture.until).first.bounding_box()
    assert root is not None, f"{picture.root} is not on the page"
    assert until is not None, f"{picture.until} is not on the page"
    bottom = min(until["y"] + until["height"] + MARGIN, root["y"] + root["height"])
    return {**root, "height": bottom - root["y"]}


def _names(page: "Page", picture: Picture, clip: Any = None) -> list[str]:
    """Of the whole page, or of what is in the picture."""
    until = clip["y"] + clip["height"] if clip else 1_000_000
    names: list[str] = page.evaluate(READ_NAMES, [picture.root, until])
    return names


def _save(content: bytes, path: Path) -> None:
    image = Image.open(io.BytesIO(content)).convert("RGB")
    # Pictures of a page on a page: without a frame nobody sees where one begins.
    ImageDraw.Draw(image).rectangle((0, 0, image.width - 1, image.height - 1), outline="#8c8c8c")
    small = image.quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
