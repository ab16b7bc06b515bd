from datetime import date, timedelta

import pytest

from initiatives.models import Phase
from search.catalogue import all_documents
from search.labels import vocabulary
from search.registry import source
from taxonomy.models import ActionLine
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


def document_of(item):
    """As the index gets it: read again from the database."""
    known = source(item.kind)
    return known.build(known.live().get(pk=item.pk), vocabulary())


def test_an_offer_is_described_in_both_languages():
    offer = OfferFactory(
        title="Omscholing", title_en="Retraining", summary="Kort.", conditions="Vanaf 18 jaar"
    )
    document = document_of(offer)
    assert document.id == f"offer:{offer.pk}"
    assert document.titles == {"nl": "Omscholing", "en": "Retraining"}
    assert document.summaries == {"nl": "Kort."}
    assert "Vanaf 18 jaar" in document.bodies["nl"]
    assert document.urls == {"nl": offer.path_in("nl"), "en": offer.path_in("en")}
    assert document.facets["lang"] == ("en", "nl")


def test_facets_hold_keys_with_everything_broader():
    group = TargetGroupFactory(ref="werkenden")
    narrower = TargetGroupFactory(ref="switchers", parent=group)
    national = ActionLineFactory(ref="nl-c", letter="C")
    region = RegionFactory(ref="flevoland")
    regional = ActionLineFactory(
        ref="fl-01", kind=ActionLine.Kind.REGIONAL, letter="", region=region
    )
    regional.maps_to = [national]
    regional.save()
    province = ProvinceFactory(code="NL-FL", region=region)
    offer = OfferFactory(
        target_groups=[narrower],
        action_lines=[regional],
        provinces=[province],
        form=FormFactory(ref="cursus"),
        level=4,
        cost="free",
        mode="online",
        owner=OrganisationFactory(ref="school"),
    )
    facets = document_of(offer).facets
    assert facets["target_group"] == ("switchers", "werkenden")
    assert facets["action_line"] == ("fl-01", "nl-c")
    assert facets["province"] == ("NL-FL",)
    assert facets["region"] == ("flevoland",)
    assert facets["form"] == ("cursus",)
    assert (facets["level"], facets["cost"], facets["mode"]) == (("4",), ("free",), ("online",))
    assert facets["organisation"] == ("school",)


def test_what_is_national_counts_in_every_province_but_is_at_home_in_none():
    codes = {ProvinceFactory().code for _ in range(3)}
    known_in = ProvinceFactory()
    item = InitiativeFactory(scale=ScaleFactory(ref="national"), provinces=[known_in])
    document = document_of(item)
    assert set(document.facets["province"]) == codes | {known_in.code}
    assert document.scale == "national"
    assert document.home_provinces == ()


def test_an_offer_takes_what_it_lacks_from_its_initiative():
    path = DevelopmentPathFactory(ref="ster-d")
    initiative = InitiativeFactory(title="ICT Tribe", development_paths=[path])
    document = document_of(OfferFactory(initiative=initiative))
    assert document.facets["path"] == ("ster-d",)
    assert "ICT Tribe" in document.bodies["nl"]


def test_an_offer_does_not_tell_what_its_unpublished_initiative_is_called():
    initiative = InitiativeFactory(title="Geheim plan", live=False)
    assert "Geheim" not in document_of(OfferFactory(initiative=initiative)).to_json()


def test_unpublished_organisations_stay_unnamed():
    hidden = OrganisationFactory(title="Geheime club", live=False)
    document = document_of(OfferFactory(owner=hidden, organisations=[hidden]))
    assert "Geheime" not in document.to_json()
    assert "organisation" not in document.facets


def test_organisations_and_their_other_names_find_an_item():
    school = OrganisationFactory(title="Hogeschool", abbreviation="HS", aliases=["De Hoge"])
    document = document_of(OfferFactory(organisations=[school]))
    assert document.names["nl"].split("\n") == ["Hogeschool", "HS", "De Hoge"]
    assert document.card["organisations"]["nl"] == ["Hogeschool"]


def test_labels_and_synonyms_of_terms_find_an_item():
    group = TargetGroupFactory(label="Docenten", label_en="Teachers", synonyms=["leraar"])
    document = document_of(OfferFactory(target_groups=[group]))
    assert {"Docenten", "leraar"} <= set(document.labels["nl"].split("\n"))
    assert {"Teachers", "leraar"} <= set(document.labels["en"].split("\n"))


def test_a_practice_counts_where_it_runs_and_regions_work_on_it_and_not_where_one_stopped():
    states = ["preparing", "running", "interested", "stopped"]
    told = [ProvinceFactory(region=RegionFactory()) for _state in states]
    preparing, running, interested, stopped = told
    runs, proposed = ProvinceFactory(), ProvinceFactory()
    practice = PracticeFactory(
        provinces=[runs, running, stopped], proposed_provinces=[proposed, interested]
    )
    for province, state in zip(told, states, strict=True):
        AdoptionFactory(practice=practice, region=province.region, state=state)
    counts = {runs.code, preparing.code, running.code}
    assert document_of(practice).facets["province"] == tuple(sorted(counts))


def test_what_has_ended_is_not_current_and_weighs_nothing():
    yesterday = date.today() - timedelta(days=1)
    ended = document_of(OfferFactory(available_until=yesterday))
    assert (ended.current, ended.weight) == (False, 0.0)
    assert not document_of(InitiativeFactory(phase=Phase.ENDED)).current
    assert document_of(OfferFactory()).current


def test_only_live_items_become_documents():
    live = OfferFactory()
    OfferFactory(live=False)
    InitiativeFactory(live=False)
    assert [document.id for document in all_documents()] == [f"offer:{live.pk}"]


def test_every_facet_is_filled_by_some_builder():
    from search.facets import FACETS

    filled = {"kind", "province", "region", "lang", "organisation", "validity"}
    filled |= {facet.name for facet in FACETS if facet.source}
    assert filled == {facet.name for facet in FACETS}
