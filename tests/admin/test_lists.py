"""Lists: any question gets an answer, filters mean what they say, rows cost no queries."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from events.models import Event
from initiatives.models import Initiative, Offer, Practice
from organisations.models import Organisation
from portal.launching.workflow import ensure_review_workflow
from tests.factories import (
    ActionLineFactory,
    EventFactory,
    FormFactory,
    InitiativeFactory,
    OfferFactory,
    OrganisationFactory,
    PracticeFactory,
    ProvinceFactory,
    TargetGroupFactory,
)

ITEM_KINDS = [Organisation, Initiative, Offer, Practice, Event]
OFFERS = "wagtailsnippets_initiatives_offer:list"

NASTY = [
    '"', "'", "%", "_", "\\", "\x00", "a\x00b", "*", "(", ")", "OR", "NEAR(", "é" * 500,
    "x" * 60_000, "woord " * 2_000, "'; DROP TABLE", "\ud83d\ude00", "{{ 7*7 }}", "-", "  ",
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_search_survives_any_text(text: str, people: Any, as_user: Any) -> None:
    browser = as_user(people.administrator)
    OfferFactory()
    question = {"q": text.encode("utf-16", "surrogatepass").decode("utf-16")}
    for model in get_snippet_models():
        viewset = model.snippet_viewset
        for name in (viewset.get_url_name("list"), viewset.get_url_name("list_results")):
            assert browser.get(reverse(name), question).status_code == 200, (model, text[:10])
        chooser = viewset.chooser_viewset.get_url_name("choose_results")
        assert browser.get(reverse(chooser), question).status_code == 200, (model, text[:10])


@pytest.mark.parametrize("text", ['"', "\x00", "a" * 60_000, "woord " * 2_000])
def test_search_of_pages_and_images_survives_too(text: str, people: Any, as_user: Any) -> None:
    browser = as_user(people.administrator)
    for name in (
        "wagtailimages:index",
        "wagtailimages_chooser:choose",
        "wagtaildocs:index",
        "wagtailadmin_choose_page_search",
    ):
        assert browser.get(reverse(name), {"q": text}).status_code == 200, name


@pytest.mark.parametrize(
    "query",
    [
        "state=onzin", "region=abc", "region=99999999999999999999999", "province=-1", "p=x",
        "p=999999", "ordering=__class__", "confirmed=%00", "region=%00", "target_group=1.5",
        "export=exe", "classification=ja", "form=x&phase=y", "ordering=-state&p=0",
    ],
)  # fmt: skip
def test_list_survives_any_filter(query: str, people: Any, as_user: Any) -> None:
    browser = as_user(people.manager_a)
    for model in ITEM_KINDS:
        address = reverse(model.snippet_viewset.get_url_name("list"))
        assert browser.get(f"{address}?{query}").status_code == 200, model


def test_search_wants_every_word_somewhere(people: Any, as_user: Any) -> None:
    OfferFactory(title="Omscholing tot ontwikkelaar", summary="Voor zij-instromers")
    OfferFactory(title="Omscholing tot kapper")
    page = as_user(people.manager_a).get(reverse(OFFERS), {"q": "zij omscholing"})
    assert [row.title for row in page.context["object_list"]] == ["Omscholing tot ontwikkelaar"]


def _titles(browser: Any, query: str) -> set[str]:
    page = browser.get(f"{reverse(OFFERS)}?{query}")
    return {row.title for row in page.context["object_list"]}


def test_state_filter_knows_every_state(people: Any, as_user: Any) -> None:
    ensure_review_workflow()
    states = {}
    for title in ("draft", "live", "changed", "archived", "in_review", "sent_back"):
        offer = OfferFactory(title=title, region=people.region_a, live=False)
        revision = offer.save_revision()
        if title in {"live", "changed", "archived"}:
            revision.publish()
            offer = Offer.objects.get(pk=offer.pk)
        if title == "changed":
            offer.save_revision(changed=True)
        if title == "archived":
            offer.unpublish()
        if title in {"in_review", "sent_back"}:
            offer.get_workflow().start(offer, people.member)
        if title == "sent_back":
            offer.current_workflow_task_state.reject(user=people.manager_a, comment="Nee")
        states[title] = offer
    browser = as_user(people.manager_a)
    for state in states:
        assert _titles(browser, f"state={state}") == {state}
    assert _titles(browser, "state=draft&state=live") == {"draft", "live"}


def test_filters_combine(people: Any, as_user: Any) -> None:
    province = ProvinceFactory(region=people.region_a)
    broad = TargetGroupFactory()
    narrow = TargetGroupFactory(parent=broad)
    form = FormFactory()
    OfferFactory(
        title="raak", region=people.region_a, provinces=[province], target_groups=[narrow],
        form=form, phase="running",
    )  # fmt: skip
    OfferFactory(title="mis", region=people.region_b)
    browser = as_user(people.manager_b)
    for query in (
        f"region={people.region_a.pk}",
        f"province={province.pk}",
        f"target_group={broad.pk}",
        f"target_group={narrow.pk}",
        f"form={form.pk}",
        f"form={form.pk}&phase=running&province={province.pk}&target_group={broad.pk}",
    ):
        assert _titles(browser, query) == {"raak"}, query
    assert _titles(browser, "phase=ended") == set()


def test_national_items_can_be_filtered(people: Any, as_user: Any) -> None:
    OfferFactory(title="landelijk", region=None)
    OfferFactory(title="regionaal", region=people.region_a)
    assert _titles(as_user(people.manager_a), "region=null") == {"landelijk"}


def test_confirmation_filter_counts_from_today(people: Any, as_user: Any) -> None:
    for title, days in {"vers": 365, "tijd": 366, "oud": 426}.items():
        OfferFactory(title=title, verified_on=date.today() - timedelta(days=days))
    OfferFactory(title="nooit", verified_on=None)
    browser = as_user(people.manager_a)
    assert _titles(browser, "confirmed=confirmed") == {"vers"}
    assert _titles(browser, "confirmed=to_confirm") == {"tijd", "oud", "nooit"}
    assert _titles(browser, "confirmed=stale") == {"oud"}
    assert _titles(browser, "confirmed=never") == {"nooit"}


def test_missing_classification_may_come_from_the_initiative(people: Any, as_user: Any) -> None:
    group, line = TargetGroupFactory(), ActionLineFactory()
    rich = InitiativeFactory(target_groups=[group], action_lines=[line])
    OfferFactory(title="eigen", target_groups=[group], action_lines=[line])
    OfferFactory(title="geerfd", initiative=rich)
    OfferFactory(title="half", target_groups=[group])
    OfferFactory(title="arm", initiative=InitiativeFactory())
    assert _titles(as_user(people.manager_a), "classification=missing") == {"half", "arm"}


@pytest.mark.parametrize(
    "factory",
    [OrganisationFactory, InitiativeFactory, OfferFactory, PracticeFactory, EventFactory],
)
def test_list_asks_as_much_for_thirty_rows_as_for_one(
    factory: Any, people: Any, as_user: Any, django_assert_max_num_queries: Any
) -> None:
    address = reverse(factory._meta.model.snippet_viewset.get_url_name("list"))
    browser = as_user(people.manager_a)

    def rows(number: int) -> None:
        for _ in range(number):
            extra = {} if factory is OrganisationFactory else {"owner": OrganisationFactory()}
            factory(region=people.region_a, **extra)

    rows(1)
    browser.get(address)
    with django_assert_max_num_queries(100) as first:
        browser.get(address)
    rows(29)
    with django_assert_max_num_queries(len(first)):
        assert browser.get(address).status_code == 200


def test_export_writes_no_formulas(people: Any, as_user: Any) -> None:
    OfferFactory(title="=1+1", region=people.region_a)
    browser = as_user(people.manager_a)
    address = reverse(OFFERS)
    response = browser.get(address, {"export": "csv"})
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert "'=1+1" in rows[0].values()
    assert "Regio A" in rows[0].values()

    from openpyxl import load_workbook

    sheet = browser.get(address, {"export": "xlsx"})
    cells = list(load_workbook(io.BytesIO(b"".join(sheet.streaming_content))).active["A"])
    assert cells[1].data_type == "s"
