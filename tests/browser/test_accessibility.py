"""Every kind of page, in both languages, light and dark, on a phone and on a desk."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.pages import EVERY_KIND, LANGUAGES, PageKind

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")


@pytest.fixture(scope="module")
def axe() -> Any:
    package = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    )
    return package.Axe()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", EVERY_KIND, ids=lambda kind: kind.name)
def test_axe_finds_no_violation(
    kind: PageKind, language: str, axe: Any, new_page: Any, address_of: Any
) -> None:
    page = new_page(who=kind.who, reduced_motion="reduce")
    response = page.goto(address_of(kind, language))
    assert response.status == kind.status
    assert page.locator("html").get_attribute("lang") == language
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            results = axe.run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response
            found += [f"{width} {scheme} {line}" for line in _lines(results["violations"])]
    assert not found, "\n".join(found)


def _lines(violations: list[dict[str, Any]]) -> Iterator[str]:
    for violation in violations:
        for node in violation["nodes"]:
            yield f"{violation['id']}: {node['target']} {node['failureSummary']}"
