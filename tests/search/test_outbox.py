from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from search import outbox, registry
from search.drift import differences
from search.engines import EngineUnavailableError, get_engine
from search.models import Outbox
from search.query import SearchQuery
from tests.factories import (
    ActionLineFactory,
    InitiativeFactory,
    OfferFactory,
    OrganisationFactory,
    TargetGroupFactory,
)

pytestmark = pytest.mark.django_db


def found(text: str = "") -> set[str]:
    hits = get_engine().search(SearchQuery(text=text, per_page=100)).hits
    return {hit.document.id for hit in hits}


def drift() -> list[str]:
    return [str(difference) for difference in differences(get_engine())]


# --- What counts as a change -----------------------------------------------------------------


def test_a_saved_item_is_found_after_the_commit(index, committed):
    with committed():
        offer = OfferFactory(title="Voucher")
        assert Outbox.objects.exists()
    assert found("voucher") == {f"offer:{offer.pk}"}
    assert not Outbox.objects.exists()
    assert drift() == []


def test_an_unpublished_item_is_not_found_any_more(index, committed):
    with committed():
        offer = OfferFactory()
    with committed():
        offer.unpublish()
    assert found() == set()


def test_publishing_a_draft_makes_it_found(index, committed):
    with committed():
        offer = OfferFactory(title="Oud", live=False)
    assert found() == set()
    offer.title = "Nieuw"
    with committed():
        offer.save_revision().publish()
    assert found("nieuw") == {f"offer:{offer.pk}"}


def test_saving_a_draft_does_not_change_what_is_found(index, committed):
    with committed():
        offer = OfferFactory(title="Openbaar")
    offer.title = "Ontwerp"
    with committed():
        offer.save_revision()
    assert found("ontwerp") == set()
    assert found("openbaar") == {f"offer:{offer.pk}"}


def test_a_deleted_item_is_not_found_any_more(index, committed):
    with committed():
        offer = OfferFactory()
    with committed():
        offer.delete()
    assert found() == set()


def test_changed_relations_change_the_index(index, committed):
    group = TargetGroupFactory(ref="mkb")
    with committed():
        offer = OfferFactory()
    offer.target_groups = [group]
    with committed():
        offer.save()
    facets = index.search(SearchQuery()).facets
    assert facets["target_group"] == {"mkb": 1}


def test_a_renamed_term_changes_its_items(index, committed):
    parent = TargetGroupFactory(label="Mkb")
    child = TargetGroupFactory(label="Zzp", parent=parent)
    with committed():
        offer = OfferFactory(target_groups=[child])
    parent.label = "Kleinbedrijf"
    with committed():
        parent.save()
    assert found("kleinbedrijf") == {f"offer:{offer.pk}"}
    assert drift() == []


def test_a_term_saved_without_a_new_name_changes_no_item(index, committed):
    group = TargetGroupFactory()
    with committed():
        OfferFactory(target_groups=[group])
    group.description = "Uitleg"
    group.save()
    assert not Outbox.objects.exists()


def test_a_renamed_organisation_changes_what_it_takes_part_in(index, committed):
    school = OrganisationFactory(title="Oude Naam")
    with committed():
        offer = OfferFactory(owner=school)
    school.title = "Nieuwe Naam"
    with committed():
        school.save()
    assert f"offer:{offer.pk}" in found("nieuwe naam")
    assert drift() == []


def test_a_deleted_organisation_leaves_no_name_behind(index, committed):
    school = OrganisationFactory(title="Weggegaan")
    with committed():
        OfferFactory(organisations=[school])
        school.save()
    with committed():
        school.delete()
    assert found("weggegaan") == set()
    assert drift() == []


def test_a_changed_initiative_changes_the_offers_that_inherit(index, committed):
    with committed():
        initiative = InitiativeFactory()
        OfferFactory(initiative=initiative)
    initiative.action_lines = [ActionLineFactory(ref="nl-c")]
    with committed():
        initiative.save()
    query = SearchQuery(selected={"action_line": ("nl-c",)})
    assert index.search(query).facets["kind"] == {"initiative": 1, "offer": 1}
    assert drift() == []


# --- Nothing is lost -------------------------------------------------------------------------


@pytest.fixture
def broken(settings, tmp_path):
    """An engine that cannot be written or read: its folder is a file."""
    settings.SEARCH_URL = f"embedded://{tmp_path / 'broken'}"
    (tmp_path / "broken").write_text("not a folder")
    return tmp_path / "broken"


def test_an_unreachable_engine_disturbs_nobody_and_loses_nothing(broken, committed):
    with committed():
        offer = OfferFactory(title="Voucher")
    assert Outbox.objects.filter(kind="offer", item_pk=offer.pk).exists()
    broken.unlink()
    outbox.drain()
    assert found("voucher") == {f"offer:{offer.pk}"}
    assert not Outbox.objects.exists()


def test_what_is_rolled_back_leaves_no_row(index):
    with pytest.raises(RuntimeError), transaction.atomic():
        OfferFactory()
        raise RuntimeError
    assert not Outbox.objects.exists()


def test_rows_stay_when_the_engine_fails_while_it_writes(index, committed, monkeypatch):
    def fail(*_args):
        raise EngineUnavailableError("disk full")

    monkeypatch.setattr(type(index), "index", fail)
    monkeypatch.setattr(type(index), "remove", fail)
    with committed():
        OfferFactory()
    assert Outbox.objects.exists()
    monkeypatch.undo()
    outbox.drain()
    assert len(found()) == 1


@pytest.fixture
def breaks(monkeypatch):
    """Makes offers called Kapot impossible to index, until it is called."""
    known = registry.source("offer")

    def build(item, words):
        if item.title == "Kapot":
            raise ValueError("broken")
        return known.build(item, words)

    monkeypatch.setitem(registry._sources, "offer", replace(known, build=build))
    return lambda: monkeypatch.setitem(registry._sources, "offer", known)


def test_one_broken_item_does_not_hold_up_the_others(index, committed, breaks):
    with committed():
        bad = OfferFactory(title="Kapot")
        good = OfferFactory(title="Heel")
    assert found() == {f"offer:{good.pk}"}
    row = Outbox.objects.get(item_pk=bad.pk)
    assert "broken" in row.last_error


def test_a_broken_item_rests_longer_each_time_and_is_parked_in_the_end(
    index, committed, breaks, clock
):
    clock("2026-03-02 12:00")
    with committed():
        bad = OfferFactory(title="Kapot")
    rests = []
    while (row := Outbox.objects.get(item_pk=bad.pk)).attempts < Outbox.MOST_ATTEMPTS:
        outbox.drain()
        row.refresh_from_db()
        rests.append(row.not_before - timezone.now())
        clock(row.not_before)
        outbox.drain()
    assert rests == sorted(rests)
    clock("2027-01-01 12:00")
    assert outbox.drain() == 0
    assert list(Outbox.objects.parked()) == [row]


def test_a_parked_item_is_tried_again_on_request(index, committed, breaks):
    with committed():
        bad = OfferFactory(title="Kapot")
    Outbox.objects.update(attempts=Outbox.MOST_ATTEMPTS)
    breaks()
    assert outbox.drain() == 0
    with committed():
        assert outbox.retry() == 1
    assert found() == {f"offer:{bad.pk}"}
    assert not Outbox.objects.exists()


def test_a_later_change_that_mends_an_item_ends_its_older_rows(index, committed, breaks):
    with committed():
        bad = OfferFactory(title="Kapot")
    Outbox.objects.update(attempts=Outbox.MOST_ATTEMPTS)
    bad.title = "Gemaakt"
    with committed():
        bad.save()
    assert found("gemaakt") == {f"offer:{bad.pk}"}
    assert not Outbox.objects.exists()


def test_a_rebuild_leaves_a_broken_item_out_and_says_so(index, breaks, capsys):
    bad, good = OfferFactory(title="Kapot"), OfferFactory()
    call_command("search_index", "rebuild")
    assert found() == {f"offer:{good.pk}"}
    assert f"offer:{bad.pk}" in str(Outbox.objects.get())
    with pytest.raises(CommandError, match="1 difference"):
        call_command("search_index", "verify")
    assert f"offer:{bad.pk}: cannot be made into a document" in capsys.readouterr().out


def test_a_document_that_the_engine_refuses_does_not_hold_up_the_others(
    index, committed, monkeypatch
):
    takes = type(index).index

    def index_most(self, documents):
        documents = list(documents)
        if any(document.titles["nl"] == "Geweigerd" for document in documents):
            raise EngineUnavailableError("a field is too long")
        takes(self, documents)

    monkeypatch.setattr(type(index), "index", index_most)
    with committed():
        bad, good = OfferFactory(title="Geweigerd"), OfferFactory()
        gone = OfferFactory(live=False)
    assert found() == {f"offer:{good.pk}"}
    row = Outbox.objects.get()
    assert (row.item_pk, row.attempts, row.last_error) == (
        bad.pk,
        1,
        "EngineUnavailableError: a field is too long",
    )
    assert gone.pk != row.item_pk


def test_an_engine_that_is_away_is_spared_for_a_while(broken, committed, clock, monkeypatch):
    tries = []
    monkeypatch.setattr(outbox, "get_engine", lambda: tries.append(1) or get_engine())
    clock("2026-03-02 12:00:00")
    for _ in range(3):
        with committed():
            OfferFactory()
    assert len(tries) == 1
    clock("2026-03-02 12:00:06")
    for _ in range(3):
        with committed():
            OfferFactory()
    assert len(tries) == 2
    broken.unlink()
    # Somebody who asks for it is not put off.
    assert outbox.drain() == 6
    with committed():
        OfferFactory()
    assert not Outbox.objects.exists()
    assert len(found()) == 7


def test_draining_twice_at_once_waits_and_then_gives_up(index):
    outbox.enqueue("offer", [1])
    with index.exclusive(timeout=0.1), pytest.raises(EngineUnavailableError):
        outbox.drain(wait=0.05)
    assert outbox.drain() == 1


def test_a_bulk_change_asks_for_one_rebuild(index, committed):
    with committed(), outbox.one_rebuild_instead():
        OfferFactory()
        OfferFactory()
    assert [row.kind for row in Outbox.objects.all()] == [Outbox.EVERYTHING]
    assert found() == set()
    outbox.drain()
    assert len(found()) == 2
    assert not Outbox.objects.exists()


@pytest.fixture
def meanwhile(index, monkeypatch):
    """Does something when a rebuild has read everything and has not switched yet."""
    rebuild = type(index).rebuild

    def during(change):
        def slow_rebuild(self, documents, progress=None):
            read = list(documents)
            change()
            return rebuild(self, read, progress)

        monkeypatch.setattr(type(index), "rebuild", slow_rebuild)

    return during


def test_changes_made_while_a_rebuild_runs_are_not_lost(index, meanwhile):
    changed, gone, hidden = OfferFactory(title="Oud"), OfferFactory(), OfferFactory()

    def change():
        changed.title = "Nieuw"
        changed.save()
        gone.delete()
        hidden.unpublish()
        OfferFactory(title="Erbij")

    meanwhile(change)
    call_command("search_index", "rebuild")
    assert found("nieuw") == {f"offer:{changed.pk}"}
    assert len(found()) == 2
    assert drift() == []
    assert not Outbox.objects.exists()


def test_a_row_that_shows_late_is_not_taken_for_one_that_was_read(index, meanwhile):
    """A transaction may take a number, and commit after one with a higher number."""
    offer = OfferFactory(title="Oud")
    Outbox.objects.all().delete()
    Outbox.objects.create(pk=1_000, kind="offer", item_pk=offer.pk)

    def commit_late():
        type(offer).objects.filter(pk=offer.pk).update(title="Nieuw")
        Outbox.objects.create(pk=999, kind="offer", item_pk=offer.pk)

    meanwhile(commit_late)
    call_command("search_index", "rebuild")
    assert found("nieuw") == {f"offer:{offer.pk}"}


# --- The command -----------------------------------------------------------------------------


def test_drain_builds_an_index_where_there_is_none(settings, tmp_path, capsys):
    settings.SEARCH_URL = f"embedded://{tmp_path / 'none-yet'}"
    offer = OfferFactory()
    call_command("search_index", "drain")
    assert found() == {f"offer:{offer.pk}"}


def test_rebuild_if_needed_leaves_a_good_index_alone(index, capsys):
    call_command("search_index", "rebuild", "--if-needed")
    assert "up to date" in capsys.readouterr().out
    call_command("search_index", "rebuild")
    assert "0 documents" in capsys.readouterr().out


def test_verify_names_every_difference(index, capsys):
    missing, changed, gone = OfferFactory(), OfferFactory(title="Oud"), OfferFactory()
    call_command("search_index", "rebuild")
    index.remove([f"offer:{missing.pk}"])
    type(changed).objects.filter(pk=changed.pk).update(title="Nieuw")
    type(gone).objects.filter(pk=gone.pk).update(live=False)
    with pytest.raises(CommandError, match="3 differences"):
        call_command("search_index", "verify")
    told = capsys.readouterr().out
    assert f"offer:{missing.pk}: is live but not in the index" in told
    assert f"offer:{changed.pk}: differs in titles" in told
    assert f"offer:{gone.pk}: is in the index but not live" in told


def test_verify_mends_what_differs_when_asked(index, capsys):
    missing, changed, gone = OfferFactory(), OfferFactory(title="Oud"), OfferFactory()
    call_command("search_index", "rebuild")
    index.remove([f"offer:{missing.pk}"])
    type(changed).objects.filter(pk=changed.pk).update(title="Nieuw")
    type(gone).objects.filter(pk=gone.pk).update(live=False)
    call_command("search_index", "verify", "--repair")
    assert "3 differences were mended" in capsys.readouterr().out
    assert drift() == []


def test_verify_does_not_take_a_waiting_change_for_a_difference(index, capsys):
    call_command("search_index", "rebuild")
    OfferFactory()
    call_command("search_index", "verify")
    told = capsys.readouterr().out
    assert "1 changes wait" in told
    assert "are the same" in told


def test_stats_tells_what_the_index_holds_and_what_waits(index, capsys):
    offers = [OfferFactory(), OfferFactory()]
    call_command("search_index", "rebuild")
    Outbox.note("offer", [offers[0].pk])
    Outbox.objects.create(
        kind="offer", item_pk=offers[1].pk, attempts=Outbox.MOST_ATTEMPTS, last_error="Oh: no"
    )
    Outbox.objects.update(created=timezone.now() - timedelta(minutes=2))
    capsys.readouterr()
    call_command("search_index", "stats")
    out, err = capsys.readouterr()
    told = dict(line.split(":", 1) for line in out.splitlines())
    told = {name: value.strip() for name, value in told.items()}
    assert told["documents"] == "2"
    assert told["up to date"] == "yes"
    assert (told["changes waiting"], told["changes parked"]) == ("1", "1")
    assert told["oldest waits (seconds)"] == "120"
    assert f"offer:{offers[1].pk} could not be indexed: Oh: no" in err


def test_stats_works_without_an_index(settings, tmp_path, capsys):
    settings.SEARCH_URL = f"embedded://{tmp_path / 'none'}"
    call_command("search_index", "stats")
    assert "There is no search index" in capsys.readouterr().out


def test_retry_takes_only_what_is_named(index, capsys):
    first, second = OfferFactory(), OfferFactory()
    Outbox.objects.update(attempts=Outbox.MOST_ATTEMPTS)
    call_command("search_index", "retry", f"offer:{first.pk}")
    assert found() == {f"offer:{first.pk}"}
    call_command("search_index", "retry")
    assert found() == {f"offer:{first.pk}", f"offer:{second.pk}"}


def test_verify_is_content_with_a_good_index(index, capsys):
    OfferFactory()
    call_command("search_index", "rebuild")
    call_command("search_index", "verify")
    assert "are the same" in capsys.readouterr().out


def test_explain_tells_why(index, capsys):
    offer = OfferFactory(title="Voucher")
    call_command("search_index", "rebuild")
    call_command("search_index", "explain", "voucher", f"offer:{offer.pk}")
    assert "value" in capsys.readouterr().out


def test_a_command_that_cannot_work_says_so(broken):
    with pytest.raises(CommandError):
        call_command("search_index", "verify")
