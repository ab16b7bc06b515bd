"""Two regions with their people, and a practice of the one that the other could use."""

from typing import Any

import pytest

from initiatives.models import Practice
from tests.factories import PracticeFactory, ProvinceFactory, TargetGroupFactory
from tests.people import as_user, people

__all__ = ["as_user", "people"]


@pytest.fixture
def practice(people: Any) -> Practice:
    """Runs in region A; it is led there."""
    province = ProvinceFactory(region=people.region_a, label="Provincie A")
    ProvinceFactory(region=people.region_b, label="Provincie B")
    return PracticeFactory(
        title="Meester-gezel",
        title_en="Master and apprentice",
        summary="Ervaren vakmensen leiden nieuwe op.",
        region=people.region_a,
        provinces=[province],
        problem="Nieuwe mensen leren te langzaam.",
        approach="Twee aan twee werken.",
        target_groups=[TargetGroupFactory(label="Werkenden")],
    )
