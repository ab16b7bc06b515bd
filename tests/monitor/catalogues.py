"""Makes up catalogues and questions in every combination, for counting them the slow way too."""

from datetime import date, timedelta
from typing import Any

from django.http import QueryDict
from hypothesis import strategies as st

from monitor.coverage.axes import AXES
from monitor.coverage.question import ALL, TOP, CoverageQuestion
from search.document import SearchDocument
from search.labels import Vocabulary, vocabulary
from search.querystring import parse
from tests.factories import (
    ActionLineFactory,
    DevelopmentPathFactory,
    FormFactory,
    OrganisationFactory,
    ProvinceFactory,
    RegionFactory,
    TargetGroupFactory,
)
from tests.search.conftest import make_document

PROVINCES = ("NL-FL", "NL-UT", "NL-ZE")
VALUES = {
    "target_group": ("work", "returning", "pupils"),
    "action_line": ("line-a", "line-b", "flevo-1"),
    "form": ("course", "voucher"),
    "path": ("path-a", "path-b"),
    "phase": ("idea", "running"),
    "organisation": ("deltion", "yonder"),
    "validity": ("current", "current", "ended", "unconfirmed"),
}
KINDS = ("offer", "initiative", "practice", "event")
WORDS = ("omscholing", "voucher", "docent")
AXIS_NAMES = tuple(axis.name for axis in AXES)
FIRST = date(2026, 6, 1)


def make_words() -> Vocabulary:
    """The terms that stand in these catalogues; in the database."""
    for code in PROVINCES:
        ProvinceFactory(code=code)
    work = TargetGroupFactory(ref="work")
    TargetGroupFactory(ref="returning", parent=work)
    TargetGroupFactory(ref="pupils")
    lines = [ActionLineFactory(ref=ref, letter=ref[-1].upper()) for ref in ("line-a", "line-b")]
    ActionLineFactory(
        ref="flevo-1", letter="", kind="regional", region=RegionFactory(), maps_to=lines
    )
    for ref in VALUES["form"]:
        FormFactory(ref=ref)
    for ref in VALUES["path"]:
        DevelopmentPathFactory(ref=ref)
    for ref in VALUES["organisation"]:
        OrganisationFactory(ref=ref)
    return vocabulary()


def _some(values: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True)


@st.composite
def documents(draw: st.DrawFn, pk: int) -> SearchDocument:
    """An item as search knows it. Its broader terms are still to be added (`complete`)."""
    kind = draw(st.sampled_from(KINDS))
    national = draw(st.integers(0, 3)) == 0
    facets: dict[str, Any] = {name: tuple(draw(_some(values))) for name, values in VALUES.items()}
    facets["validity"] = (draw(st.sampled_from(VALUES["validity"])),)
    facets["phase"] = facets["phase"][:1]
    facets["province"] = PROVINCES if national else tuple(draw(_some(PROVINCES)))
    return make_document(
        pk,
        draw(st.sampled_from(WORDS)),
        kind=kind,
        national=national,
        facets=facets,
        dates=(FIRST,) if kind == "event" else (),
    )


def complete(document: SearchDocument, words: Vocabulary) -> SearchDocument:
    """With the terms above its own, as a document of a real item has them."""
    facets = {
        name: words.with_broader(name, values) if name in VALUES else tuple(values)
        for name, values in document.facets.items()
    }
    return SearchDocument(**{**vars(document), "facets": facets})


@st.composite
def catalogues(draw: st.DrawFn, most: int = 12) -> list[SearchDocument]:
    size = draw(st.integers(0, most))
    return [draw(documents(pk)) for pk in range(1, size + 1)]


@st.composite
def questions(draw: st.DrawFn, words: Vocabulary, *, only_search: bool = False) -> CoverageQuestion:
    """With filters of every sort; `only_search` adds words, dates and organisations."""
    rows, cols = draw(st.permutations(AXIS_NAMES))[:2]
    choosable = {**VALUES, "province": PROVINCES, "kind": KINDS}
    if not only_search:
        del choosable["organisation"]
    del choosable["validity"]
    data = QueryDict(mutable=True)
    for name in draw(st.lists(st.sampled_from(tuple(choosable)), max_size=3, unique=True)):
        data.setlist(name, draw(_some(choosable[name])))
    if draw(st.integers(0, 3)) == 0:
        data["national"] = "0"
    if only_search and draw(st.booleans()):
        data["q"] = draw(st.sampled_from(WORDS))
    if only_search and draw(st.integers(0, 3)) == 0:
        data["from"] = FIRST.isoformat()
    if not data.getlist("kind"):
        data.setlist("kind", list(KINDS))
    levels = draw(st.sampled_from((TOP, ALL)))
    query = parse(data, words, language="nl").query
    return CoverageQuestion(rows=rows, cols=cols, levels=levels, query=query)


def day_after(days: int) -> date:
    return FIRST + timedelta(days=days)
