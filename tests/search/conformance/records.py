"""Makes up documents and questions that resemble those of the portal, in every combination."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone
from hypothesis import strategies as st

from search.analysis import Alternative
from search.document import SearchDocument
from search.lexicon import SynonymTable
from search.query import SORTS, SearchQuery
from tests.search.conftest import PROVINCES, make_document


def _listed(text: str) -> list[str]:
    return text.split()


DUTCH = _listed(
    "omscholing omscholingstraject bijscholing scholing traject trajecten voucher mkb mkb'ers ict "
    "ICT-docent docent docenten leraar zij-instroom zijinstromers coöperatie café initiatief "
    "initiatieven bedrijf bedrijven subsidie subsidies subsidieregeling zorg techniek data leren "
    "leven lang werk Flevoland Almere regio's vaardigheden digitale cyberveiligheid switcher .NET "
    "C++ één in de voor van het 2027 arbeidsmarktregio om- en praktijkleren werkplek idee ideeën"
)
ENGLISH = _listed("course courses teacher teachers training companies digital skills voucher the")
NAMES = _listed("Hogeschool Windesheim Deltion Brainport Yonder Stichting")
UNKNOWN = _listed("xylofoonkwast qqq zzzzzz")
SYNONYMS = (
    ("zij-instroom", "omscholing", "switcher"),
    ("docent", "leraar", "leerkracht"),
    ("praktijkleren", "leren op de werkplek"),
    ("leven lang leren", "bijscholing", "lifelong learning"),
    ("mkb", "midden- en kleinbedrijf", "bedrijven"),
)
PLACES = {("almere",): "NL-FL", ("den", "haag"): "NL-ZH", ("zeeland",): "NL-ZE"}
# Narrower values with the broader one they stand under: target groups and regional lines.
TARGET_GROUPS = {"mkb": (), "zzp": ("mkb",), "docenten": (), "vo": ("docenten",), "jongeren": ()}
LINES = {"line-a": (), "line-b": (), "flevo-1": ("line-a",), "noord-2": ("line-b",)}
PLAIN_FACETS = {
    "form": ("course", "voucher", "coaching"),
    "path": ("path-a", "path-b", "path-f"),
    "phase": ("pilot", "running"),
    "level": ("mbo", "hbo"),
    "organisation": ("deltion", "windesheim", "yonder"),
    "lang": ("nl", "en"),
    "validity": ("current", "ended", "unconfirmed"),
}
KINDS = ("initiative", "offer", "practice", "organisation", "article", "event")
FIRST_DAY = date(2026, 1, 1)


class Words:
    """A lexicon of a few synonyms and places."""

    def __init__(self) -> None:
        self._table = SynonymTable(SYNONYMS)
        self.longest = max(self._table.longest, *map(len, PLACES))

    def alternatives(self, stems: tuple[str, ...]) -> tuple[Alternative, ...]:
        return self._table.alternatives(stems)

    def province(self, surfaces: tuple[str, ...], after: str) -> str:
        return PLACES.get(surfaces, "")


def _texts(words: list[str], least: int, most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(words), min_size=least, max_size=most).map(" ".join)


def _some(values: tuple[str, ...], most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


def _nested(tree: dict[str, tuple[str, ...]]) -> st.SearchStrategy[tuple[str, ...]]:
    """Values together with the broader ones above them, as documents hold them."""
    return _some(tuple(tree)).map(
        lambda values: tuple(dict.fromkeys(v for value in values for v in (value, *tree[value])))
    )


_days = st.integers(-400, 400).map(lambda days: FIRST_DAY + timedelta(days=days))
_moments = st.none() | st.integers(0, 5).map(lambda day: datetime(2026, 3, 1 + day, tzinfo=UTC))


@st.composite
def _document(draw: st.DrawFn, pk: int) -> SearchDocument:
    titles = {"nl": draw(_texts(DUTCH, 1, 5))}
    if draw(st.booleans()):
        titles["en"] = draw(_texts(ENGLISH, 1, 3))
    dates = draw(st.lists(_days, max_size=3, unique=True))
    return make_document(
        pk,
        titles=titles,
        kind=draw(st.sampled_from(KINDS)),
        summaries={"nl": draw(_texts(DUTCH, 0, 5))},
        bodies={"nl": draw(_texts(DUTCH, 0, 8)), "en": draw(_texts(ENGLISH, 0, 3))},
        names={"nl": draw(_texts(NAMES, 0, 2))},
        national=draw(st.booleans()),
        provinces=draw(_some(PROVINCES)),
        facets={
            "target_group": draw(_nested(TARGET_GROUPS)),
            "action_line": draw(_nested(LINES)),
            **{name: draw(_some(values)) for name, values in PLAIN_FACETS.items()},
        },
        dates=tuple(sorted(dates)),
        updated=draw(_moments),
        verified=draw(st.none() | st.just(timezone.localdate()) | _days),
        current=draw(st.booleans()),
        weight=draw(st.sampled_from((0.0, 0.5, 1.0))),
    )


@st.composite
def collections(draw: st.DrawFn) -> list[SearchDocument]:
    size = draw(st.integers(3, 30))
    return [draw(_document(pk)) for pk in range(1, size + 1)]


@st.composite
def _typed(draw: st.DrawFn) -> str:
    """A word as somebody types it: right, with a slip, unfinished, or from elsewhere."""
    word = draw(st.sampled_from([*DUTCH, *ENGLISH, *NAMES, *UNKNOWN, "leerkracht", "den haag"]))
    slip = draw(st.sampled_from(("none", "none", "missing", "doubled", "unfinished", "capitals")))
    at = draw(st.integers(0, len(word) - 1))
    match slip:
        case "missing":
            return word[:at] + word[at + 1 :]
        case "doubled":
            return word[:at] + word[at] + word[at:]
        case "unfinished":
            return word[: max(3, at)]
        case "capitals":
            return word.upper()
        case _:
            return word


_phrases = st.sampled_from([text for group in SYNONYMS for text in group if " " in text])
_questions = st.lists(_typed(), max_size=4).map(" ".join) | _phrases


@st.composite
def queries(draw: st.DrawFn) -> SearchQuery:
    choosable = {
        "province": PROVINCES,
        "target_group": tuple(TARGET_GROUPS),
        "action_line": tuple(LINES),
        "kind": KINDS,
        **PLAIN_FACETS,
    }
    fixed = draw(st.sampled_from(({}, {}, {"kind": ("offer",)})))
    names = draw(st.lists(st.sampled_from(tuple(choosable)), max_size=3, unique=True))
    chosen = {name: draw(_some(choosable[name], 3)) for name in names if name not in fixed}
    days = sorted((draw(_days), draw(_days))) if draw(st.integers(0, 3)) == 0 else (None, None)
    return SearchQuery(
        text=draw(_questions),
        selected={name: values for name, values in chosen.items() if values},
        fixed=fixed,
        national=draw(st.integers(0, 4)) > 0,
        date_from=days[0],
        date_to=days[1] if draw(st.booleans()) else None,
        sort=draw(st.sampled_from(SORTS)),
        per_page=draw(st.sampled_from((3, 7, 20))),
        language=draw(st.sampled_from(("nl", "en"))),
    )
