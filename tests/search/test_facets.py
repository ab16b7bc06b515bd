import sys

import pytest
from django.utils.translation import gettext_lazy as _

from search import facets, labels
from search.engines.embedded_schema import schema
from search.facets import FACETS, Facet
from search.fields import fingerprint_of_fields
from tests.factories import OfferFactory, ScaleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_more_facet(monkeypatch):
    """The list of facets with one entry more, wherever it has been read from already."""
    more = (*FACETS, Facet("reach", _("Reach"), "scale", many=False, shown=True))
    for name, module in list(sys.modules.items()):
        if name.startswith("search.") and getattr(module, "FACETS", None) is FACETS:
            monkeypatch.setattr(module, "FACETS", more)
    monkeypatch.setattr(facets, "FACETS_BY_NAME", {facet.name: facet for facet in more})
    for name, module in list(sys.modules.items()):
        if name.startswith("search.") and hasattr(module, "FACETS_BY_NAME"):
            monkeypatch.setattr(module, "FACETS_BY_NAME", {facet.name: facet for facet in more})
    labels.vocabulary.forget()
    schema.cache_clear()
    yield
    labels.vocabulary.forget()
    schema.cache_clear()


def test_a_new_facet_is_one_entry(one_more_facet, index, committed, client):
    national, regional = ScaleFactory(ref="national"), ScaleFactory(ref="regional", label="Streek")
    with committed():
        OfferFactory(title="Hier", scale=regional)
        OfferFactory(title="Overal", scale=national)
        OfferFactory(title="Overal en nergens", scale=national)
    page = client.get("/zoeken/", {"reach": "regional"})
    assert [card["title"] for card in page.context["cards"]] == ["Hier"]
    panel = next(panel for panel in page.context["facets"] if panel.name == "reach")
    assert {option.label: option.count for option in panel.options} == {
        "National": 2,
        "Streek": 1,
    }
    assert [chip["label"] for chip in page.context["chips"]] == ["Streek"]
    answer = client.get("/zoeken/", {"reach": "national", "format": "json"}).json()
    assert answer["total"] == 2
    assert all(result["reach"] == ["national"] for result in answer["results"])


def test_a_new_facet_asks_for_a_new_index(request):
    before = fingerprint_of_fields()
    request.getfixturevalue("one_more_facet")
    assert fingerprint_of_fields() != before


def test_names_of_facets_are_parameters_of_the_address_and_differ():
    names = [facet.name for facet in FACETS]
    assert len(names) == len(set(names))
    reserved = {"q", "national", "from", "to", "view", "on", "sort", "page", "per_page", "format"}
    assert reserved.isdisjoint(names)
