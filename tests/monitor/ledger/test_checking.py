"""Comparing the ledger with what is live: naming what differs, and mending it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from monitor.ledger.checking import keep_right, rebuild, verify
from monitor.models import Entry, LedgerState
from search.catalogue import all_documents
from search.engines import get_engine
from search.models import Outbox
from tests.factories import OfferFactory, ProvinceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def offers(index, committed):
    with committed():
        flevoland = [ProvinceFactory(code="NL-FL")]
        return [OfferFactory(provinces=flevoland), OfferFactory(provinces=flevoland)]


def problems() -> list[str]:
    return [str(found) for found in verify(get_engine(), all_documents())]


def run(action: str) -> str:
    out = StringIO()
    call_command("coverage_ledger", action, stdout=out)
    return out.getvalue()


def test_a_ledger_that_is_right_has_no_differences(offers):
    assert problems() == []
    assert "Every item is counted as it should be." in run("verify")


def test_every_sort_of_difference_is_named(offers, committed):
    first, second = offers
    Entry.objects.filter(item_pk=first.pk).update(facets={"province": ["NL-FL"]}, national=True)
    Entry.objects.filter(item_pk=second.pk).update(item_pk=999)
    assert problems() == [
        f"offer:{first.pk}: differs in kind, lang, phase, region, national",
        f"offer:{second.pk}: is not in the ledger",
        "offer:999: is in the ledger but not current",
    ]
    with pytest.raises(CommandError, match="3 items are not counted"):
        run("verify")


def test_what_waits_to_be_applied_is_no_difference(offers):
    OfferFactory()
    assert Outbox.objects.exists()
    assert problems() == []


def test_an_item_that_cannot_be_read_does_not_end_the_comparison(offers, monkeypatch):
    Entry.objects.all().delete()
    monkeypatch.setattr("monitor.ledger.checking._state_now", lambda difference: 1 / 0)
    assert problems() == []


def test_a_rebuild_brings_every_row_in_line_with_the_database(offers):
    Entry.objects.filter(item_pk=offers[0].pk).update(national=True)
    Entry.objects.filter(item_pk=offers[1].pk).update(item_pk=999)
    assert "3 rows written" in run("rebuild")
    assert problems() == []
    assert rebuild(get_engine()) == 0


def test_what_is_due_mends_what_differs_once_a_day(offers, clock):
    clock("2026-06-10 12:00")
    assert keep_right(get_engine()) == "the same"
    Entry.objects.filter(item_pk=offers[0].pk).update(national=True)
    assert keep_right(get_engine()) == ""
    clock("2026-06-11 12:00")
    assert keep_right(get_engine()) == "1 differences, mended"
    assert problems() == []


def test_who_only_looks_leaves_the_mending_of_that_day_to_what_is_due(offers):
    Entry.objects.filter(item_pk=offers[0].pk).update(national=True)
    with pytest.raises(CommandError, match="1 items are not counted"):
        run("verify")
    assert keep_right(get_engine()) == "1 differences, mended"
    assert keep_right(get_engine()) == ""


def test_an_empty_ledger_is_filled(offers):
    Entry.objects.all().delete()
    LedgerState.objects.all().delete()
    assert keep_right(get_engine()) == "filled with 2 rows"
    assert problems() == []
