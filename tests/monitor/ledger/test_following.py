"""The ledger hears of everything that the search index takes in, and loses nothing on the way."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.db.models import QuerySet

from monitor.ledger import following
from monitor.models import Entry, LedgerState
from search import outbox
from search.announcements import documents_indexed
from search.engines import get_engine
from search.models import Outbox
from search.query import SearchQuery
from search.rebuilding import rebuild
from tests.factories import EventFactory, OfferFactory, OrganisationFactory, ProvinceFactory

pytestmark = pytest.mark.django_db


def standing() -> set[str]:
    rows = Entry.objects.standing().values_list("kind", "item_pk")
    return {f"{kind}:{key}" for kind, key in rows}


def indexed() -> set[str]:
    hits = get_engine().search(SearchQuery(per_page=100)).hits
    return {hit.document.id for hit in hits}


class Fails:
    """A receiver that does not take some items."""

    def __init__(self, *refused: str, fault: Exception | None = None) -> None:
        self.refused, self.fault = refused, fault or ValueError("no room")

    def __call__(self, documents, removed, **_signal) -> None:
        if not {*(document.id for document in documents), *removed}.isdisjoint(self.refused):
            raise self.fault


@pytest.fixture
def refusing():
    """Connects receivers that fail, for as long as the test lasts."""
    connected = []

    def connect(*refused: str, **fields) -> None:
        receiver = Fails(*refused, **fields)
        connected.append(receiver)
        documents_indexed.connect(receiver, weak=False)

    yield connect
    for receiver in connected:
        documents_indexed.disconnect(receiver)


def test_what_is_saved_has_an_entry_with_its_terms(index, committed):
    with committed():
        flevoland = ProvinceFactory(code="NL-FL")
        offer = OfferFactory(provinces=[flevoland], phase="idea")
    entry = Entry.objects.get(kind="offer", item_pk=offer.pk)
    assert entry.facets["province"] == ["NL-FL"]
    assert entry.facets["phase"] == ["idea"]
    assert "organisation" not in entry.facets
    assert not entry.national


def test_what_goes_offline_or_is_deleted_has_none(index, committed):
    with committed():
        offer, other = OfferFactory(), OfferFactory()
    with committed():
        offer.unpublish()
        other.delete()
    assert standing() == set()


def test_only_what_can_be_used_now_has_an_entry(index, committed, clock):
    clock("2026-06-10 12:00")
    with committed():
        OfferFactory(available_until=date(2026, 6, 9))
        OfferFactory(available_from=date(2026, 6, 11))
        OfferFactory(verified_on=date(2020, 1, 1))
        OfferFactory(phase="ended")
        EventFactory(start_date=date(2026, 6, 1))
        running = OfferFactory(available_until=date(2026, 6, 10), verified_on=date(2026, 6, 1))
        coming = EventFactory(start_date=date(2026, 6, 30))
        party = OrganisationFactory(verified_on=date(2026, 6, 1))
    assert standing() == {
        f"offer:{running.pk}", f"event:{coming.pk}", f"organisation:{party.pk}"
    }  # fmt: skip


def test_the_calendar_opens_and_closes_entries_without_anybody(index, committed, clock):
    clock("2026-06-10 12:00")
    with committed():
        ending = OfferFactory(available_until=date(2026, 6, 10), verified_on=date(2026, 6, 1))
        beginning = OfferFactory(available_from=date(2026, 6, 11), verified_on=date(2026, 6, 1))
    outbox.enqueue_rebuild()
    outbox.drain()
    assert standing() == {f"offer:{ending.pk}"}
    clock("2026-06-11 00:05")
    outbox.drain()
    assert standing() == {f"offer:{beginning.pk}"}
    rows = Entry.objects.lasting().values_list("item_pk", "since", "until")
    day = date(2026, 6, 11)
    assert set(rows) == {
        (ending.pk, day - timedelta(days=1), day), (beginning.pk, day, None)
    }  # fmt: skip


def test_a_rebuild_with_nothing_changed_writes_nothing(index, committed):
    with committed():
        OfferFactory(), OrganisationFactory()
    outbox.enqueue_rebuild()
    outbox.drain()
    before = LedgerState.now().version
    outbox.enqueue_rebuild()
    outbox.drain()
    assert LedgerState.now().version == before


def test_a_rebuild_brings_in_what_is_missing_and_closes_what_is_gone(index, committed):
    with committed():
        offer = OfferFactory()
    Entry.objects.update(item_pk=999)
    outbox.enqueue_rebuild()
    outbox.drain()
    assert standing() == {f"offer:{offer.pk}"}


def test_an_index_with_other_fields_is_rebuilt_and_fills_the_ledger(index, committed, monkeypatch):
    """How an installation that had no ledger gets one: the new facet changes the index."""
    with committed():
        offer = OfferFactory()
    Entry.objects.all().delete()
    monkeypatch.setattr(
        "search.engines.manifest.fingerprint_of_fields", lambda: "with a facet more"
    )
    outbox.drain()
    assert standing() == {f"offer:{offer.pk}"}


def test_a_receiver_that_fails_does_not_keep_the_visitor_from_saving(index, committed, refusing):
    refusing("offer:1")
    with committed():
        offer = OfferFactory(pk=1)
    assert indexed() == {f"offer:{offer.pk}"}
    row = Outbox.objects.get()
    assert (row.item_pk, row.attempts, row.last_error) == (1, 1, "ValueError: no room")


def test_what_a_receiver_takes_is_not_kept_back_by_what_it_does_not(index, committed, refusing):
    refusing("offer:2")
    with committed():
        OfferFactory(pk=1), OfferFactory(pk=2), OfferFactory(pk=3)
    assert {"offer:1", "offer:3"} <= standing()
    assert [row.item_pk for row in Outbox.objects.all()] == [2]


def test_when_the_database_is_away_every_row_stays_as_it_was(index, committed, refusing):
    refusing("offer:1", fault=OperationalError("away"))
    with committed():
        OfferFactory(pk=1), OfferFactory(pk=2)
    assert {(row.item_pk, row.attempts) for row in Outbox.objects.all()} == {(1, 0), (2, 0)}


def test_what_was_cut_off_before_the_rows_went_is_told_again(index, committed, monkeypatch):
    delete = QuerySet.delete

    def cut_off(rows):
        if rows.model is Outbox:
            raise OperationalError("the process ended here")
        return delete(rows)

    monkeypatch.setattr(QuerySet, "delete", cut_off)
    with committed():
        offer = OfferFactory()
    before = LedgerState.now().version
    assert standing() == {f"offer:{offer.pk}"}
    assert Outbox.objects.exists()
    monkeypatch.undo()
    outbox.drain()
    assert not Outbox.objects.exists()
    assert (standing(), LedgerState.now().version) == ({f"offer:{offer.pk}"}, before)


def test_a_rebuild_says_that_a_receiver_failed_and_keeps_the_rows(index, committed, refusing):
    with committed():
        OfferFactory(pk=1), OfferFactory(pk=2)
    refusing("offer:2")
    outbox.enqueue_rebuild()
    with pytest.raises(ValueError, match="no room"):
        rebuild(get_engine())
    assert indexed() == {"offer:1", "offer:2"}
    assert Outbox.objects.filter(kind=Outbox.EVERYTHING).exists()


def test_a_rebuild_that_nobody_asked_for_is_asked_for_again_after_a_fault(
    index, committed, refusing
):
    with committed():
        OfferFactory(pk=1)
    refusing("offer:1")
    for _time in range(2):
        with pytest.raises(ValueError, match="no room"):
            rebuild(get_engine())
    assert Outbox.objects.filter(kind=Outbox.EVERYTHING).count() == 1
    with pytest.raises(ValueError, match="no room"):
        outbox.drain()
    # It waits a while before it is tried again, as any other row.
    assert [row.attempts for row in Outbox.objects.filter(kind=Outbox.EVERYTHING)] == [1]


def test_all_documents_pass_in_portions(index, committed, monkeypatch):
    with committed():
        for _ in range(5):
            OfferFactory()
    monkeypatch.setattr("search.announcements.BATCH", 2)
    sizes = []

    def note(documents, **_signal) -> None:
        sizes.append(len(documents))

    documents_indexed.connect(note)
    rebuild(get_engine())
    documents_indexed.disconnect(note)
    assert sizes == [2, 2, 1]
    assert len(standing()) == 5


def test_following_twice_counts_once(index, committed):
    following.follow()
    with committed():
        OfferFactory()
    assert Entry.objects.count() == 1


def test_saving_one_item_costs_few_queries_more(index, committed, django_assert_max_num_queries):
    """The row, the state of the ledger, and the writing of both."""
    with committed():
        offer = OfferFactory()
    document = next(iter(get_engine().documents()))
    with django_assert_max_num_queries(12):
        following._indexed(documents=[document], removed=[])
    assert offer.pk == document.pk


def test_the_command_of_the_index_fills_the_ledger_too(index, committed):
    with committed():
        OfferFactory()
    Entry.objects.all().delete()
    call_command("search_index", "rebuild")
    assert len(standing()) == 1
