from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from initiatives.models import Offer, Phase
from tests.factories import (
    ActionLineFactory,
    FormFactory,
    InitiativeFactory,
    OfferFactory,
    ProvinceFactory,
    ScaleFactory,
    TargetGroupFactory,
)

pytestmark = pytest.mark.django_db


def test_an_offer_takes_what_it_lacks_from_its_initiative():
    groups, lines = [TargetGroupFactory()], [ActionLineFactory()]
    initiative = InitiativeFactory(target_groups=groups, action_lines=lines, scale=ScaleFactory())
    offer = OfferFactory(initiative=initiative)
    assert offer.classification("target_groups") == groups
    assert offer.classification("action_lines") == lines
    assert offer.inherits("target_groups")
    assert offer.is_national


def test_a_classification_of_its_own_counts_instead():
    own = [TargetGroupFactory()]
    initiative = InitiativeFactory(target_groups=[TargetGroupFactory()])
    offer = OfferFactory(initiative=initiative, target_groups=own)
    assert offer.classification("target_groups") == own
    assert not offer.inherits("target_groups")


def test_an_offer_with_neither_province_nor_initiative_is_national():
    assert OfferFactory().is_national
    assert not OfferFactory(provinces=[ProvinceFactory()]).is_national
    assert not OfferFactory(initiative=InitiativeFactory()).is_national


def test_the_page_says_which_terms_come_from_the_initiative():
    initiative = InitiativeFactory(target_groups=[TargetGroupFactory()])
    own_line = ActionLineFactory()
    offer = OfferFactory(initiative=initiative, action_lines=[own_line])
    inherited = {group.terms[0]: group.inherited for group in offer.classification_groups()}
    assert inherited == {initiative.target_groups.first(): True, own_line: False}


@pytest.mark.parametrize(
    ("fields", "ended"),
    [
        ({}, False),
        ({"phase": Phase.ENDED}, True),
        ({"available_until": date(2026, 11, 21)}, True),
        ({"available_until": date(2026, 11, 22)}, False),
    ],
)
def test_when_an_offer_has_ended(fields: dict, ended: bool):
    assert Offer(title="x", **fields).has_ended(date(2026, 11, 22)) is ended


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"duration_value": 2}, "duration_unit"),
        ({"duration_unit": "week"}, "duration_unit"),
        ({"cost": "free", "cost_amount": 10}, "cost_amount"),
        ({"level": 9}, "level"),
        ({"level": 0}, "level"),
        ({"apply_url": "javascript:alert(1)"}, "apply_url"),
        ({"website": "data:text/html,x"}, "website"),
        ({"summary": "x" * 301}, "summary"),
        ({"contact_email": "geen adres"}, "contact_email"),
    ],
)
def test_a_wrong_value_is_refused_at_its_own_field(fields: dict, field: str):
    with pytest.raises(ValidationError) as refused:
        OfferFactory.build(**fields).full_clean()
    assert set(refused.value.error_dict) == {field}


def test_it_cannot_end_before_it_begins():
    offer = OfferFactory.build(available_from=date(2026, 2, 1), available_until=date(2026, 1, 1))
    with pytest.raises(ValidationError):
        offer.full_clean()


def facts(offer: Offer, language: str) -> dict[str, str]:
    with translation.override(language):
        return {fact.label: fact.value for fact in offer.key_facts()}


def test_the_duration_reads_naturally_in_english():
    offer = OfferFactory(duration_value=Decimal("1.5"), duration_unit="year")
    assert facts(offer, "en")["Duration"] == "1.5 years"
    one = OfferFactory(duration_value=Decimal("1.0"), duration_unit="year")
    assert facts(one, "en")["Duration"] == "1 year"


def test_an_unknown_phase_is_not_shown():
    assert "Phase" not in facts(OfferFactory(phase=Phase.UNKNOWN), "en")
    assert facts(OfferFactory(phase=Phase.IDEA), "en")["Phase"] == "Idea"


def test_an_offer_one_learns_from_is_a_course_for_search_engines():
    course = OfferFactory(
        form=FormFactory(is_course=True), level=4, duration_value=6, duration_unit="week"
    )
    data = course.structured_data()
    assert data["@type"] == "Course"
    assert data["educationalLevel"] == "NLQF 4"
    assert data["hasCourseInstance"]["courseWorkload"] == "P6W"


def test_other_offers_are_a_service_for_search_engines():
    data = OfferFactory(form=FormFactory()).structured_data()
    assert data["@type"] == "Service"
    assert data["areaServed"] == [{"@type": "Country", "name": "NL"}]


def test_a_changed_title_keeps_the_address_working():
    offer = OfferFactory(title="Eerste naam")
    before = offer.path_in("nl")
    offer.title = "Tweede naam"
    offer.save()
    assert offer.path_in("nl") != before
    assert offer.path_in("nl").split("-")[0] == before.split("-")[0]


def test_a_title_without_letters_still_has_an_address():
    offer = OfferFactory(title="???")
    assert offer.path_in("nl").endswith(f"/{offer.pk}-item/")


def test_a_draft_does_not_show_before_it_is_published():
    offer = OfferFactory(title="Oude titel")
    offer.title = "Nieuwe titel"
    revision = offer.save_revision()
    assert Offer.objects.get(pk=offer.pk).title == "Oude titel"
    revision.publish()
    assert Offer.objects.get(pk=offer.pk).title == "Nieuwe titel"


def test_a_revision_remembers_the_classification():
    groups = [TargetGroupFactory(), TargetGroupFactory()]
    offer = OfferFactory(target_groups=groups[:1])
    offer.target_groups = groups
    revision = offer.save_revision()
    assert list(Offer.objects.get(pk=offer.pk).target_groups.all()) == groups[:1]
    assert set(revision.as_object().target_groups.all()) == set(groups)
