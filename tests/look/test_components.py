"""One template, one stylesheet, one place in the style guide for every component."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import RequestFactory

from portal.styleguide import example_context

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
COMPONENTS = sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))
SHEETS = sorted(path.stem for path in (ROOT / "static" / "css" / "components").glob("*.css"))
#: Components that are only an arrangement of others, or of the page's own layout.
WITHOUT_SHEET = {
    "budget_table",
    "card_section",
    "chips",
    "facet_option",
    "item_text",
    "line",
    "weave_strands",
}
#: What stands on every page anyway, and parts that only their whole uses.
PUBLIC_TEMPLATES = [
    path
    for path in sorted(TEMPLATES.rglob("*.html"))
    # Mail programs load no style sheet.
    if not {"admin_panels", "mail", "wagtailadmin"} & {*path.parts}
]


@pytest.fixture
def styleguide(db, settings):
    request = RequestFactory().get("/")
    used: set[str] = set()
    from django.test.signals import template_rendered

    def note(sender, template, **kwargs):
        used.add(str(template.name))

    template_rendered.connect(note)
    try:
        html = get_template("pages/styleguide.html").render(example_context(), request)
    finally:
        template_rendered.disconnect(note)
    return html, used


@pytest.mark.parametrize("name", sorted(set(COMPONENTS) - WITHOUT_SHEET))
def test_component_has_a_stylesheet(name):
    assert name in SHEETS


@pytest.mark.parametrize("name", COMPONENTS)
def test_component_says_what_it_needs(name):
    source = (TEMPLATES / "components" / f"{name}.html").read_text("utf-8")
    assert source.startswith("{% comment %}")


def test_style_guide_shows_every_component(styleguide):
    _, used = styleguide
    assert {name for name in COMPONENTS if f"components/{name}.html" not in used} == set()


def test_style_guide_has_no_double_ids(styleguide):
    html, _ = styleguide
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert {name for name in ids if ids.count(name) > 1} == set()


def test_stylesheets_have_a_reader():
    classes = set()
    for path in TEMPLATES.rglob("*.html"):
        classes |= set(re.findall(r"[\w-]+", path.read_text("utf-8")))
    unused = {
        name
        for name in SHEETS
        if not any(
            part in classes
            for part in re.findall(
                r"\.([a-z][\w-]*)",
                (ROOT / "static" / "css" / "components" / f"{name}.css").read_text("utf-8"),
            )
        )
    }
    assert unused == set()


@pytest.mark.parametrize(
    "path", PUBLIC_TEMPLATES, ids=lambda path: str(path.relative_to(TEMPLATES))
)
def test_template_has_nothing_inline(path):
    source = path.read_text("utf-8")
    assert not re.search(r"<style\b", source)
    assert not re.search(r"<script\b(?![^>]*\bsrc=)(?![^>]*ld\+json)", source)
    assert not re.search(r"\sstyle=[\"']", source)
    assert not re.search(r"\son[a-z]+=[\"']", source)


@pytest.mark.parametrize(
    "path", PUBLIC_TEMPLATES, ids=lambda path: str(path.relative_to(TEMPLATES))
)
def test_template_asks_nothing_of_others(path):
    loads = re.findall(
        r"<(?:script|link|img|source|iframe)\b[^>]*(?:src|href)=\"(https?:[^\"]*)",
        path.read_text("utf-8"),
    )
    assert loads == []


def test_components_use_no_address_in_their_stylesheets():
    # An address is read as from css/site.css, which no component should have to know.
    sheets = (ROOT / "static" / "css" / "components").glob("*.css")
    assert [path.name for path in sheets if "url(" in path.read_text("utf-8")] == []
