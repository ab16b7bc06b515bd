"""Every kind of page, in both languages, light and dark, on a phone and on a desk."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.page_scripts import RUN_AXE, TAGS
from tests.browser.pages import EVERY_KIND, LANGUAGES, PageKind

WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
#: Where axe cannot tell the colour behind a text, because the ground is drawn: the tiles of the map,
#: the picture of the paths, the pattern beside a line's letter. These pairs of colours are computed
#: in tests/look/test_tokens.py.
DRAWN_GROUNDS = (
    ".province-map *, .path-picture *, .path-picture, .line-letter, .line, .line *, .tag, .tag *"
)
#: On a phone part of a table is outside its scrolling box; on a desk axe sees all of it.
CELLS = "th, td, th *, td *"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", EVERY_KIND, ids=lambda kind: kind.name)
def test_axe_finds_no_violation(
    kind: PageKind, language: str, axe_script: str, new_page: Any, address_of: Any
) -> None:
    page = new_page(who=kind.who, reduced_motion="reduce")
    response = page.goto(address_of(kind, language))
    assert response.status == kind.status
    assert page.locator("html").get_attribute("lang") == language
    page.evaluate(axe_script)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            results = page.evaluate(RUN_AXE, TAGS)
            undecided = [*_not_signed_off(page, results["incomplete"], width)]
            lines = [*_lines(results["violations"]), *_lines(undecided)]
            found += [f"{width} {scheme} {line}" for line in lines]
    assert not found, "\n".join(found)


def _not_signed_off(
    page: Any, incomplete: list[dict[str, Any]], width: int
) -> Iterator[dict[str, Any]]:
    """What axe leaves to a person, and nobody has looked at."""
    drawn_or_outside = f"{DRAWN_GROUNDS}, {CELLS}" if width < 600 else DRAWN_GROUNDS
    for rule in incomplete:
        nodes = rule["nodes"]
        if rule["id"] == "color-contrast":
            targets = [node["target"][-1] for node in nodes]
            known = page.evaluate(
                "([targets, known]) => targets.map((target) =>"
                " document.querySelector(target)?.matches(known) ?? false)",
                [targets, drawn_or_outside],
            )
            nodes = [node for node, is_known in zip(nodes, known, strict=True) if not is_known]
        if nodes:
            yield {**rule, "nodes": nodes}


def _lines(rules: list[dict[str, Any]]) -> Iterator[str]:
    for rule in rules:
        for node in rule["nodes"]:
            checks = [*node["any"], *node["all"], *node["none"]]
            why = "; ".join(check["message"] for check in checks)
            yield f"{rule['id']}: {node['target']} {why}"


def test_axe_notices_what_is_wrong(axe_script: str, new_page: Any) -> None:
    page = new_page()
    page.set_content(
        '<html lang="nl"><title>x</title><img src="x.png"><p style="color: #ccc">Bleek'
    )
    page.evaluate(axe_script)
    found = {violation["id"] for violation in page.evaluate(RUN_AXE, TAGS)["violations"]}
    assert {"image-alt", "color-contrast"} <= found
