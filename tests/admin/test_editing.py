"""Editing through the forms: what somebody may choose, and that nothing gets lost on the way."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from events.models import Event
from initiatives.models import Initiative, InitiativeFact, Offer, Practice
from organisations.models import Organisation
from taxonomy.models import ActionLine, TargetGroup
from tests.admin.forms import filled_form, needed
from tests.factories import (
    ActionLineFactory,
    InitiativeFactory,
    OfferFactory,
    OrganisationFactory,
    ProvinceFactory,
    TargetGroupFactory,
)

KINDS = [Organisation, Initiative, Offer, Practice, Event]


def _url(model: Any, name: str, *arguments: Any) -> str:
    return reverse(model.snippet_viewset.get_url_name(name), args=arguments)


@pytest.mark.parametrize("model", KINDS)
def test_manager_creates_and_publishes_for_the_own_region(
    model: Any, people: Any, as_user: Any
) -> None:
    browser = as_user(people.manager_a)
    add = _url(model, "add")
    data = filled_form(
        browser, add, title="Nieuw", summary="Kort", region=people.region_a.pk, **needed(model)
    )
    browser.post(add, {**data, "action-publish": "1"})
    item = model.objects.get(title="Nieuw")
    assert (item.live, item.region, item.created_by) == (True, people.region_a, people.manager_a)
    assert item.provenance == "curator"


@pytest.mark.parametrize("model", KINDS)
def test_manager_cannot_create_for_another_region_or_none(
    model: Any, people: Any, as_user: Any
) -> None:
    browser = as_user(people.manager_a)
    add = _url(model, "add")
    data = filled_form(browser, add, title="Nieuw", summary="x", **needed(model))
    for region in (people.region_b.pk, "", 99999, "abc"):
        for button in ({}, {"action-publish": "1"}):
            assert browser.post(add, {**data, "region": region, **button}).status_code == 200
    assert not model.objects.filter(title="Nieuw").exists()


def test_manager_cannot_give_an_item_away(people: Any, as_user: Any) -> None:
    offer = OfferFactory(region=people.region_a)
    browser = as_user(people.manager_a)
    edit = _url(Offer, "edit", offer.pk)
    for region in (people.region_b.pk, ""):
        browser.post(edit, filled_form(browser, edit, region=region, **{"action-publish": "1"}))
    offer.refresh_from_db()
    assert offer.region == people.region_a
    assert offer.get_latest_revision_as_object().region == people.region_a


def test_manager_of_one_region_finds_it_filled_in(people: Any, as_user: Any) -> None:
    browser = as_user(people.manager_a)
    data = filled_form(browser, _url(Offer, "add"))
    assert data["region"] == [str(people.region_a.pk)]


def test_coordinator_may_move_and_take_items_national(people: Any, as_user: Any) -> None:
    offer = OfferFactory(region=people.region_a)
    browser = as_user(people.coordinator)
    edit = _url(Offer, "edit", offer.pk)
    for region, expected in ((people.region_b.pk, people.region_b), ("", None)):
        browser.post(edit, filled_form(browser, edit, region=region, **{"action-publish": "1"}))
        offer = Offer.objects.get(pk=offer.pk)
        assert offer.region == expected


def test_draft_of_a_live_item_leaves_the_live_one(people: Any, as_user: Any) -> None:
    offer = OfferFactory(title="Oud", region=people.region_a)
    browser = as_user(people.manager_a)
    edit = _url(Offer, "edit", offer.pk)
    browser.post(edit, filled_form(browser, edit, title="Nieuw"))
    row = Offer.objects.get(pk=offer.pk)
    assert (row.title, row.get_latest_revision_as_object().title) == ("Oud", "Nieuw")


def test_classification_survives_draft_and_publication(people: Any, as_user: Any) -> None:
    groups = [TargetGroupFactory(), TargetGroupFactory()]
    line, province = ActionLineFactory(), ProvinceFactory()
    party = OrganisationFactory()
    offer = OfferFactory(region=people.region_a)
    browser = as_user(people.manager_a)
    edit = _url(Offer, "edit", offer.pk)
    changes = {
        "target_groups": [group.pk for group in groups],
        "action_lines": [line.pk],
        "provinces": [province.pk],
        "organisations": [party.pk],
    }
    browser.post(edit, filled_form(browser, edit, **changes))
    assert not Offer.objects.get(pk=offer.pk).target_groups.exists()
    # The form shows the draft, so saving it again keeps what was ticked.
    data = filled_form(browser, edit, **{"action-publish": "1"})
    for name, values in changes.items():
        assert data[name] == [str(value) for value in values], name
    browser.post(edit, data)
    row = Offer.objects.get(pk=offer.pk)
    assert set(row.target_groups.all()) == set(groups)
    assert list(row.organisations.all()) == [party]
    assert list(row.provinces.all()) == [province]


def test_last_organisation_can_be_removed(people: Any, as_user: Any) -> None:
    offer = OfferFactory(region=people.region_a, organisations=[OrganisationFactory()])
    browser = as_user(people.manager_a)
    edit = _url(Offer, "edit", offer.pk)
    data = filled_form(browser, edit, **{"action-publish": "1"})
    del data["organisations"]
    browser.post(edit, data)
    assert not Offer.objects.get(pk=offer.pk).organisations.exists()


def test_target_groups_stand_under_their_broad_group(people: Any, as_user: Any) -> None:
    broad = TargetGroupFactory(label="Werkenden", sort_order=2)
    TargetGroupFactory(label="Zij-instromers", parent=broad, sort_order=1)
    TargetGroupFactory(label="Bedrijven", sort_order=1)
    page = as_user(people.manager_a).get(_url(Offer, "add"))
    field = page.context["form"].fields["target_groups"]
    headings = [(heading, [label for _pk, label in terms]) for heading, terms in field.choices]
    assert headings == [
        ("Bedrijven", ["Bedrijven"]),
        ("Werkenden", ["Werkenden", "Zij-instromers"]),
    ]


def test_lists_of_words_are_written_one_per_line(people: Any, as_user: Any) -> None:
    item = InitiativeFactory(region=people.region_a, aliases=["ICT Tribe", "tribe"])
    browser = as_user(people.manager_a)
    edit = _url(Initiative, "edit", item.pk)
    data = filled_form(browser, edit, **{"action-publish": "1"})
    assert data["aliases"][0].split() == ["ICT", "Tribe", "tribe"]
    data["aliases"] = "  Eén \r\n\r\nTwee\nEén"
    browser.post(edit, data)
    assert Initiative.objects.get(pk=item.pk).aliases == ["Eén", "Twee"]


def test_facts_are_edited_with_the_initiative(people: Any, as_user: Any) -> None:
    item = InitiativeFactory(region=people.region_a)
    InitiativeFact.objects.create(initiative=item, label="Deelnemers", value="100")
    browser = as_user(people.manager_a)
    edit = _url(Initiative, "edit", item.pk)
    data = filled_form(browser, edit, **{"facts-0-value": "250", "action-publish": "1"})
    browser.post(edit, data)
    assert [fact.value for fact in Initiative.objects.get(pk=item.pk).facts.all()] == ["250"]


def test_copy_brings_the_content_and_leaves_the_original(people: Any, as_user: Any) -> None:
    group = TargetGroupFactory()
    item = InitiativeFactory(
        title="Bron", ref="bron", region=people.region_a, target_groups=[group]
    )
    InitiativeFact.objects.create(initiative=item, label="Deelnemers", value="100")
    browser = as_user(people.manager_a)
    data = filled_form(browser, _url(Initiative, "copy", item.pk))
    browser.post(_url(Initiative, "add"), data)

    copy = Initiative.objects.exclude(pk=item.pk).get()
    assert copy.title.startswith("Bron")
    assert (copy.ref, copy.live, copy.verified_on) == (None, False, None)
    assert list(copy.target_groups.all()) == [group]
    assert [fact.value for fact in copy.facts.all()] == ["100"]
    original = Initiative.objects.get(pk=item.pk)
    assert (original.title, original.live, original.facts.count()) == ("Bron", True, 1)


def test_copy_address_never_saves(people: Any, as_user: Any) -> None:
    item = OfferFactory(title="Bron", region=people.region_a)
    browser = as_user(people.manager_a)
    data = filled_form(browser, _url(Offer, "add"), title="Overschreven")
    assert browser.post(_url(Offer, "copy", item.pk), data).status_code == 405
    assert Offer.objects.get().title == "Bron"


def test_revert_brings_an_older_text_back_as_draft(people: Any, as_user: Any) -> None:
    offer = OfferFactory(title="Eerst", region=people.region_a, live=False)
    first = offer.save_revision()
    first.publish()
    offer.title = "Later"
    offer.save_revision().publish()
    browser = as_user(people.manager_a)
    revert = _url(Offer, "revisions_revert", offer.pk, first.pk)
    browser.post(revert, filled_form(browser, revert))
    row = Offer.objects.get(pk=offer.pk)
    assert (row.title, row.get_latest_revision_as_object().title) == ("Later", "Eerst")


def test_trust_is_given_by_the_coordinator_only(people: Any, as_user: Any) -> None:
    """A trusted organisation publishes in every region."""
    edit = _url(Organisation, "edit", people.organisation.pk)
    for person, expected in (("manager_a", False), ("coordinator", True)):
        browser = as_user(getattr(people, person))
        data = filled_form(browser, edit, trusted="on", **{"action-publish": "1"})
        browser.post(edit, data)
        assert Organisation.objects.get(pk=people.organisation.pk).trusted is expected


def test_manager_edits_the_plan_of_the_own_region_with_budget(people: Any, as_user: Any) -> None:
    national = ActionLineFactory()
    line = ActionLineFactory(kind="regional", letter="", region=people.region_a, number=1)
    browser = as_user(people.manager_a)
    edit = _url(ActionLine, "edit", line.pk)
    data = filled_form(
        browser, edit, label="Nieuwe naam", maps_to=[national.pk], synonyms="a\nb",
        **{"budget_years-TOTAL_FORMS": 1, "budget_years-0-year": 2026,
           "budget_years-0-thousand_euros": "12.5", "budget_years-0-id": ""},
    )  # fmt: skip
    response = browser.post(edit, data)
    assert response.status_code == 302
    line = ActionLine.objects.get(pk=line.pk)
    assert (line.label, line.synonyms) == ("Nieuwe naam", ["a", "b"])
    assert list(line.maps_to.all()) == [national]
    assert line.budget_total == Decimal("12.5")


def test_manager_cannot_make_a_national_line_or_one_elsewhere(people: Any, as_user: Any) -> None:
    browser = as_user(people.manager_a)
    add = _url(ActionLine, "add")
    for changes in (
        {"kind": "national", "letter": "A", "region": ""},
        {"kind": "national", "letter": "A", "region": people.region_a.pk},
        {"kind": "regional", "letter": "", "region": people.region_b.pk},
    ):
        data = filled_form(browser, add, ref="lijn", label="Lijn", **changes)
        assert browser.post(add, data).status_code == 200
    assert not ActionLine.objects.exists()


def test_identifier_of_a_word_stays(people: Any, as_user: Any) -> None:
    group = TargetGroupFactory(ref="werkenden")
    browser = as_user(people.coordinator)
    edit = _url(TargetGroup, "edit", group.pk)
    browser.post(edit, filled_form(browser, edit, ref="anders", label="Werkende mensen"))
    group.refresh_from_db()
    assert (group.ref, group.label) == ("werkenden", "Werkende mensen")


def test_word_in_use_is_not_deleted_and_the_reason_is_given(people: Any, as_user: Any) -> None:
    parent = TargetGroupFactory()
    TargetGroupFactory(parent=parent)
    browser = as_user(people.coordinator)
    browser.post(_url(TargetGroup, "delete", parent.pk))
    bulk = reverse("wagtail_bulk_action", args=["taxonomy", "targetgroup", "delete"])
    browser.post(f"{bulk}?id={parent.pk}")
    assert TargetGroup.objects.filter(pk=parent.pk).exists()


def test_coordinator_deletes_an_unused_word(people: Any, as_user: Any) -> None:
    group = TargetGroupFactory()
    as_user(people.coordinator).post(_url(TargetGroup, "delete", group.pk))
    assert not TargetGroup.objects.exists()


def test_compare_with_text_for_a_number_is_not_found(people: Any, as_user: Any) -> None:
    url = "/beheer/snippets/initiatives/offer/history/abc/revisions/compare/live...latest/"
    assert as_user(people.manager_a).get(url).status_code == 404


def test_autosave_is_under_the_same_rules(people: Any, as_user: Any) -> None:
    offer = OfferFactory(title="Van A", region=people.region_a)
    edit = _url(Offer, "edit", offer.pk)
    browser = as_user(people.manager_a)
    data = filled_form(browser, edit, title="Bewaard")
    refused = as_user(people.manager_b).post(edit, data, headers={"accept": "application/json"})
    assert refused.status_code in (302, 403)
    assert Offer.objects.get(pk=offer.pk).latest_revision is None

    saved = browser.post(edit, data, headers={"accept": "application/json"})
    assert saved.json()["success"] is True
    assert Offer.objects.get(pk=offer.pk).get_latest_revision_as_object().title == "Bewaard"


@pytest.mark.parametrize("name", ["wagtailimages:index", "wagtaildocs:index",
                                  "wagtailadmin_explore_root"])  # fmt: skip
def test_curator_reaches_images_and_documents(name: str, people: Any, as_user: Any) -> None:
    assert as_user(people.coordinator).get(reverse(name)).status_code in (200, 302)


def test_buttons_speak_the_language_of_the_reader(people: Any, as_user: Any) -> None:
    page = as_user(people.manager_a).get(_url(Offer, "add")).content.decode()
    assert "Kies organisatie" in page
    assert "Choose organisation" not in page


def test_day_of_confirmation_is_shown_and_not_typed(people: Any, as_user: Any) -> None:
    offer = OfferFactory(region=people.region_a, verified_on=None)
    browser = as_user(people.manager_a)
    edit = _url(Offer, "edit", offer.pk)
    page = browser.get(edit).content.decode()
    assert "nooit bevestigd" in page
    browser.post(edit, filled_form(browser, edit, verified_on="2020-01-01"))
    assert Offer.objects.get(pk=offer.pk).get_latest_revision_as_object().verified_on is None
