"""Many documents are taken apart in a second process, and nobody notices but by the time."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from search import indexing
from search.analysed import analyse
from search.indexing import analyse_all
from tests.search.conftest import make_document

DOCUMENTS = [
    make_document(number, f"Opleiding {number} voor zij-instromers", bodies={"nl": "Tekst " * 50})
    for number in range(1, 61)
]
# Starts a second process, says so, and then waits for whoever kills it.
WITH_A_SECOND_PROCESS = """
import multiprocessing, time
from search import indexing
indexing.FIRST_HERE, indexing.AHEAD = 0, 0
indexing._may_start_another = lambda: True
if __name__ == "__main__":
    import django
    django.setup()
    from tests.search.conftest import make_document
    analysed = indexing.analyse_all(make_document(number) for number in range(1000))
    next(analysed)
    print(multiprocessing.active_children()[0].pid, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    """A second process already for a few documents, also where there is one processor."""
    monkeypatch.setattr(indexing, "FIRST_HERE", 4)
    monkeypatch.setattr(indexing, "BATCH", 5)
    monkeypatch.setattr(indexing, "AHEAD", 3)
    monkeypatch.setattr(indexing, "_may_start_another", lambda: True)
    yield
    assert multiprocessing.active_children() == []


def test_documents_come_back_as_they_would_from_here_and_in_order(caplog):
    assert list(analyse_all(DOCUMENTS)) == [analyse(document) for document in DOCUMENTS]
    # The second process did it.
    assert caplog.text == ""


def test_few_documents_start_no_process():
    analysed = analyse_all(DOCUMENTS[:4])
    assert len(list(analysed)) == 4
    assert multiprocessing.active_children() == []


def test_one_processor_does_it_alone(monkeypatch):
    monkeypatch.setattr(indexing, "_may_start_another", lambda: False)
    for _ in analyse_all(DOCUMENTS):
        assert multiprocessing.active_children() == []


def test_without_a_second_process_it_is_done_here(monkeypatch):
    def refuse(*args):
        raise OSError("no semaphores here")

    monkeypatch.setattr(ProcessPoolExecutor, "submit", refuse)
    assert len(list(analyse_all(DOCUMENTS))) == len(DOCUMENTS)


def test_what_a_killed_process_had_is_done_here():
    analysed = analyse_all(DOCUMENTS)
    found = [next(analysed) for _ in range(6)]
    (second,) = multiprocessing.active_children()
    os.kill(second.pid, signal.SIGKILL)
    found += analysed
    assert found == [analyse(document) for document in DOCUMENTS]


def test_a_fault_of_a_document_comes_out_as_it_is():
    broken = make_document(61, weight="heavy")
    with pytest.raises(TypeError):
        list(analyse_all([*DOCUMENTS, broken]))


def test_a_rebuild_that_is_stopped_ends_the_second_process_and_keeps_the_old_index(
    filled, monkeypatch
):
    engine = filled(*DOCUMENTS[:2])
    before = engine.stats().generation
    monkeypatch.setattr("search.engines.embedded_writer.PROGRESS_EVERY", 10)

    def stop(done):
        assert multiprocessing.active_children() != []
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.rebuild(DOCUMENTS, stop)
    assert engine.stats().generation == before
    assert engine.stats().documents == 2


def test_the_second_process_ends_when_the_first_is_killed(tmp_path: Path):
    script = tmp_path / "rebuild.py"
    script.write_text(WITH_A_SECOND_PROCESS, encoding="utf-8")
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, script],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        second = int(first.stdout.readline())
        first.kill()
    deadline = time.monotonic() + 60
    while _runs(second) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _runs(second)


def _runs(process: int) -> bool:
    """Not so when it has ended and only nobody has asked yet how."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
