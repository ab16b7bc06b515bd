"""Makes the pictures of the README and the documentation from a running site.

make run                                      (in another terminal)
.venv/bin/python docs/make_screenshots.py     (or with another address behind it)
"""

import io
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import ViewportSize, sync_playwright

SITE = "http://127.0.0.1:8000"
FOLDER = Path(__file__).parent / "images"
WIDE = {"width": 1280, "height": 960}
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Picture:
    path: str
    size: ViewportSize
    #: What is typed in the search field, so that its suggestions show.
    typed: str = ""


NOTHING = "/zoeken/?q=voucher&province=NL-ZE&kind=practice&target_group=statushouders"
RESULTS = "/zoeken/?q=omscholing&province=NL-FL"
PICTURES = {
    "home": Picture("/", WIDE),
    "search": Picture(RESULTS, WIDE),
    "search-phone": Picture(RESULTS, PHONE),
    "search-suggestions": Picture("/", PHONE, typed="alme"),
    "search-nothing-found": Picture(NOTHING, WIDE),
}
#: The pages have few colours; with a palette the files are a third of the size.
COLOURS = 128


def make_pictures(site: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, picture in PICTURES.items():
            page = browser.new_page(
                viewport=picture.size, color_scheme="light", locale="nl-NL", reduced_motion="reduce"
            )
            page.goto(site + picture.path, wait_until="networkidle")
            page.evaluate("document.fonts.ready")
            if picture.typed:
                page.locator("main input[name=q]").press_sequentially(picture.typed)
                page.wait_for_selector("main [role=listbox]:not([hidden])")
            image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            image.quantize(COLOURS, dither=Image.Dither.NONE).save(
                FOLDER / f"{name}.png", optimize=True
            )
            page.close()
        browser.close()


if __name__ == "__main__":
    make_pictures(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else SITE)
