from datetime import UTC, datetime
from io import StringIO
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.test import Client
from django.urls import reverse

from events.models import Event, EventChange, Occurrence
from initiatives.models import Initiative, InitiativeFact, Offer, Practice
from organisations.models import Organisation
from portal.bulk_content import PREFIX, MissingTermsError, generate, remove_all
from portal.bulk_content.phrases import (
    EVENT_TITLES,
    INITIATIVE_TITLES,
    OFFER_TITLES,
    SENTENCES,
    SUMMARIES,
)
from portal.bulk_content.spread import Weighted
from portal.bulk_content.wording import SUMMARY_MAX, Wording
from portal.bulk_content.words import TOWNS, Pair
from publishing.models import Publication
from search.models import Outbox
from taxonomy.models import Province
from tests.admin.forms import filled_form
from tests.factories import (
    ActionLineFactory,
    DevelopmentPathFactory,
    EventFactory,
    FormFactory,
    InitiativeFactory,
    MembershipFactory,
    OfferFactory,
    OrganisationFactory,
    OrganisationTypeFactory,
    ProvinceFactory,
    RegionFactory,
    ScaleFactory,
    TargetGroupFactory,
    UserFactory,
)

KINDS: tuple[type[Publication], ...] = (Organisation, Initiative, Practice, Offer)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def vocabulary(db: None) -> None:
    zeeland, holland = RegionFactory(label="Zeeland"), RegionFactory(label="Zuid-Holland")
    ProvinceFactory(code="NL-ZE", region=zeeland)
    ProvinceFactory(code="NL-ZH", region=holland)
    ScaleFactory(ref="national")
    ScaleFactory(ref="regional")
    ActionLineFactory.create_batch(3)
    ActionLineFactory(kind="regional", letter="", region=zeeland)
    TargetGroupFactory.create_batch(4)
    DevelopmentPathFactory()
    FormFactory.create_batch(2)
    OrganisationTypeFactory()


def _texts() -> list[tuple[str, str, str]]:
    return [
        row
        for model in KINDS
        for row in model.objects.order_by("ref").values_list("ref", "title", "summary")
    ]


def _generated(model: type[Publication]) -> Any:
    return model.objects.filter(ref__startswith=PREFIX)


def test_makes_the_asked_number_over_all_kinds(vocabulary: None) -> None:
    made = generate(100, now=NOW)
    assert made == {"organisation": 8, "initiative": 22, "practice": 10, "offer": 60}
    assert {model.kind: model.objects.count() for model in KINDS} == made


def test_the_same_seed_makes_the_same_items(vocabulary: None) -> None:
    generate(40, seed=7, now=NOW)
    first = _texts()
    remove_all()
    generate(40, seed=7, now=NOW)
    assert _texts() == first
    remove_all()
    generate(40, seed=8, now=NOW)
    assert _texts() != first


def test_a_second_run_adds_other_items(vocabulary: None) -> None:
    generate(40, now=NOW)
    generate(40, now=NOW)
    assert sum(model.objects.count() for model in KINDS) == 80
    titles = list(Offer.objects.values_list("summary", flat=True))
    assert len(set(titles)) > len(titles) // 2


def test_items_are_spread_as_in_the_country(vocabulary: None) -> None:
    generate(500, now=NOW)
    south_holland, zeeland = (
        Offer.objects.filter(provinces=Province.objects.get(code=code)).count()
        for code in ("NL-ZH", "NL-ZE")
    )
    assert south_holland > 3 * zeeland > 0
    national = Offer.objects.filter(scale__ref="national").count()
    assert 0.05 < national / Offer.objects.count() < 0.25
    assert Offer.objects.exclude(title_en="").exists()
    assert Offer.objects.filter(verified_on=None).exists()
    assert Offer.objects.filter(verified_on__lt="2025-01-01").exists()
    assert Offer.objects.filter(live=False).exists()
    assert InitiativeFact.objects.exists()
    assert Offer.objects.filter(action_lines__region__isnull=False).exists()


def test_offers_take_part_in_what_exists(vocabulary: None) -> None:
    generate(200, now=NOW)
    parties = [offer.organisations.count() for offer in Offer.objects.all()]
    assert set(parties) == {1, 2, 3}
    without_own = Offer.objects.filter(provinces=None, initiative__provinces__isnull=False)
    assert without_own.first().classification("provinces")


def test_every_generated_item_is_valid(vocabulary: None) -> None:
    generate(100, now=NOW)
    for model in KINDS:
        for item in model.objects.all():
            item.full_clean()
            assert len(item.summary) <= SUMMARY_MAX
            assert "{" not in f"{item.title}{item.summary}{item.title_en}{item.summary_en}"


def test_events_are_added_beside_the_same_other_items(vocabulary: None) -> None:
    generate(40, now=NOW)
    without = _texts()
    remove_all()
    made = generate(40, events=30, now=NOW)
    assert made["event"] == 30
    assert _texts() == without


def test_the_same_seed_makes_the_same_events(vocabulary: None) -> None:
    def described() -> list[Any]:
        fields = ("title", "start_date", "start_time", "rule", "location_name", "status")
        return list(Event.objects.order_by("ref").values_list(*fields))

    generate(10, events=30, now=NOW)
    first = described()
    remove_all()
    generate(10, events=30, now=NOW)
    assert described() == first


def test_an_event_has_about_four_dates_within_the_horizon(vocabulary: None) -> None:
    generate(10, events=600)
    dates = Occurrence.objects.count()
    assert 3 < dates / Event.objects.live().count() < 5
    assert not Event.objects.live().filter(occurrences=None).exists()
    assert not Occurrence.objects.filter(event__live=False).exists()
    assert Event.objects.exclude(rule="").exists()
    assert Event.objects.filter(changes__isnull=False).exists()
    assert Event.objects.filter(all_day=True).exists()
    assert Occurrence.objects.filter(last_day__gt=F("first_day")).exists()


def test_every_generated_event_is_valid(vocabulary: None) -> None:
    generate(10, events=150)
    for event in Event.objects.all():
        event.full_clean()
        assert "{" not in event.title + event.rule


def test_clearing_takes_events_with_their_dates(vocabulary: None) -> None:
    kept = EventFactory(title="Met de hand")
    generate(10, events=40)
    EventFactory(part_of=_generated(Event).first())
    assert remove_all() == 50
    assert Event.objects.count() == Occurrence.objects.values("event").distinct().count() == 2
    assert Event.objects.filter(pk=kept.pk).exists()
    assert not EventChange.objects.exists()


def test_clearing_removes_exactly_what_was_generated(vocabulary: None) -> None:
    kept = InitiativeFactory(title="Met de hand", ref="met-de-hand")
    generate(100, now=NOW)
    partner = _generated(Organisation).first()
    offer = OfferFactory(initiative=_generated(Initiative).first(), organisations=[partner])
    party = OrganisationFactory(title="Ook met de hand")
    MembershipFactory(organisation=partner)
    assert remove_all() == 100
    assert [model.objects.count() for model in KINDS] == [1, 1, 0, 1]
    assert set(Organisation.objects.all()) == {party}
    assert set(Initiative.objects.all()) == {kept}
    offer.refresh_from_db()
    assert offer.initiative is None
    assert list(offer.organisations.all()) == []


def test_writing_asks_for_a_rebuild_of_the_index(vocabulary: None) -> None:
    Outbox.objects.all().delete()
    generate(20, now=NOW)
    assert list(Outbox.objects.values_list("kind", flat=True)) == [Outbox.EVERYTHING]


def test_a_generated_item_can_be_edited_and_then_cleared(vocabulary: None, client: Client) -> None:
    generate(40, now=NOW)
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    item = _generated(Offer).filter(live=True).first()
    url = reverse("wagtailsnippets_initiatives_offer:edit", args=[item.pk])
    # The chooser of organisations fills its field by script.
    parties = list(item.organisations.values_list("pk", flat=True))
    changes = {"title": "Zelf aangepast", "organisations": parties, "action-publish": "1"}
    form = filled_form(client, url, **changes)
    response = client.post(url, form)
    assert response.status_code == 302, response.context["form"].errors
    item.refresh_from_db()
    assert item.title == "Zelf aangepast"
    assert item.latest_revision is not None
    remove_all()
    assert not Offer.objects.exists()


def test_generating_without_a_vocabulary_is_refused(db: None) -> None:
    with pytest.raises(MissingTermsError):
        generate(10)
    with pytest.raises(CommandError, match="load_launch_content"):
        call_command("make_bulk_content", "10", stdout=StringIO())


def test_the_command_tells_what_it_did(vocabulary: None) -> None:
    out = StringIO()
    call_command("make_bulk_content", "50", stdout=out)
    assert "50 of 50 items" in out.getvalue()
    assert "30 offers" in out.getvalue()
    assert "search_index rebuild" in out.getvalue()
    call_command("make_bulk_content", "--clear", stdout=out)
    assert "Removed 50 generated items." in out.getvalue()


@pytest.mark.parametrize("arguments", [(), ("0",), ("-5",)])
def test_the_command_wants_a_sensible_number(arguments: tuple[str, ...], db: None) -> None:
    with pytest.raises(CommandError):
        call_command("make_bulk_content", "--", *arguments, stdout=StringIO())


def test_weights_decide_how_often_a_value_is_drawn() -> None:
    random = Random(1)
    drawn = [Weighted([("often", 9.0), ("rarely", 1.0)]).draw(random) for _ in range(1000)]
    assert 850 < drawn.count("often") < 950


@pytest.mark.parametrize(
    "options", [OFFER_TITLES, INITIATIVE_TITLES, EVENT_TITLES, SUMMARIES, SENTENCES]
)
def test_phrases_can_be_filled_in_both_languages(options: tuple[Pair, ...]) -> None:
    wording = Wording(Random(1))
    setting = wording.setting("Goes", Pair("Studenten mbo", "Vocational students"), "ROC Zeeland")
    for option in options:
        filled = wording.phrase((option,), setting)
        assert all(filled)
        assert "{" not in filled.nl + filled.en


def test_every_province_has_towns_of_its_own() -> None:
    towns = [town for names in TOWNS.values() for town in names]
    assert len(TOWNS) == 12
    assert len(towns) == len(set(towns))
