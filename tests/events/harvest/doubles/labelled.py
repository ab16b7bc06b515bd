"""Reads the labelled pairs of events, and what is said of each."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from events.harvest.doubles.comparing import Comparison, compare
from events.harvest.doubles.features import Features, page_of
from events.overlap.proposal import Place

_HERE = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class LabelledPair:
    label: str
    why: str
    one: Features
    other: Features

    def compared(self) -> Comparison:
        return compare(self.one, self.other)

    def __str__(self) -> str:
        return f"{self.label}: {self.why}"


def read_pairs() -> list[LabelledPair]:
    path = Path(__file__).parent / "pairs.yaml"
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [
        LabelledPair(row["is"], row["why"], _features(row["one"]), _features(row["two"]))
        for row in rows
    ]


def _features(row: dict[str, Any]) -> Features:
    online = row.get("on", "")
    titles = [title.strip() for title in row["t"].split(", ")]
    return Features(
        titles=tuple(title for title in titles if title),
        **_times(*row["at"].partition("/")[::2]),
        rule=row.get("rule", ""),
        place=Place(row.get("p", ""), row.get("a", ""), bool(online)),
        joining=page_of(online) if online.startswith("http") else "",
        page=page_of(row.get("u", "")),
        registration=page_of(row.get("r", "")),
        provinces=frozenset(int(key) for key in row.get("prov", ())),
        cancelled="off" in row,
    )


def _times(start: str, end: str) -> dict[str, Any]:
    if "T" not in start:
        return {"first_day": date.fromisoformat(start), "last_day": date.fromisoformat(end)}
    begins = _moment(start)
    ends = _moment(f"{start.partition('T')[0]}T{end}") if end else None
    day = begins.astimezone(_HERE).date()
    return {"first_day": day, "last_day": day, "start": begins, "end": ends}


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=_HERE)).astimezone(UTC)
