"""One visit to every kind of page: what it asks for, what it leaves behind, how it is built, and
whether everybody can use it in both languages, light and dark, on a phone and on a desk."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest

from tests.browser.axe import EVERY_LOOK, MOST_LOOKS, OTHER_WORDS, findings
from tests.browser.layout import without_room
from tests.browser.page_scripts import LISTEN
from tests.browser.pages import EVERY_KIND, EVERY_LAYOUT, LANGUAGES, ONE_OF_EVERY_LAYOUT, PageKind

LEFT_BEHIND = """() => ({
  violations: window.policyViolations,
  kept: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
})"""
OUTLINE = """() => ({
  language: document.documentElement.lang,
  title: document.title,
  headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter((heading) => heading.checkVisibility())
    .map((heading) => Number(heading.tagName[1])),
  mains: document.querySelectorAll("main").length,
  banners: document.querySelectorAll("body > header").length,
  footers: document.querySelectorAll("body > footer").length,
  firstLink: document.querySelector("a")?.getAttribute("href"),
  skipTarget: document.querySelector("main")?.id,
  styled: getComputedStyle(document.body).fontFamily,
  inline: document.querySelectorAll(
    "[style], [onclick], style, script:not([src], [type='application/ld+json'], [type='application/json'])"
  ).length,
  ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
  alternates: [...document.querySelectorAll("link[rel=alternate][hreflang]")].map((link) => link.hreflang),
})"""


@dataclass
class Visit:
    """What was seen."""

    kind: PageKind
    language: str
    url: str
    status: int = 0
    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)
    outline: dict[str, Any] = field(default_factory=dict)
    left_behind: dict[str, Any] = field(default_factory=dict)
    #: Violations that axe found, and what has too little room in which setting.
    barriers: list[str] = field(default_factory=list)
    without_room: dict[str, list[str]] = field(default_factory=dict)


WITH_A_FORM = {"log-in", "password reset", "sign-up", "code by mail"}
# The others differ from these in words alone; those of the layouts come first in both lists, so that
# pytest visits a page once for all tests.
CASES = EVERY_LAYOUT + [
    (kind, language)
    for kind in EVERY_KIND
    for language in LANGUAGES
    if (kind, language) not in EVERY_LAYOUT
]
#: What the pages that were visited are called.
titles: dict[tuple[PageKind, str], str] = {}


def name_of(case: tuple[PageKind, str]) -> str:
    return f"{case[0].name}-{case[1]}"


@pytest.fixture(scope="module", params=CASES, ids=name_of)
def visit(request: pytest.FixtureRequest, opened: Any, address_of: Any, axe_script: str) -> Visit:
    kind, language = request.param
    seen = Visit(kind, language, address_of(kind, language))
    with opened(who=kind.who, reduced_motion="reduce") as page:
        page.add_init_script(LISTEN)
        page.on("request", lambda sent: seen.requests.append(sent.url))
        page.on("response", lambda got: got.status >= 400 and seen.failed.append(got.url))
        page.on("console", lambda said: said.type == "error" and seen.errors.append(said.text))
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        seen.status = page.goto(seen.url).status
        seen.outline = page.evaluate(OUTLINE)
        if request.param in EVERY_LAYOUT:
            # Takes so long that what scripts ask for afterwards has come.
            seen.barriers = findings(page, axe_script, _looks(kind, language))
            seen.without_room = without_room(page)
        seen.left_behind = page.evaluate(LEFT_BEHIND)
        seen.cookies = [cookie["name"] for cookie in page.context.cookies()]
    titles[request.param] = seen.outline["title"]
    return seen


def _looks(kind: PageKind, language: str) -> Any:
    if language != "nl":
        return OTHER_WORDS
    return EVERY_LOOK if kind.name in ONE_OF_EVERY_LAYOUT else MOST_LOOKS


every_layout = pytest.mark.parametrize("visit", EVERY_LAYOUT, ids=name_of, indirect=True)


@every_layout
def test_axe_finds_no_violation(visit: Visit) -> None:
    assert not visit.barriers, "\n".join(visit.barriers)


@every_layout
def test_text_and_fingers_have_room(visit: Visit) -> None:
    assert visit.without_room == {}


def test_answer_is_the_expected_one_and_styled(visit: Visit) -> None:
    assert visit.status == visit.kind.status
    # Chromium's own style has a serif; without the style sheet these tests would mean little.
    assert "Times" not in visit.outline["styled"]


def test_nothing_is_asked_of_another_host(visit: Visit, site: Any) -> None:
    assert [url for url in visit.requests if not url.startswith(f"{site.url}/")] == []


def test_everything_the_page_asks_for_is_there(visit: Visit) -> None:
    assert [url for url in visit.failed if url != visit.url] == []


def test_content_policy_is_not_violated(visit: Visit) -> None:
    assert visit.left_behind["violations"] == []
    assert visit.outline["inline"] == 0


def test_console_shows_no_error(visit: Visit) -> None:
    # The browser itself calls the page that is not there an error.
    expected = [] if visit.status < 400 else [f"status of {visit.status}"]
    assert [text for text in visit.errors if not any(part in text for part in expected)] == []


def test_visitor_keeps_nothing(visit: Visit) -> None:
    if visit.kind.who:
        assert sorted(visit.cookies) == ["csrftoken", "sessionid"]
        return
    # A form that changes something needs its token.
    allowed = {"csrftoken"} if visit.kind.name in WITH_A_FORM else set()
    assert set(visit.cookies) <= allowed
    # HTMX notes the path of the page for the back button until the tab is closed.
    assert set(visit.left_behind["kept"]) <= {"htmx-current-path-for-history"}


def test_page_says_its_language(visit: Visit) -> None:
    assert visit.outline["language"] == visit.language


def test_headings_form_an_outline(visit: Visit) -> None:
    levels = visit.outline["headings"]
    # The style guide shows the heads of pages as examples.
    assert levels.count(1) == 1 or visit.kind.name == "style guide"
    assert levels[0] == 1
    skipped = [(above, below) for above, below in pairwise(levels) if below > above + 1]
    assert skipped == []


def test_page_has_its_landmarks_and_a_skip_link(visit: Visit) -> None:
    outline = visit.outline
    assert (outline["mains"], outline["banners"], outline["footers"]) == (1, 1, 1)
    assert outline["firstLink"] == f"#{outline['skipTarget']}"


def test_ids_are_unique(visit: Visit) -> None:
    assert [name for name, count in Counter(visit.outline["ids"]).items() if count > 1] == []


def test_page_names_its_counterpart(visit: Visit) -> None:
    if visit.kind.status == 200 and not visit.kind.who and "/account/" not in visit.url:
        assert sorted(visit.outline["alternates"]) == ["en", "nl", "x-default"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_differ(language: str, new_page: Any, address_of: Any) -> None:
    called: dict[str, list[str]] = {}
    asking: dict[str, Any] = {}
    for kind in EVERY_KIND:
        # With a value that does not exist it is the same page again.
        if kind.name.endswith(("with notices", "with faults")):
            continue
        if (kind, language) not in titles:
            if kind.who not in asking:
                asking[kind.who] = new_page(who=kind.who).request
            html = asking[kind.who].get(address_of(kind, language)).text()
            title = html.partition("<title>")[2].partition("</title>")[0]
            titles[kind, language] = " ".join(title.split())
        called.setdefault(titles[kind, language], []).append(kind.name)
    assert {title: names for title, names in called.items() if len(names) > 1} == {}
