"""Search fields, filters and page numbers of the admin, in the hands of a programme manager."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.snippets.models import get_snippet_models

from publishing.models import RoleAssignment
from taxonomy.models import Region
from tests.factories import RoleAssignmentFactory
from tests.hostile.bad_input import querystrings, tried

pytestmark = pytest.mark.django_db

PARAMETERS = (
    "q", "p", "ordering", "region", "lead_region", "provinces", "live", "state", "freshness",
    "kind", "scale", "organisations", "owner", "updated_at_from", "_popup", "id", "per_page",
    "collection_id", "tag", "locale", "export", "index_results", "latest_revision_created_at_from",
)  # fmt: skip
GOOD_VALUES = ("1", "2", "title", "-title", "true", "xlsx", "csv", "tribe")
OTHER_LISTS = (
    "/beheer/pages/",
    "/beheer/pages/search/",
    "/beheer/pages/search/results/",
    "/beheer/images/",
    "/beheer/documents/",
    "/beheer/reports/site-history/",
    "/beheer/choose-page/",
    "/beheer/choose-page/search/",
)


def list_paths() -> list[str]:
    found = []
    for model in get_snippet_models():
        viewset = model.snippet_viewset
        chooser = viewset.chooser_viewset
        found.append(reverse(viewset.get_url_name("list")))
        found.append(reverse(viewset.get_url_name("list_results")))
        found.append(reverse(chooser.get_url_name("choose")))
        found.append(reverse(chooser.get_url_name("choose_results")))
    return [*found, *OTHER_LISTS]


@pytest.fixture
def manager() -> Client:
    client = Client()
    client.force_login(RoleAssignmentFactory(region=Region.objects.get(ref="flevoland")).user)
    return client


@pytest.fixture
def coordinator() -> Client:
    role = RoleAssignment.Role.NATIONAL_COORDINATOR
    client = Client()
    client.force_login(RoleAssignmentFactory(role=role, region=None).user)
    return client


@tried(250)
@given(which=st.integers(0, 200), querystring=querystrings(PARAMETERS, GOOD_VALUES, most=4))
def test_any_address_of_a_list_gives_a_manager_a_page(
    which: int, querystring: str, manager: Client, ask: Any
) -> None:
    paths = list_paths()
    response = ask(paths[which % len(paths)], querystring, client=manager)
    assert response.status_code in {200, 302, 404}


@pytest.mark.parametrize(
    "q", ["%00", "%22", "%FF", "%27%22%3E%3Cvw-mark", "a" * 5000, "%25", "%5C"]
)
def test_search_field_of_every_list_takes_anything(q: str, coordinator: Client, ask: Any) -> None:
    for path in list_paths():
        response = ask(path, f"q={q}", client=coordinator)
        assert response.status_code in {200, 302, 404}, path
