"""A small field: two neighbours and a province further on, what they have, and their managers."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse
from django.utils.http import urlencode

from monitor.ledger.counted import counted
from monitor.ledger.recording import record
from search.catalogue import all_documents
from taxonomy.models import Province, TargetGroup
from tests.factories import (
    OfferFactory,
    PracticeFactory,
    ProvinceFactory,
    RegionFactory,
    TargetGroupFactory,
)
from tests.people import People, as_user, people

__all__ = ["Field", "as_user", "count_anew", "people"]


@dataclass
class Field:
    """Flevoland (region A) has little; Utrecht (region B) next door and Limburg have more."""

    people: People
    flevoland: Province
    utrecht: Province
    limburg: Province
    returners: TargetGroup
    pupils: TargetGroup
    practice: Any

    def gap(self, name: str = "monitor:gap", **asked: str) -> str:
        """The address of the gap for returners in Flevoland, with what is asked otherwise."""
        terms = {"rows": "target_group", "cols": "province", "row": "returners", "col": "NL-FL"}
        return f"{reverse(name)}?{urlencode({**terms, **asked})}"


def count_anew() -> None:
    """Bring the ledger up to date, as the search index does when it has taken something in."""
    record({(document.kind, document.pk): counted(document) for document in all_documents()})


@pytest.fixture
def field(people: People) -> Field:
    others = RegionFactory(ref="limburg")
    flevoland = ProvinceFactory(
        ref="flevoland",
        code="NL-FL",
        region=people.region_a,
        inhabitants=400,
        population_year=2023,
    )
    utrecht = ProvinceFactory(
        ref="utrecht",
        code="NL-UT",
        region=people.region_b,
        inhabitants=1400,
        population_year=2023,
    )
    limburg = ProvinceFactory(
        ref="limburg", code="NL-LI", region=others, inhabitants=1100, population_year=2023
    )
    returners = TargetGroupFactory(ref="returners", label="Herintreders")
    pupils = TargetGroupFactory(ref="pupils", label="Scholieren")
    for number in range(6):
        OfferFactory(title=f"Baan {number}", provinces=[utrecht], target_groups=[returners])
    OfferFactory(title="Les", provinces=[flevoland, limburg], target_groups=[pupils])
    OfferFactory(title="Terugkeer", provinces=[limburg], target_groups=[returners])
    practice = PracticeFactory(
        title="Bewezen praktijk",
        provinces=[utrecht],
        target_groups=[returners],
        evidence_strength="compared",
        contact_name="Projectbureau",
        contact_email="bureau@example.org",
        region=people.region_b,
    )
    PracticeFactory(title="Los idee", phase="idea", target_groups=[returners])
    PracticeFactory(title="Voor scholieren", provinces=[limburg], target_groups=[pupils])
    count_anew()
    return Field(people, flevoland, utrecht, limburg, returners, pupils, practice)
