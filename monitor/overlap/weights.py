"""How much each part of an overlap weighs, and from which score on it is shown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    """The usual weights; coordinators change them in the admin (`monitor.models.OverlapRules`).

    ``people``, ``subject``, ``place`` and ``strands`` are taken relative to each other. The next
    three say in percent how much of a score is left when the two are of one provider, of quite
    other levels, or about other subjects. From ``threshold`` percent on a pair is shown.
    """

    people: int = 30
    subject: int = 45
    place: int = 15
    strands: int = 10
    same_provider: int = 70
    other_level: int = 80
    other_subject: int = 50
    threshold: int = 60

    @property
    def total(self) -> int:
        return self.people + self.subject + self.place + self.strands


USUAL = Weights()
