"""An unusable index is noticed, answered for by the database, and built anew by itself, once."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from search import healing, outbox
from search.checks import search_index_can_be_used
from search.engines import EngineUnavailableError, IndexUnusableError, engine_for, get_engine
from search.engines.embedded_damage import SEGMENT_FILES
from search.models import IndexState, Outbox
from search.query import SearchQuery
from tests.factories import OfferFactory

pytestmark = pytest.mark.django_db

NOTICE = "plain list"


@pytest.fixture
def started(settings, monkeypatch) -> list[str]:
    """One entry per rebuild that was started; ``call_command`` does what it would do."""
    settings.SEARCH_HEALS_ITSELF = True
    begun: list[str] = []
    monkeypatch.setattr(healing, "start_rebuild", lambda: begun.append("rebuild"))
    monkeypatch.setattr(healing, "_asked_at", float("-inf"))
    return begun


@pytest.fixture
def offer(index):
    item = OfferFactory(title="Voucher voor scholing")
    OfferFactory(title="Coach")
    outbox.drain()
    return item


@pytest.fixture
def generation(index, offer) -> Path:
    """The folder that is searched."""
    return index._folder.current()


@pytest.fixture
def new_worker(settings, monkeypatch):
    """What a process that starts now has: nothing open, nothing remembered."""

    def begin() -> None:
        engine_for.cache_clear()
        monkeypatch.setattr(healing, "_asked_at", float("-inf"))

    yield begin
    engine_for.cache_clear()


def page(client) -> str:
    response = client.get("/en/search/?q=voucher")
    assert response.status_code == 200
    return response.content.decode()


def rewritten(path: Path, content: bytes) -> None:
    """As a new file: whoever reads the old one keeps it, as after a crash of the machine."""
    path.unlink()
    path.write_bytes(content)


def flipped(content: bytes, at: float) -> bytes:
    place = int((len(content) - 120) * at)
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


def the_folder_is_gone(generation: Path) -> None:
    shutil.rmtree(generation.parent)


def the_generation_is_gone(generation: Path) -> None:
    shutil.rmtree(generation)


def the_pointer_is_empty(generation: Path) -> None:
    (generation.parent / "CURRENT").write_text("")


def the_list_of_segments_is_gone(generation: Path) -> None:
    (generation / "meta.json").unlink()


def the_list_of_segments_is_cut_off(generation: Path) -> None:
    rewritten(generation / "meta.json", (generation / "meta.json").read_bytes()[:-30])


def the_manifest_is_gone(generation: Path) -> None:
    (generation / "manifest.json").unlink()


def the_manifest_is_no_manifest(generation: Path) -> None:
    rewritten(generation / "manifest.json", b'{"fingerprint": ')


def another_version_of_the_analysis(generation: Path) -> None:
    text = (generation / "manifest.json").read_text()
    now = healing.fingerprint()
    rewritten(generation / "manifest.json", text.replace(now, "0" * len(now)).encode())


def other_fields(generation: Path) -> None:
    text = (generation / "manifest.json").read_text()
    rewritten(generation / "manifest.json", text.replace('"fields": "', '"fields": "x').encode())


def a_segment_file_is_gone(ending: str):
    def damage(generation: Path) -> None:
        next(generation.glob(f"*.{ending}")).unlink()

    return damage


def a_segment_file_is_cut_off(ending: str):
    def damage(generation: Path) -> None:
        path = next(generation.glob(f"*.{ending}"))
        rewritten(path, path.read_bytes()[:-20])

    return damage


def a_segment_file_is_empty(generation: Path) -> None:
    rewritten(next(generation.glob("*.store")), b"")


def bytes_differ(ending: str, at: float):
    def damage(generation: Path) -> None:
        path = next(generation.glob(f"*.{ending}"))
        rewritten(path, flipped(path.read_bytes(), at))

    return damage


FAULTS = [
    the_folder_is_gone,
    the_generation_is_gone,
    the_pointer_is_empty,
    the_list_of_segments_is_gone,
    the_list_of_segments_is_cut_off,
    the_manifest_is_gone,
    the_manifest_is_no_manifest,
    another_version_of_the_analysis,
    other_fields,
    a_segment_file_is_empty,
    *(pytest.param(a_segment_file_is_gone(e), id=f"{e}-is-gone") for e in SEGMENT_FILES),
    *(pytest.param(a_segment_file_is_cut_off(e), id=f"{e}-is-cut-off") for e in SEGMENT_FILES),
]


@pytest.mark.parametrize("damage", FAULTS)
def test_the_database_answers_until_the_index_is_new(
    client, offer, generation, started, new_worker, damage
):
    assert NOTICE not in page(client)
    damage(generation)
    new_worker()
    answered = page(client)
    assert NOTICE in answered
    assert "Voucher voor scholing" in answered
    assert started == ["rebuild"]
    call_command("search_index", "rebuild", "--if-needed")
    assert NOTICE not in page(client)
    assert get_engine().search(SearchQuery(text="scholing")).total == 1


@pytest.mark.parametrize("ending", SEGMENT_FILES)
@pytest.mark.parametrize("at", [0.0, 0.3, 0.7, 1.0])
def test_changed_bytes_are_found_by_a_worker_that_starts(
    client, offer, generation, started, new_worker, ending, at
):
    bytes_differ(ending, at)(generation)
    new_worker()
    healing.look()
    assert started == ["rebuild"]
    assert NOTICE in page(client)
    call_command("search_index", "rebuild", "--if-needed")
    assert NOTICE not in page(client)


def test_every_worker_knows_what_one_found(index, client, generation, started):
    page(client)
    (generation / "DAMAGED").touch()
    assert NOTICE in page(client)
    with pytest.raises(IndexUnusableError):
        index.stats()


def test_a_fault_while_reading_is_damage_only_when_the_files_say_so(index, generation):
    with pytest.raises(EngineUnavailableError) as caught, index.faults():
        raise ValueError("a question that makes no sense")
    assert not isinstance(caught.value, IndexUnusableError)
    index.search(SearchQuery())


def test_changed_bytes_that_a_search_trips_over_are_told_to_all(index, generation):
    bytes_differ("store", 0.3)(generation)
    with pytest.raises(IndexUnusableError), index.faults():
        raise ValueError("cannot be decompressed")
    assert (generation / "DAMAGED").exists()


def test_a_panic_of_the_engine_is_a_fault_like_any_other(index):
    panic = type("PanicException", (BaseException,), {})
    with pytest.raises(EngineUnavailableError), index.faults():
        raise panic("index out of bounds")
    with pytest.raises(KeyboardInterrupt), index.faults():
        raise KeyboardInterrupt


def test_verify_finds_changed_bytes(index, offer, generation, new_worker):
    bytes_differ("fast", 0.5)(generation)
    new_worker()
    with pytest.raises(CommandError, match="damaged"):
        call_command("search_index", "verify")


# --- Once, and not in a loop ---------------------------------------------------------------------------


def test_many_workers_start_one_rebuild(client, generation, started, new_worker):
    the_folder_is_gone(generation)
    for _ in range(4):
        new_worker()
        healing.look()
        page(client)
    assert started == ["rebuild"]


def test_a_rebuild_that_fails_is_not_tried_again_within_the_hour(
    client, generation, started, new_worker, clock
):
    clock("2026-03-02 12:00")
    the_folder_is_gone(generation)
    new_worker()
    page(client)
    clock("2026-03-02 12:55")
    new_worker()
    page(client)
    assert started == ["rebuild"]
    clock("2026-03-02 13:01")
    new_worker()
    page(client)
    assert started == ["rebuild", "rebuild"]


def test_a_worker_that_keeps_meeting_the_fault_asks_the_database_once(
    client, generation, started, monkeypatch
):
    the_folder_is_gone(generation)
    asked = []
    monkeypatch.setattr(healing, "claim", lambda: asked.append(1))
    for _ in range(3):
        page(client)
    assert asked == [1]


def test_a_drain_that_cannot_rebuild_does_not_try_each_time(index, generation, monkeypatch, clock):
    clock("2026-03-02 12:00")
    IndexState.note(heal_after=None)
    the_list_of_segments_is_gone(generation)
    tries = []

    def fail(self, documents, progress=None):
        tries.append(1)
        raise OSError("disk full")

    monkeypatch.setattr(type(index), "rebuild", fail)
    with pytest.raises(OSError, match="disk full"):
        outbox.drain()
    for _ in range(3):
        with pytest.raises(IndexUnusableError, match="less than an hour"):
            outbox.drain()
    assert len(tries) == 1
    clock("2026-03-02 13:01")
    monkeypatch.undo()
    clock("2026-03-02 13:01")
    outbox.drain()
    assert index.search(SearchQuery()).total == 2


def test_a_rebuild_that_was_asked_for_and_fails_rests_too(index, offer, monkeypatch):
    tries = []

    def fail(self, documents, progress=None):
        tries.append(1)
        raise OSError("disk full")

    monkeypatch.setattr(type(index), "rebuild", fail)
    outbox.enqueue_rebuild()
    with pytest.raises(OSError, match="disk full"):
        outbox.drain()
    outbox.drain()
    assert len(tries) == 1
    assert "disk full" in Outbox.objects.get().last_error


def test_another_version_of_the_program_gets_a_chance_of_its_own(db, monkeypatch):
    assert healing.claim()
    assert not healing.claim()
    monkeypatch.setattr(healing, "fingerprint", lambda: "the next version")
    assert healing.claim()


def test_damage_soon_after_a_rebuild_waits_a_little(offer, clock):
    call_command("search_index", "rebuild")
    assert not healing.claim()
    clock(timezone.now() + timedelta(minutes=6))
    assert healing.claim()


def test_an_engine_that_is_only_away_starts_no_rebuild(client, settings, tmp_path, started):
    (tmp_path / "a-file").write_text("no folder")
    settings.SEARCH_URL = f"embedded://{tmp_path / 'a-file'}"
    assert NOTICE in page(client)
    assert started == []


def test_an_installation_may_leave_it_to_people(client, generation, started, settings):
    settings.SEARCH_HEALS_ITSELF = False
    the_folder_is_gone(generation)
    assert NOTICE in page(client)
    assert started == []


# --- What somebody who starts the program is told ------------------------------------------------------


def test_a_good_index_is_no_word_worth(index):
    assert search_index_can_be_used(None, databases=["default"]) == []


def test_a_check_warns_of_an_index_that_cannot_be_used(index, offer, generation):
    the_list_of_segments_is_gone(generation)
    (warning,) = search_index_can_be_used(None, databases=["default"])
    assert (warning.id, "rebuild" in warning.hint) == ("search.W001", True)


def test_a_check_warns_of_an_index_of_another_version(index, offer, generation):
    another_version_of_the_analysis(generation)
    (warning,) = search_index_can_be_used(None, databases=["default"])
    assert "another version" in warning.msg


def test_other_commands_do_not_ask_the_index(settings, tmp_path):
    settings.SEARCH_URL = f"embedded://{tmp_path / 'none'}"
    assert search_index_can_be_used(None, databases=None) == []
