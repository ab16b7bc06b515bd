from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from search.document import SearchDocument, upcoming
from search.engines import get_engine
from search.engines.embedded import EmbeddedEngine

CODES = ("GR", "FR", "DR", "OV", "FL", "GE", "UT", "NH", "ZH", "ZE", "NB", "LI")
PROVINCES = tuple(f"NL-{code}" for code in CODES)


class AnyValue:
    """Knows every value except those that begin with "unknown"."""

    def known(self, facet: str, values: Iterable[str]) -> set[str]:
        return {value for value in values if not value.startswith("unknown")}


def make_document(pk: int, title: str = "", **fields) -> SearchDocument:
    """A live regional offer, unless told otherwise."""
    kind = fields.pop("kind", "offer")
    provinces = fields.pop("provinces", ())
    national = fields.pop("national", False)
    facets = {"kind": (kind,), "province": PROVINCES if national else tuple(provinces)}
    facets.update(fields.pop("facets", {}))
    fields.setdefault("updated", datetime(2026, 1, 1, tzinfo=UTC))
    fields.setdefault("verified", timezone.localdate())
    fields.setdefault("next_date", upcoming(fields.get("dates", ()), timezone.localdate()))
    titles = fields.pop("titles", {"nl": title or f"Item {pk}"})
    return SearchDocument(
        kind=kind,
        pk=pk,
        titles=titles,
        urls={"nl": f"/aanbod/{pk}-x/", "en": f"/en/offers/{pk}-x/"},
        facets=facets,
        scale="national" if national else "regional",
        home_provinces=() if national else tuple(provinces),
        **fields,
    )


@pytest.fixture
def engine(tmp_path: Path) -> EmbeddedEngine:
    return EmbeddedEngine(tmp_path / "index")


@pytest.fixture
def filled(engine: EmbeddedEngine):
    """Fills the engine and gives it back: ``filled(document, document)``."""

    def fill(*documents: SearchDocument) -> EmbeddedEngine:
        engine.rebuild(documents)
        return engine

    return fill


@pytest.fixture
def index(settings, tmp_path: Path) -> EmbeddedEngine:
    """The engine that pages and signals use in this test, with an empty index."""
    settings.SEARCH_URL = f"embedded://{tmp_path / 'site-index'}"
    engine = get_engine()
    engine.rebuild([])
    return engine


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Around a change: what happens after its commit happens at the end of the block."""

    @contextmanager
    def block() -> Iterator[None]:
        with django_capture_on_commit_callbacks(execute=True):
            yield
        # A real commit leaves none behind; inside a test they would stay.
        connection.run_on_commit.clear()

    return block


@pytest.fixture
def clock(monkeypatch):
    """Sets what time it is: ``clock("2026-03-29 00:00:01")`` in Amsterdam, or a moment."""

    def set_to(moment: str | datetime) -> None:
        if isinstance(moment, str):
            moment = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
        fixed = moment.astimezone(UTC)
        monkeypatch.setattr(timezone, "now", lambda: fixed)

    return set_to
