"""Offers that differ in nothing but title and provider, unless told otherwise."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.factories import (
    FormFactory,
    OfferFactory,
    OrganisationFactory,
    ProvinceFactory,
    TargetGroupFactory,
)

TITLES = ("Omscholing tot softwaretester", "Word tester van software", "Leerwerktraject testen")


@dataclass
class Field:
    """What all offers have in common; called with a title it makes one."""

    form: Any
    group: Any
    province: Any

    def __call__(self, title: str, **more: Any) -> Any:
        values = {
            "form": self.form,
            "target_groups": [self.group],
            "provinces": [self.province],
            "region": self.province.region,
        }
        if "owner" not in more:
            more["owner"] = OrganisationFactory()
        return OfferFactory(title=title, **values | more)


@pytest.fixture
def field(db: None) -> Field:
    return Field(
        form=FormFactory(ref="omscholing", label="Omscholing"),
        group=TargetGroupFactory(ref="zij-instromers", label="Zij-instromers"),
        province=ProvinceFactory(code="NL-FL", ref="flevoland", label="Flevoland"),
    )
