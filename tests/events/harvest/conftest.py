"""A partner with a calendar, and the region that looks after it."""

from collections.abc import Callable

import pytest

from harvest.models import Source
from tests.factories import ProvinceFactory
from tests.harvest.partner_server import partner_server
from tests.people import People, as_user, people

__all__ = ["as_user", "make_source", "partner_server", "people"]


@pytest.fixture
def make_source(people: People) -> Callable[..., Source]:
    ProvinceFactory(label="Flevoland", code="NL-FL", region=people.region_a)

    def make(**values: object) -> Source:
        return Source.objects.create(
            **{
                "organisation": people.organisation,
                "region": people.region_a,
                "name": "Agenda van de partner",
                "kind": "icalendar",
                **values,
            }
        )

    return make
