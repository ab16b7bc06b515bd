"""Who looks after a calendar of an organisation, and what its feed holds."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from harvest.models import TrialDraft
from publishing.models import User
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    RegionFactory,
    RoleAssignmentFactory,
)
from tests.harvest.conftest import notes_kind, partner_server
from tests.harvest.notes_kind import feed, note

__all__ = ["desk", "notes_kind", "partner_server"]


@dataclass
class Desk:
    """One organisation with somebody who works for it, the manager, and the partner's server."""

    organisation: Any
    member: User
    manager: User
    server: Any
    client: Any

    def url(self, name: str, *args: int) -> str:
        return reverse(f"harvest:{name}", args=[self.organisation.pk, *args])

    def tries(self, *lines: str, path: str = "/notes") -> str:
        """Give the address of a feed with these lines; the address of the page of the trial."""
        self.server.answer(path, feed(*lines))
        answer = self.client.post(self.url("add"), {"address": self.server.url(path)})
        assert answer.status_code == 302, answer.context["form"].errors
        return answer["Location"]

    def answers(self, page: str, **changed: Any) -> dict[str, Any]:
        """What a browser would send from the page of a trial, with some answers changed."""
        form = self.client.get(page).context
        questions, outcome = form["questions"], form["outcome"]
        data: dict[str, Any] = {}
        for one in (questions.settings, *questions.rules, *questions.mappings):
            data |= {field.html_name: field.value() for field in one}
        for forms in (questions.rules, questions.mappings):
            data |= {field.html_name: field.value() for field in forms.management_form}
        rows = [*outcome.coming.rows, *outcome.doubles.rows]
        data["shown"] = [row.token for row in rows]
        data["in"] = [row.token for row in rows if row.comes_in]
        data |= changed
        return {
            name: value for name, value in data.items() if value is not None and value is not False
        }

    @property
    def draft(self) -> TrialDraft:
        return TrialDraft.objects.get()


@pytest.fixture
def desk(db: None, notes_kind: Any, partner_server: Any, client: Any) -> Desk:
    cache.clear()  # which counts how often somebody tries
    region = RegionFactory(label="Regio Oost")
    organisation = OrganisationFactory(title="Werkplaats", region=region)
    member = MembershipFactory(organisation=organisation).user
    manager = RoleAssignmentFactory(region=region).user
    client.force_login(member)
    return Desk(organisation, member, manager, partner_server, client)


__all__ += ["feed", "note"]
