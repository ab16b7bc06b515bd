"""kill -9 at 25 random moments while items change, twice: nothing promised is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

LONGEST_SECONDS = 300


def environment(world: Path) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "CRASH_WORLD": str(world),
        "DJANGO_SETTINGS_MODULE": "tests.search.crash.settings",
    }


def python(world: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=environment(world),
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )


@pytest.mark.parametrize("what", ["commits", "rebuilds"])
def test_nothing_is_lost_or_there_twice_after_25_kills(tmp_path, what):
    seed = str(random.randrange(1_000_000))
    run = python(tmp_path, "-m", "tests.search.crash.killing", what, seed)
    print(f"seed {seed}\n{run.stdout}\n{run.stderr[-3000:]}")
    assert run.returncode == 0


# --- A rebuild that is stopped -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Path:
    """A site with an index of some items."""
    folder = tmp_path_factory.mktemp("world")
    made = python(folder, "-m", "tests.search.crash.slow_rebuild", "begin")
    assert made.returncode == 0, made.stderr
    return folder


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_stopped_rebuild_leaves_the_index_in_use_and_can_be_started_again(world, how):
    index = world / "index"
    before = (index / "CURRENT").read_text()
    command = [sys.executable, "-m", "tests.search.crash.slow_rebuild", "rebuild"]
    with subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment(world), stderr=subprocess.PIPE, text=True
    ) as process:
        deadline = time.monotonic() + 60
        while not (world / "half-way").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        (world / "half-way").unlink()
        process.send_signal(how)
        _out, told = process.communicate(timeout=60)
    assert (index / "CURRENT").read_text() == before
    if how != signal.SIGKILL:
        assert process.returncode == 130
        assert "starting again is safe" in told
        assert "Traceback" not in told
        # The half index is gone; the one in use and perhaps the one before it stay.
        assert all(
            (folder / "manifest.json").exists() for folder in index.iterdir() if folder.is_dir()
        )
    again = python(world, "manage.py", "search_index", "rebuild")
    assert again.returncode == 0, again.stderr
    assert (index / "CURRENT").read_text() != before
    assert len([folder for folder in index.iterdir() if folder.is_dir()]) <= 2
    checked = python(world, "manage.py", "search_index", "verify")
    assert checked.returncode == 0, checked.stderr


def test_a_worker_builds_a_missing_index_in_a_process_of_its_own(world):
    (world / "index" / "CURRENT").unlink()
    run = python(world, "-m", "tests.search.crash.slow_rebuild", "heal")
    print(run.stdout, run.stderr[-3000:])
    assert run.returncode == 0
