"""A PDF that a screen reader can read, in which markup of a title is only text."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from monitor.documents.typesetting import MOST_CHARACTERS, DocumentError, pages_of, pdf_of
from tests.monitor.documents.pdf_text import text_of

TEMPLATE = "monitor_admin/region_state.typ"
AT = datetime(2026, 11, 26, tzinfo=UTC)


def sheet(**more: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"blocks": [], "about": "", "day": ""}
    return {"title": "Stand", "language": "nl"} | empty | more


def test_it_is_tagged_with_its_language_and_title() -> None:
    pdf = pdf_of(TEMPLATE, sheet(title="Stand van Fryslân"), at=AT)
    assert pdf.startswith(b"%PDF-1.7")
    assert b"/Marked true" in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"/Lang(nl)" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def test_what_looks_like_markup_is_printed_as_it_stands() -> None:
    title = 'Fryslân #eval("1") *vet* $x$ <b> "é"'
    pdf = pdf_of(TEMPLATE, sheet(title=title), at=AT)
    assert text_of(pdf).startswith(title)


def test_the_same_state_gives_the_same_file() -> None:
    assert pdf_of(TEMPLATE, sheet(), at=AT) == pdf_of(TEMPLATE, sheet(), at=AT)


def test_what_is_too_large_to_set_is_refused() -> None:
    with pytest.raises(DocumentError, match="too many"):
        pdf_of(TEMPLATE, sheet(title="x" * MOST_CHARACTERS), at=AT)


def test_a_template_that_lacks_something_is_one_error() -> None:
    with pytest.raises(DocumentError, match=r"region_state\.typ"):
        pages_of(TEMPLATE, {"title": "Stand", "language": "nl"})


def test_no_template_asks_for_a_package_or_a_file_from_outside() -> None:
    templates = list((Path(settings.BASE_DIR) / "templates").rglob("*.typ"))
    assert templates
    for template in templates:
        text = template.read_text("utf-8")
        assert "@preview" not in text
        assert "#import" not in text
