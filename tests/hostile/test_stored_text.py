"""What somebody stores in a text field is text to whoever reads it, wherever it comes out."""

import csv
import json
from io import BytesIO, StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import models
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from publishing.models import Publication
from tests.factories import (
    EventFactory,
    InitiativeFactory,
    OfferFactory,
    OrganisationFactory,
    PracticeFactory,
)

pytestmark = pytest.mark.django_db

MARK = "vwmark"
#: Ends an attribute, a script and a tag, begins some, and would be worked out by a template or a cell.
HOSTILE = f"\"'><{MARK} onload=alert(1)></script><img src=x onerror=alert(1)>{{{{7*7}}}}"
FACTORIES = [OrganisationFactory, InitiativeFactory, OfferFactory, PracticeFactory, EventFactory]
LANGUAGES = ["nl", "en"]
#: Not typed by people, or checked against a form that text like this does not have.
CHECKED = {"ref", "slug", "provenance", "time_zone", "rule", "verified_by", "verified_by_en"}


def hostile(factory: Any) -> Publication:
    """A live item with the text in every field that takes any text."""
    model = factory._meta.model
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        free = type(field) in {models.CharField, models.TextField}
        if free and not field.choices and field.name not in CHECKED:
            values[field.name] = f"={HOSTILE}"[: field.max_length]
        elif field.name == "aliases":
            values[field.name] = [HOSTILE]
    item: Publication = factory(**values)
    return item


def body(response: Any) -> bytes:
    """All of an answer, sent in one piece or in many."""
    return b"".join(response)


def attacks(page: str) -> list[str]:
    """What of the text became part of the page instead of staying words."""
    soup = BeautifulSoup(page, "html.parser")
    found = [
        str(tag)
        for tag in soup.find_all([MARK, "img"])
        if tag.name == MARK or tag.get("src") == "x"
    ]
    found += [
        str(tag)
        for tag in soup.find_all(lambda tag: any(name.startswith("on") for name in tag.attrs))
    ]
    for script in soup.find_all("script", type="application/ld+json"):
        json.loads(script.get_text())
    return found + (["49"] if "=49" in page else [])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory._meta.model.kind)
def test_page_of_an_item_shows_it_as_words(client: Client, factory: Any, language: str) -> None:
    item = hostile(factory)
    page = body(client.get(item.path_in(language))).decode()
    assert f"&lt;{MARK}" in page
    assert attacks(page) == []


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory._meta.model.kind)
def test_lists_and_files_show_it_as_words(
    client: Client, factory: Any, settings: Any, tmp_path: Any
) -> None:
    settings.SEARCH_URL = f"embedded://{tmp_path / 'index'}"
    item = hostile(factory)
    call_command("search_index", "rebuild", stdout=StringIO())
    address = f"/zoeken/?kind={item.kind}"
    page = body(client.get(address)).decode()
    assert MARK in page
    assert attacks(page) == []
    assert json.loads(body(client.get(f"{address}&format=json")))["total"] >= 1
    rows = list(csv.reader(StringIO(body(client.get(f"{address}&format=csv")).decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t"))]
    book = load_workbook(BytesIO(body(client.get(f"{address}&format=xlsx"))))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert f"<{MARK}".encode() not in body(client.get(f"{address}&format=atom"))


def test_an_attack_would_be_noticed() -> None:
    assert len(attacks(f'<p title="{HOSTILE}">{HOSTILE}</p>')) > 2


def test_calendar_file_keeps_it_in_its_line(client: Client) -> None:
    item = hostile(EventFactory)
    item.title = f"Titel\r\nATTENDEE:mailto:x@example.org {HOSTILE}"
    item.save()
    text = body(client.get(reverse("events:event_ics", args=[item.pk]))).decode()
    assert not [line for line in text.splitlines() if line.startswith("ATTENDEE")]
