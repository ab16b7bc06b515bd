"""The habits of the programs that people use: what each sample feed comes to.

``sample_feeds.txt`` says it in words, and then each date, or why there is none. The samples were
written for this: each reproduces one habit, and nobody's calendar.
"""

from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from events.harvest.preview.asking import Asked, Window
from events.harvest.preview.report import Report, report_of
from harvest.records import Content

HERE = Path(__file__).parent
FEEDS = HERE / "feeds"
WINDOW = Window(date(2026, 1, 1), date(2026, 12, 31), "Europe/Amsterdam")


def body(name: str) -> bytes:
    return (FEEDS / f"{name}.ics").read_bytes()


def report(name: str) -> Report:
    with translation.override("en"):
        return report_of(Asked(Content(body(name))), WINDOW)


@translation.override("en")
def outcome_of(name: str) -> list[str]:
    found = report(name)
    lines = [f"fault: {found['fault']}"] if found["fault"] else []
    lines += [] if found["complete"] or found["fault"] else ["not complete"]
    for series in found["series"]:
        rule = f" ({series['rule']})" if series["rule"] else ""
        place = f" @ {series['location']}" if series["location"] else ""
        lines.append(f"{series['title']}{rule}{place}")
        for each in series["occurrences"]:
            words = [f"  {each['start']} - {each['end']}"]
            words += [each["status"]] if each["status"] != "scheduled" else []
            words += [each["title"]] if "title" in each else []
            lines.append(" ".join(words))
        lines += [f"  note: {note}" for note in series["notes"]]
    for refused in found["refused"]:
        title = "(private)" if refused["private"] else refused["title"]
        lines.append(f"refused in line {refused['line']}: {title}: {refused['reason']}")
    return lines


def expectations() -> dict[str, list[str]]:
    text = (HERE / "sample_feeds.txt").read_text(encoding="utf-8")
    found = {}
    for block in text.split("\n== ")[1:]:
        head, *lines = block.rstrip("\n").split("\n")
        found[head.partition(":")[0]] = lines
    return found


EXPECTED = expectations()


@pytest.mark.parametrize("name", EXPECTED)
def test_feed_comes_to_what_is_written_about_it(name):
    assert outcome_of(name) == EXPECTED[name]


def test_every_feed_has_its_expectation():
    assert set(EXPECTED) == {path.stem for path in FEEDS.glob("*.ics")}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_event_of_a_feed_is_read_or_reported(name):
    counts = report(name)["counts"]

    assert counts["read"] + counts["refused"] == counts["components"]
