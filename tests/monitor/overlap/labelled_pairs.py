"""Reads the labelled pairs with the words of the launch content."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from monitor.overlap.profile import Profile
from monitor.overlap.subject import stems_of, subject_words

_FOLDER = Path(__file__).with_name("pairs")
_LAUNCH = Path(settings.BASE_DIR) / "portal" / "launch_content"


@dataclass(frozen=True)
class LabelledPair:
    """Two profiles and whether a person says that they overlap."""

    overlaps: bool
    why: str
    one: Profile
    other: Profile

    def __str__(self) -> str:
        return self.why


def read_pairs(part: str) -> list[LabelledPair]:
    """The pairs of a part: "tuning" may be looked at to make the engine better, "testing" not."""
    rows = yaml.safe_load((_FOLDER / f"{part}.yaml").read_text(encoding="utf-8"))
    return [
        LabelledPair(
            row["is"] == "overlap", row["why"], _profile(1, row["one"]), _profile(2, row["two"])
        )
        for row in rows
    ]


def _profile(pk: int, row: dict[str, Any]) -> Profile:
    silent, above = _noise(), _broader()
    groups = frozenset(row.get("for", ["zij-instromers"]))
    places = row.get("in", ["NL-FL"])
    title = subject_words(row["title"], silent)
    rest = subject_words(row.get("summary", ""), silent)
    return Profile(
        kind=row.get("kind", "offer"),
        pk=pk,
        form=row.get("form", "omscholing"),
        groups=groups,
        broader={group: above[group] for group in sorted(groups) if group in above},
        provinces=frozenset() if places == "national" else frozenset(places),
        national=places == "national",
        starts=_day(row.get("from")),
        ends=_day(row.get("until")),
        strands=frozenset(f"action_line:{line}" for line in row.get("lines", ())),
        title_words=title,
        other_words={stem: word for stem, word in rest.items() if stem not in title},
        level=row.get("level"),
        owner=row.get("owner", pk),
        organisations=frozenset({row.get("owner", pk)}),
        family=row.get("family"),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def _noise() -> frozenset[str]:
    """As `monitor.overlap.describing.noise` gives it for the launch content."""
    rows = [
        *(row for row in _rows("target_groups") if not row.get("parent")),
        *_rows("provinces"),
        *_rows("regions"),
        *(row for row in _rows("vocabularies") if row["vocabulary"] in _FORMS),
    ]
    labels = (row.get("label") or row.get("name") for row in rows)
    return frozenset(stem for label in labels if label for stem in stems_of(label["nl"]))


@cache
def _broader() -> dict[str, str]:
    return {row["id"]: row["parent"] for row in _rows("target_groups") if row.get("parent")}


@cache
def _rows(name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((_LAUNCH / f"{name}.yaml").read_text(encoding="utf-8"))


_FORMS = {"initiative-kind", "offer-type"}
