"""Makes the pictures of the README from a running site.

make run                                      (in another terminal)
.venv/bin/python docs/make_screenshots.py     (or with another address behind it)
"""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

SITE = "http://127.0.0.1:8000"
FOLDER = Path(__file__).parent / "images"
PICTURES = {
    "home": "/",
    "search": "/zoeken/?q=omscholing&province=NL-FL",
}
WIDTH, HEIGHT = 1280, 960
#: The pages have few colours; with a palette the files are a third of the size.
COLOURS = 128


def make_pictures(site: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", locale="nl-NL"
        )
        for name, path in PICTURES.items():
            page.goto(site + path, wait_until="networkidle")
            page.evaluate("document.fonts.ready")
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            picture.quantize(COLOURS, dither=Image.Dither.NONE).save(
                FOLDER / f"{name}.png", optimize=True
            )
        browser.close()


if __name__ == "__main__":
    make_pictures(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else SITE)
