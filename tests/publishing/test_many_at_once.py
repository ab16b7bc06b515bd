"""Twenty people hand in and three managers review, all at once, on a real server.

Whatever the database: no change is lost, nothing is published twice, and nobody reads that the
database is locked.
"""

import json
import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest

from bench.site import Site
from tests.publishing.at_once.database import SiteDatabase, database_of
from tests.publishing.at_once.visitor import PATIENCE, Visitor, fields_of

MEMBERS = 20
MANAGERS = 3
#: One in so many changes what was published and hands it in again.
AGAIN = 4
CAST = "from tests.publishing.at_once import cast; cast."
OPEN_STEPS = (
    "SELECT reviews.object_id, steps.id FROM wagtailcore_taskstate steps "
    "JOIN wagtailcore_workflowstate reviews ON steps.workflow_state_id = reviews.id "
    "WHERE steps.status = 'in_progress'"
)
STATUS_OF = "SELECT status FROM wagtailcore_taskstate WHERE id = {step}"


@dataclass
class Stage:
    """What everybody knows of each other: what was handed in, and what was decided."""

    address: str
    database: SiteDatabase
    handed_in: threading.Condition = field(default_factory=threading.Condition)
    decided: dict[int, threading.Semaphore] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    is_over: bool = False
    complaints: list[str] = field(default_factory=list)
    #: What each manager read who wanted to merge the same two items.
    told: list[str] = field(default_factory=list)
    merges: int = 0


@pytest.fixture(scope="module")
def played(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[Stage, dict[str, Any], list[str]]]:
    """Everybody did what they do; with what became of every offer, and what the server logged."""
    site = Site(tmp_path_factory.mktemp("at-once"), workers=3)
    # Managers have sessions already; a second factor is another story.
    site.environment |= {"VLECHTWERK_DEMO": "true", "VLECHTWERK_SECOND_FACTOR": "off"}
    cast, report = site.folder / "cast.json", site.folder / "report.json"
    with database_of(site, django_db_blocker.unblock) as database:
        site.manage("collectstatic", "--no-input")
        site.manage("shell", "-c", f"{CAST}prepare({str(cast)!r}, {MEMBERS}, {MANAGERS})")
        with site.serving() as server:
            stage = Stage(f"http://127.0.0.1:{server.port}", database)
            people = json.loads(cast.read_text())
            _play(stage, people)
            _merge(stage, people)
            errors = server.errors()
        site.manage("shell", "-c", f"{CAST}report({str(report)!r})")
        yield stage, json.loads(report.read_text()), errors


def _play(stage: Stage, people: dict[str, Any]) -> None:
    stage.decided = {one["offer"]: threading.Semaphore(0) for one in people["members"]}
    with ThreadPoolExecutor(MEMBERS + MANAGERS) as pool:
        managers = [pool.submit(_review, stage, one["session"]) for one in people["managers"]]
        members = [pool.submit(_hand_in, stage, one) for one in people["members"]]
        try:
            for member in members:
                member.result()
        finally:
            stage.is_over = True
            with stage.handed_in:
                stage.handed_in.notify_all()
        for manager in managers:
            manager.result()


def _hand_in(stage: Stage, one: dict[str, Any]) -> None:
    """Write, hand in with an impatient double click, and wait for the decision; some do it again."""
    offer = one["offer"]
    visitor, impatient = (
        Visitor(stage.address, one["session"], stage.complaints) for _hand in range(2)
    )
    step, check = f"/bijdragen/aanbod/{offer}/1/", f"/bijdragen/aanbod/{offer}/controle/"
    for number in range(1, rounds_of(offer) + 1):
        form = visitor.get(step).select_one("form[data-contribution]")
        assert form is not None, f"{offer} is not open for writing in round {number}"
        fields = [pair for pair in fields_of(form) if pair[0] != "summary"]
        visitor.post(step, [*fields, ("summary", text_of(offer, number)), ("go", "next")])
        asked = [fields_of(hand.get(check)) for hand in (visitor, impatient)]
        with ThreadPoolExecutor(2) as both:
            list(both.map(lambda hand, found: hand.post(check, found), (visitor, impatient), asked))
        with stage.handed_in:
            stage.handed_in.notify_all()
        decided = stage.decided[offer].acquire(timeout=PATIENCE)
        assert decided, f"nobody decided about {offer}: {stage.complaints}"


def _review(stage: Stage, session: str) -> None:
    """Approve whatever waits, in no order, so that managers often want the same one."""
    visitor = Visitor(stage.address, session, stage.complaints)
    visitor.get("/beheer/")
    chance = random.Random(session)
    while not stage.is_over:
        waiting = stage.database.rows(OPEN_STEPS)
        chance.shuffle(waiting)
        for offer, step in waiting:
            visitor.post(
                f"/beheer/snippets/initiatives/offer/workflow/action/{offer}/approve/{step}/", []
            )
            if stage.database.rows(STATUS_OF.format(step=step)) == [("approved",)]:
                _decided(stage, int(offer), step)
        visitor.get("/beheer/")
        with stage.handed_in:
            if not waiting and not stage.is_over:
                stage.handed_in.wait(timeout=1)


def _decided(stage: Stage, offer: int, step: int) -> None:
    """Tell the member, once for each step."""
    with stage.handed_in:
        if step in stage.seen:
            return
        stage.seen.add(step)
    stage.decided[offer].release()


def _merge(stage: Stage, people: dict[str, Any]) -> None:
    """All managers merge the same two items, which each of them has looked at."""
    kept, absorbed = people["twins"]
    address = f"/beheer/samenvoegen/offer/{kept}/{absorbed}/"
    visitors = [
        Visitor(stage.address, one["session"], stage.complaints) for one in people["managers"]
    ]
    looked = [fields_of(visitor.get(address)) for visitor in visitors]
    with ThreadPoolExecutor(MANAGERS) as pool:
        pages = pool.map(lambda visitor, found: visitor.post(address, found), visitors, looked)
        alerts = [page.select_one("main [role=alert]") for page in pages]
    stage.told = [alert.get_text() for alert in alerts if alert is not None]
    stage.merges = stage.database.rows("SELECT count(*) FROM publishing_merge")[0][0]


def rounds_of(offer: int) -> int:
    return 1 if offer % AGAIN else 2


def text_of(offer: int, number: int) -> str:
    return f"Aanbod {offer}, zoals het in ronde {number} werd."


def test_nobody_reads_of_a_fault(played: Any) -> None:
    stage, _report, errors = played
    assert errors == []
    assert stage.complaints == []


def test_no_change_is_lost(played: Any) -> None:
    _stage, report, _errors = played
    assert len(report) == MEMBERS
    for offer, found in report.items():
        assert found["live"], offer
        assert found["summary"] == text_of(int(offer), rounds_of(int(offer)))
        assert not found["unpublished"]
        rounds = range(1, rounds_of(int(offer)) + 1)
        wanted = {text_of(int(offer), number) for number in rounds}
        assert wanted <= set(found["texts"]), "the versions of before are still there"


def test_nothing_is_decided_or_published_twice(played: Any) -> None:
    _stage, report, _errors = played
    for offer, found in report.items():
        rounds = rounds_of(int(offer))
        assert (found["approved"], found["published"], found["open"]) == (rounds, rounds, 0), offer


def test_of_three_managers_one_merges_and_the_others_are_told(played: Any) -> None:
    stage, _report, _errors = played
    assert stage.merges == 1
    assert len(stage.told) == MANAGERS - 1
    assert all("samengevoegd" in told for told in stage.told)
