"""khal, a calendar in a terminal, with a calendar folder of its own."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.clients.programs import ComplaintError, python_program, run
from tests.clients.shown import ZONE, Shown, in_order, in_utc

#: Of somebody in the Netherlands, with dates written so that they can be read back.
SETTINGS = """\
[calendars]
[[agenda]]
path = {folder}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
local_timezone = Europe/Amsterdam
default_timezone = Europe/Amsterdam
firstweekday = 0
unicode_symbols = False
[sqlite]
path = {home}/khal.db
"""
FIELDS = (
    "title",
    "start-long-full",
    "end-long-full",
    "all-day",
    "status",
    "uid",
    "location",
    "description",
    "url",
    "categories",
)


class Khal:
    """One person's khal; ``folder`` holds a file for each event."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.program = python_program("khal")
        self.home = home
        self.settings = home / "khal.conf"
        folder.mkdir(parents=True, exist_ok=True)
        self.settings.write_text(SETTINGS.format(folder=folder, home=home), encoding="utf-8")

    def keep(self, text: str) -> None:
        """Import a calendar as a file that somebody downloaded."""
        downloaded = self.home / "downloaded.ics"
        downloaded.write_text(text, encoding="utf-8", newline="")
        self._run("import", "--batch", "--include-calendar", "agenda", str(downloaded))

    def shows(self, first: date, last: date) -> list[Shown]:
        """Give the dates that touch the days from ``first`` through ``last``.

        Raises ComplaintError when khal warns of something in what it keeps.
        """
        chosen = [option for name in FIELDS for option in ("--json", name)]
        printed = self._run("list", str(first), str(last), *chosen)
        found: list[Shown] = []
        # Every line is a day. An event of several days stands on each of them.
        day = first
        for line in printed.splitlines():
            rows = [_shown(row) for row in json.loads(line)]
            found += [row for row in rows if max(_first_day(row), first) == day]
            day += timedelta(days=1)
        return in_order(found)

    def _run(self, *arguments: str) -> str:
        printed = run([self.program, "-c", self.settings, *arguments], self.home)
        if complaints := [line for line in printed.splitlines() if not line.startswith("[")]:
            raise ComplaintError("\n".join(complaints))
        return printed


def _shown(row: dict[str, Any]) -> Shown:
    start, end = (datetime.fromisoformat(row[f"{part}-long-full"]) for part in ("start", "end"))
    all_day = row["all-day"] == "True"
    return Shown(
        title=row["title"],
        # khal shows the last day of something that lasts all day.
        start=start.date() if all_day else in_utc(start.replace(tzinfo=ZONE)),
        end=end.date() + timedelta(days=1) if all_day else in_utc(end.replace(tzinfo=ZONE)),
        cancelled=row["status"].strip() == "CANCELLED",
        uid=row["uid"],
        location=row["location"],
        description=row["description"],
        url=row["url"],
        categories=frozenset(part for part in row["categories"].split(",") if part),
    )


def _first_day(shown: Shown) -> date:
    start = shown.start
    return start.astimezone(ZONE).date() if isinstance(start, datetime) else start
