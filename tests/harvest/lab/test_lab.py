"""The fetcher among hostile hosts. What counts is the log of the listener: 60, 8 and 4."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

from tests.harvest.lab.cases import (
    ALL,
    ATTACKS,
    HONEST,
    MORE,
    OTHER,
    PUBLIC,
    PUBLIC_IPV6,
    RESOURCES,
    Case,
    case_of,
)
from tests.harvest.lab.namespace import namespace, why_not

LONGEST_SECONDS = 20
MOST_MEMORY = 300 * 2**20
RIGHT_PORTS = (80, 443)


@dataclass(frozen=True)
class Visit:
    """A connection that was accepted, and what was asked over it, if anything."""

    address: str
    port: int
    path: str = ""
    head: str = ""

    @property
    def is_right(self) -> bool:
        """Whether it went where a connection may go: to the public hosts, never to the other."""
        return self.address in (PUBLIC, PUBLIC_IPV6) and self.port in RIGHT_PORTS


@dataclass(frozen=True)
class Told:
    """What came out of the lab."""

    results: dict
    visits: list[Visit]
    control: list[Visit]

    def visits_of(self, case: Case) -> list[Visit]:
        """Those that say by their path whose they are."""
        return [visit for visit in self.visits if case_of(visit.path) is case]

    def fault_of(self, case: Case) -> str:
        """What is wrong with how it went; empty when all is as it should be."""
        result, visits = self.results[case.name], self.visits_of(case)
        if not result["alive"]:
            return "the process did not live to the end"
        works = [outcome["works"] for outcome in result["outcomes"]]
        if case.must_work is not None and works[-1] is not case.must_work:
            return f"it came out as {result['outcomes']}"
        if case.must_work and not result["outcomes"][-1]["is_calendar"]:
            return "something else came than the calendar"
        if wrong := [visit for visit in visits if not visit.is_right]:
            return f"it reached {wrong}"
        if visits and not case.may_connect:
            return f"it connected: {visits}"
        if case.most_requests is not None and len(visits) > case.most_requests:
            return f"it asked {len(visits)} times"
        if result["seconds"] >= LONGEST_SECONDS or result["memory"] >= MOST_MEMORY:
            return f"it took {result['seconds']:.1f} s and {result['memory'] / 2**20:.0f} MB"
        return ""


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> Iterator[Told]:
    if reason := why_not():
        # In CI the lab is part of what a change must pass.
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    folder = tmp_path_factory.mktemp("lab")
    with namespace() as name:
        done = subprocess.run(
            ["ip", "netns", "exec", name, sys.executable, "-m", "tests.harvest.lab.world", folder],
            cwd=settings.BASE_DIR,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test"},
            capture_output=True,
            text=True,
            timeout=120,
        )
    assert done.returncode == 0, done.stderr
    yield _read(folder)


def _read(folder: Path) -> Told:
    before, after = [], []
    seen = before
    asked = {}
    lines = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
    results = json.loads((folder / "results.json").read_text())
    knocks = results["control"]["knocks"]
    for line in lines:
        if line["event"] == "asked":
            asked[line["id"]] = line
    for line in lines:
        if line["event"] == "control":
            seen = after
        elif line["event"] == "accepted" and (seen is after or line["peer"] not in knocks):
            more = asked.get(line["id"], {})
            seen.append(
                Visit(line["address"], line["port"], more.get("path", ""), more.get("head", ""))
            )
    return Told(results, before, after)


def named(cases: list[Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=[case.name for case in cases])


@named(ATTACKS)
def test_a_hostile_address_gets_nothing(told, case):
    assert told.fault_of(case) == ""


@named(RESOURCES)
def test_a_greedy_answer_is_held(told, case):
    assert told.fault_of(case) == ""


@named(HONEST)
def test_an_honest_address_works(told, case):
    assert told.fault_of(case) == ""


@named(MORE)
def test_more_that_goes_wrong_out_there(told, case):
    assert told.fault_of(case) == ""


def test_sixty_eight_and_four(told):
    held = [
        sum(not told.fault_of(case) for case in group) for group in (ATTACKS, RESOURCES, HONEST)
    ]
    assert held == [60, 8, 4]


def test_no_connection_went_where_none_may_go(told):
    """Also those that said nothing, of which nobody knows whose they are."""
    assert [visit for visit in told.visits if not visit.is_right] == []


def test_a_line_break_in_an_address_arrives_encoded(told):
    case = next(case for case in ATTACKS if case.name.startswith("58"))
    (visit,) = told.visits_of(case)
    assert visit.path.endswith("%0d%0aX-Sneaked:%20yes")
    assert "\nX-Sneaked" not in visit.head


def test_no_password_no_cookie_and_no_proxy_played_a_part(told):
    heads = [visit.head.lower() for visit in told.visits if visit.head]
    assert len(heads) > 20
    assert not any("authorization:" in head or "cookie:" in head for head in heads)
    assert not any(head.startswith(("connect ", "get http")) for head in heads)


def test_many_dead_addresses_cost_two_waits_at_most(told):
    result = told.results["40 dead addresses of one name"]
    assert result["outcomes"] == [{"works": False, "code": "timeout"}]
    # Two times four seconds, and not forty times.
    assert result["seconds"] < 14


def test_the_name_is_looked_at_again_at_each_fetch(told):
    outcomes = told.results["private at the second fetch"]["outcomes"]
    assert [outcome["works"] for outcome in outcomes] == [True, False]


def test_a_bad_certificate_is_called_so(told):
    codes = {
        case.name: told.results[case.name]["outcomes"][0]["code"]
        for case in ALL
        if "certificate" in case.name and not case.must_work
    }
    assert len(codes) == 3
    assert set(codes.values()) == {"certificate"}


def test_the_listener_sees_whoever_comes(told):
    """Otherwise an empty log would say nothing."""
    reached = told.results["control"]["reached"]
    assert len(told.control) == len(reached)
    assert f"{OTHER}|80" in reached
    assert "169.254.169.254|80" in reached
    assert "127.0.0.1|3128" in reached
    assert f"{PUBLIC}|6379" in reached
    assert "64:ff9b::a9fe:a9fe|80" in reached
