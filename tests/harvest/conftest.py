"""What tests of harvesting share."""

import pytest

from harvest import kinds
from harvest.models import Source
from tests.factories import OrganisationFactory, RegionFactory
from tests.harvest.notes_kind import make_kind
from tests.harvest.partner_server import partner_server
from tests.people import people

__all__ = ["notes_kind", "partner_server", "people", "source"]


@pytest.fixture
def notes_kind(monkeypatch):
    """A kind "notes", registered for one test; its keeper remembers what was asked of it."""
    kind = make_kind()
    monkeypatch.setitem(kinds._kinds, kind.slug, kind)
    return kind


@pytest.fixture
def source(db, notes_kind, partner_server):
    """An active source of notes, with an address at the partner's server."""
    return Source.objects.create(
        organisation=OrganisationFactory(),
        region=RegionFactory(),
        name="Agenda van de partner",
        kind="notes",
        address=partner_server.url("/notes"),
        state=Source.State.ACTIVE,
    )
