"""Two runs of one source at the same time, and one that is killed: nothing double, nothing half."""

import json
import subprocess
import sys
import time

import pytest

from bench.site import ROOT, Site
from tests.harvest.notes_kind import feed, notes
from tests.publishing.at_once.database import database_of

RECORDS = 60
PATIENCE_SECONDS = 60


@pytest.fixture
def world(tmp_path, django_db_setup, django_db_blocker, partner_server):
    """A site with a database of its own, and a partner with 60 records."""
    site = Site(tmp_path, workers=1)
    partner_server.answer("/notes", feed(*notes(RECORDS)))
    with database_of(site, django_db_blocker.unblock) as database:
        yield site, database


def begun(site: Site, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.harvest.own_process", *arguments],
        cwd=ROOT,
        env=site.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def told(process: subprocess.Popen) -> dict:
    out, errors = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0, errors
    return json.loads(out.splitlines()[-1])


def test_a_killed_run_is_finished_by_the_next_and_of_two_at_once_one_does_it(world, partner_server):
    site, database = world
    hanging = begun(site, "hang", partner_server.url("/notes"), str(site.folder))
    until = time.monotonic() + PATIENCE_SECONDS
    while not (site.folder / "half-way").exists():
        assert hanging.poll() is None, hanging.stderr.read()
        assert time.monotonic() < until
        time.sleep(0.02)
    # What was done by then can be read, and the rest of its transaction cannot.
    assert database.rows("SELECT count(*) FROM harvest_record") == [(50,)]
    hanging.kill()
    hanging.communicate()
    both = [told(process) for process in [begun(site, "run"), begun(site, "run")]]
    done = [one for one in both if "busy" not in one]
    assert sum(one["counts"].get("new", 0) for one in done) == RECORDS - 50
    # Whoever was last tells how it is now.
    last = max(done, key=lambda one: len(one["outcomes"]))
    assert (last["items"], last["records"], last["without_item"]) == (RECORDS, RECORDS, 0)
    assert last["outcomes"][:2] == ["interrupted", "good"]
    assert set(last["outcomes"][2:]) <= {"unchanged", "running"}
