"""The public page of one item, whatever its kind."""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.models import PracticeCondition, PracticeResult
from tests.factories import (
    ActionLineFactory,
    EventFactory,
    InitiativeFactory,
    OfferFactory,
    OrganisationFactory,
    PracticeFactory,
    ProvinceFactory,
    ScaleFactory,
    TargetGroupFactory,
)

pytestmark = pytest.mark.django_db

FACTORIES = {
    "initiative": InitiativeFactory,
    "offer": OfferFactory,
    "practice": PracticeFactory,
    "organisation": OrganisationFactory,
    "event": EventFactory,
}
every_kind = pytest.mark.parametrize("factory", FACTORIES.values(), ids=FACTORIES)


@every_kind
def test_a_live_item_has_a_page_in_both_languages(client: Client, factory: Any):
    item = factory(title="Eigen titel", title_en="Own title", summary_en="What it is.")
    dutch, english = client.get(item.path_in("nl")), client.get(item.path_in("en"))
    assert "<h1>Eigen titel</h1>" in dutch.text
    assert "<h1>Own title</h1>" in english.text


@every_kind
def test_an_item_without_english_is_shown_in_dutch_marked_as_such(client: Client, factory: Any):
    item = factory(title="Alleen Nederlands")
    html = client.get(item.path_in("en")).text
    assert '<h1><span lang="nl">Alleen Nederlands</span></h1>' in html


@every_kind
def test_a_draft_is_not_found(client: Client, factory: Any):
    item = factory(live=False)
    assert client.get(item.path_in("nl")).status_code == 404


@every_kind
def test_an_outdated_address_leads_to_the_present_one(client: Client, factory: Any):
    item = factory(title="Nieuwe titel")
    right = item.path_in("nl")
    wrong = right.replace("nieuwe-titel", "oude-titel")
    for address in (wrong, right.split("-")[0] + "/"):
        response = client.get(address)
        assert response.status_code == 301
        assert response["Location"] == right


@pytest.mark.parametrize("key", ["0", "999999999999999", "9" * 16, "9" * 300, "-1", "1e3", "abc"])
def test_an_id_that_is_none_is_not_found(client: Client, key: str):
    assert client.get(f"/aanbod/{key}-x/").status_code == 404
    assert client.get(f"/aanbod/{key}/").status_code == 404


@every_kind
def test_the_classification_leads_to_more_of_the_same(client: Client, factory: Any):
    group, line = TargetGroupFactory(ref="mkb"), ActionLineFactory(letter="D", ref="nl-d")
    province = ProvinceFactory(code="NL-FL")
    item = factory(target_groups=[group], action_lines=[line], provinces=[province])
    html = client.get(item.path_in("nl")).text
    assert 'href="/zoeken/?target_group=mkb"' in html
    assert 'href="/zoeken/?action_line=nl-d"' in html
    assert 'href="/zoeken/?province=NL-FL"' in html


def test_an_offer_shows_what_it_takes_from_its_initiative(client: Client):
    initiative = InitiativeFactory(target_groups=[TargetGroupFactory(ref="mkb")])
    offer = OfferFactory(initiative=initiative)
    html = client.get(offer.path_in("en")).text
    assert 'href="/en/search/?target_group=mkb"' in html
    assert "from its initiative" in html
    assert initiative.path_in("en") in html


def test_a_draft_is_never_named_on_the_page_of_another_item(client: Client):
    organisation = OrganisationFactory()
    InitiativeFactory(title="Geheim plan", organisations=[organisation], live=False)
    shown = InitiativeFactory(title="Bekend plan", organisations=[organisation])
    OfferFactory(title="Geheim aanbod", initiative=shown, live=False)
    html = client.get(organisation.path_in("nl")).text
    html += client.get(shown.path_in("nl")).text
    assert "Bekend plan" in html
    assert "Geheim" not in html


def test_an_organisation_that_both_owns_and_joins_lists_an_item_once(client: Client):
    organisation = OrganisationFactory()
    InitiativeFactory(title="Plan", owner=organisation, organisations=[organisation])
    response = client.get(organisation.path_in("nl"))
    titles = [card["title"] for section in response.context["sections"] for card in section.cards]
    assert titles.count("Plan") == 1


@every_kind
def test_text_from_outside_is_never_markup(client: Client, factory: Any):
    hostile = '"><script>alert(1)</script>'
    item = factory(title=hostile, summary=hostile, contact_name=hostile)
    html = client.get(item.path_in("nl")).text
    assert "<script>alert" not in html


@every_kind
def test_search_engines_get_a_description(client: Client, factory: Any):
    item = factory(title="Titel")
    html = client.get(item.path_in("nl")).text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found
    data = json.loads(found[1])
    assert data["name"] == "Titel"
    assert data["url"].endswith(item.path_in("nl"))
    assert 'property="og:title" content="Titel"' in html


def _with(count: int) -> dict[str, Any]:
    """An item of each kind around which there are `count` of everything."""
    scale = ScaleFactory()
    terms = {
        "target_groups": TargetGroupFactory.create_batch(count),
        "action_lines": ActionLineFactory.create_batch(count),
        "provinces": ProvinceFactory.create_batch(count),
    }
    organisations = OrganisationFactory.create_batch(count)
    initiative = InitiativeFactory(organisations=organisations, scale=scale, **terms)
    offers = OfferFactory.create_batch(count, initiative=initiative, organisations=organisations)
    practice = PracticeFactory(
        initiatives=[initiative],
        organisations=organisations,
        conditions=[PracticeCondition(condition=f"Voorwaarde {number}") for number in range(count)],
        results=[PracticeResult(label=f"Cijfer {number}", value="1") for number in range(count)],
        **terms,
    )
    return {
        "initiative": initiative,
        "offer": offers[0],
        "practice": practice,
        "organisation": organisations[0],
    }


def _queries(client: Client, path: str) -> list[str]:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in queries]


@pytest.mark.parametrize(
    ("kind", "exactly"), [("initiative", 18), ("offer", 16), ("practice", 19), ("organisation", 16)]
)
def test_queries_do_not_grow_with_what_surrounds_an_item(client: Client, kind: str, exactly: int):
    few = _queries(client, _with(2)[kind].path_in("nl"))
    many = _queries(client, _with(30)[kind].path_in("nl"))
    assert len(many) == len(few)
    assert len(many) == exactly
