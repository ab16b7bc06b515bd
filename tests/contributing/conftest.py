"""A member of an organisation in Flevoland, and the answers that publish an offer."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from organisations.models import Organisation
from portal.launching.workflow import ensure_review_workflow
from publishing.models import User
from taxonomy.models import Form, Province, TargetGroup
from tests.factories import (
    FormFactory,
    MembershipFactory,
    OrganisationFactory,
    ProvinceFactory,
    TargetGroupFactory,
)


@dataclass
class Contributor:
    """Somebody who works for an organisation, in a browser."""

    client: Client
    user: User
    organisation: Organisation
    province: Province
    group: TargetGroup
    form: Form

    def start(self, kind: str = "offer", **answers: Any) -> Any:
        """Post the first step of something new."""
        return self.client.post(f"/en/contribute/{kind}/", self.first(**answers))

    def first(self, **answers: Any) -> dict[str, Any]:
        return {"title": "Test leren", "summary": "Zes maanden les.", "go": "next", **answers}

    def post(self, url: str, **answers: Any) -> Any:
        """Post a step with the version that its page shows."""
        page = self.client.get(url)
        version = page.context["workplace"].version
        return self.client.post(url, {"version": version, "go": "next", **answers})


@pytest.fixture(autouse=True)
def _nothing_counted_before() -> None:
    """Limits are counted by account, and accounts of other tests had the same number."""
    cache.clear()


@pytest.fixture
def contributor(db: None, client: Client) -> Contributor:
    ensure_review_workflow()
    province = ProvinceFactory(label="Flevoland")
    organisation = OrganisationFactory(
        title="Onze school",
        region=province.region,
        provinces=[province],
        contact_email="info@school.example",
    )
    user = MembershipFactory(organisation=organisation).user
    client.force_login(user)
    return Contributor(
        client, user, organisation, province, TargetGroupFactory(), FormFactory(label="Opleiding")
    )
