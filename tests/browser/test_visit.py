"""One visit to every kind of page: what it asks for, what it leaves behind, how it is built."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest

from tests.browser.page_scripts import LISTEN
from tests.browser.pages import EVERY_KIND, LANGUAGES, PageKind

OUTLINE = """() => ({
  violations: window.policyViolations,
  kept: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
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


WITH_A_FORM = {"log-in", "password reset", "sign-up", "code by mail"}
CASES = [(kind, language) for kind in EVERY_KIND for language in LANGUAGES]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0].name}-{case[1]}")
def visit(request: pytest.FixtureRequest, opened: Any, address_of: Any) -> Iterator[Visit]:
    kind, language = request.param
    seen = Visit(kind, language, address_of(kind, language))
    with opened(who=kind.who) as page:
        page.add_init_script(LISTEN)
        page.on("request", lambda sent: seen.requests.append(sent.url))
        page.on("response", lambda got: got.status >= 400 and seen.failed.append(got.url))
        page.on("console", lambda said: said.type == "error" and seen.errors.append(said.text))
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        # What scripts ask for afterwards is the same in both languages; waiting for it takes longest.
        until = "networkidle" if language == "nl" else "load"
        seen.status = page.goto(seen.url, wait_until=until).status
        seen.outline = page.evaluate(OUTLINE)
        seen.cookies = [cookie["name"] for cookie in page.context.cookies()]
        yield seen


def test_answer_is_the_expected_one_and_styled(visit: Visit) -> None:
    assert visit.status == visit.kind.status
    # Chromium's own style has a serif; without the style sheet these tests would mean little.
    assert "Times" not in visit.outline["styled"]


def test_nothing_is_asked_of_another_host(visit: Visit, site: Any) -> None:
    assert [url for url in visit.requests if not url.startswith(f"{site.url}/")] == []


def test_everything_the_page_asks_for_is_there(visit: Visit) -> None:
    assert [url for url in visit.failed if url != visit.url] == []


def test_content_policy_is_not_violated(visit: Visit) -> None:
    assert visit.outline["violations"] == []
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
    assert set(visit.outline["kept"]) <= {"htmx-current-path-for-history"}


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
    titles: dict[str, list[str]] = {}
    for who in {kind.who for kind in EVERY_KIND}:
        asking = new_page(who=who).request
        for kind in EVERY_KIND:
            # With a value that does not exist it is the same page again.
            if kind.who == who and not kind.name.endswith(("with notices", "with faults")):
                html = asking.get(address_of(kind, language)).text()
                title = " ".join(html.partition("<title>")[2].partition("</title>")[0].split())
                titles.setdefault(title, []).append(kind.name)
    assert {title: names for title, names in titles.items() if len(names) > 1} == {}
