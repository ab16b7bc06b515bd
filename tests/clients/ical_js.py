"""ical.js, with which Thunderbird reads calendars."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tests.clients.programs import ICAL_JS, node_with_ical_js, run
from tests.clients.shown import Shown, in_order, in_utc

SCRIPT = Path(__file__).with_name("read_with_ical_js.mjs")


class IcalJs:
    """Reads calendars with ical.js."""

    def __init__(self, home: Path) -> None:
        self.node = node_with_ical_js()
        self.home = home

    def read(self, text: str, first: date, last: date) -> list[Shown]:
        """Give the dates that touch the days from ``first`` through ``last``.

        Raises ComplaintError for a calendar that cannot be read in exactly one way.
        """
        printed = run([self.node, SCRIPT, ICAL_JS, str(first), str(last)], self.home, text)
        return in_order(_shown(row) for row in json.loads(printed))


def _shown(row: dict[str, Any]) -> Shown:
    row["categories"] = frozenset(row["categories"])
    row["start"], row["end"] = _when(row["start"]), _when(row["end"])
    return Shown(**row)


def _when(text: str) -> date | datetime:
    return in_utc(datetime.fromisoformat(text)) if "T" in text else date.fromisoformat(text)
