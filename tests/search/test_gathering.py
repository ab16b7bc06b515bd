"""All live items are read for the index in few queries, and say what they say alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.models import InitiativeFact
from search import catalogue
from search.catalogue import all_documents, live_documents, live_items
from search.labels import vocabulary
from search.registry import source, sources
from taxonomy.models import OrganisationType
from taxonomy.reading import linked
from tests.factories import (
    ActionLineFactory,
    AdoptionFactory,
    DevelopmentPathFactory,
    FormFactory,
    InitiativeFactory,
    OfferFactory,
    OrganisationFactory,
    PracticeFactory,
    ProvinceFactory,
    RegionFactory,
    ScaleFactory,
    TargetGroupFactory,
)

pytestmark = pytest.mark.django_db


def make_everything(number: int) -> None:
    """So many items of each kind, with all that a document tells."""
    region = RegionFactory()
    shared = {
        "region": region,
        "scale": ScaleFactory(),
        "provinces": [ProvinceFactory(region=region), ProvinceFactory()],
        "target_groups": [TargetGroupFactory()],
        "action_lines": [ActionLineFactory()],
        "development_paths": [DevelopmentPathFactory()],
    }
    kind = OrganisationType.objects.create(ref=f"type-{number}", label="Type")
    form = FormFactory()
    for _ in range(number):
        party = OrganisationFactory(organisation_type=kind, abbreviation="AB", aliases=["Ander"])
        owned = {"owner": party, "organisations": [party, OrganisationFactory()]}
        initiative = InitiativeFactory(**shared, **owned, form=form, title_en="In English")
        InitiativeFact.objects.create(initiative=initiative, label="Deelnemers", value="300")
        OfferFactory(**shared, **owned, form=form)
        # It takes from its initiative what it lacks.
        OfferFactory(initiative=initiative)
        OfferFactory()
        practice = PracticeFactory(**shared, **owned)
        AdoptionFactory(practice=practice, region=RegionFactory())
        AdoptionFactory(practice=practice, region=shared["provinces"][0].region, state="stopped")


def test_a_document_read_with_many_others_is_the_one_read_alone():
    make_everything(3)
    words = vocabulary()
    documents = list(all_documents())
    assert len(documents) == 3 * 7
    for document in documents:
        known = source(document.kind)
        assert document == known.build(known.live().get(pk=document.pk), words)


def test_thirty_items_take_as_many_queries_as_ten():
    def queries() -> dict[str, int]:
        found = {}
        for known in sources():
            with CaptureQueriesContext(connection) as captured:
                list(live_documents(known))
            found[known.kind] = len(captured)
        return found

    make_everything(10)
    few = queries()
    make_everything(20)
    assert queries() == few
    assert max(few.values()) <= 45


def test_chunks_give_every_item_once_and_in_order(monkeypatch):
    monkeypatch.setattr(catalogue, "CHUNK", 3)
    offers = [OfferFactory() for _ in range(7)]
    OfferFactory(live=False)
    keys = [offer.pk for offer in offers]
    assert [item.pk for item in live_items(source("offer"))] == keys
    assert [item.pk for item in live_items(source("offer"), keys[1:6])] == keys[1:6]


def test_a_term_deleted_while_it_is_read_is_left_out():
    gone, stays = TargetGroupFactory(), TargetGroupFactory()
    offer = OfferFactory(target_groups=[gone, stays])
    others = type(gone).objects.exclude(pk=gone.pk)
    assert linked([offer], "target_groups", others) == {offer.pk: [stays]}
