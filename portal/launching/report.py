"""What a load did, counted and told."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

NAMES = {
    "scale": "scales",
    "region": "regions",
    "province": "provinces",
    "action_line": "action lines",
    "action": "actions",
    "development_path": "development paths",
    "target_group": "target groups",
    "choice_factor": "choice factors",
    "form": "forms",
    "organisation_type": "organisation types",
    "synonym_set": "sets of synonyms",
    "organisation": "organisations",
    "initiative": "initiatives",
    "offer": "offers",
    "practice": "practices",
    "event": "events",
    "picture": "pictures",
    "page": "pages",
    "region_page": "region pages",
}
OUTCOMES = ("new", "changed", "unchanged", "kept")


@dataclass
class Report:
    """Counts per kind, and a sentence for everything a person should know."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)

    def count(self, kind: str, outcome: str) -> None:
        self.counts.setdefault(kind, Counter())[outcome] += 1

    def total(self, outcome: str) -> int:
        return sum(counter[outcome] for counter in self.counts.values())

    def table(self) -> Iterator[str]:
        """The summary, a line for each kind and one for the whole."""
        yield f"{'':20}{'new':>8}{'changed':>10}{'unchanged':>11}{'kept':>8}"
        for kind, counter in self.counts.items():
            yield self._line(NAMES[kind], counter)
        yield self._line("together", Counter({name: self.total(name) for name in OUTCOMES}))
        if self.total("kept"):
            yield "kept: fields that a curator changed since, or a draft that is being worked on"

    def _line(self, name: str, counter: Counter[str]) -> str:
        return (
            f"{name:20}{counter['new']:>8}{counter['changed']:>10}"
            f"{counter['unchanged']:>11}{counter['kept']:>8}"
        )
