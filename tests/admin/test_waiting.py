"""The admin's home page tells a curator what waits, where, and since when."""

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from initiatives.models import Offer
from portal.launching.workflow import ensure_review_workflow
from publishing.admin.waiting import WaitingPanel
from tests.factories import (
    ActionLineFactory,
    EventFactory,
    OfferFactory,
    OrganisationFactory,
    PracticeFactory,
    TargetGroupFactory,
)

HOME = "/beheer/"


def _panel(user: Any) -> dict[str, Any]:
    class Request:
        pass

    request = Request()
    request.user = user  # type: ignore[attr-defined]
    return WaitingPanel(request).get_context_data()  # type: ignore[arg-type]


def _counts(user: Any, kind: str) -> list[int]:
    """The number per reason, in the order of the page, for one kind."""
    context = _panel(user)
    column = [str(name) for name in context["kinds"]].index(kind)
    return [cells[column].count for _label, cells in context["rows"] if cells[column]]


def _complete() -> dict[str, Any]:
    return {"target_groups": [TargetGroupFactory()], "action_lines": [ActionLineFactory()]}


def _wait(people: Any) -> None:
    """One offer per reason in region A, and one that needs nothing."""
    ensure_review_workflow()
    OfferFactory(title="goed", region=people.region_a, **_complete())
    OfferFactory(title="ongedeeld", region=people.region_a)
    OfferFactory(title="nooit", region=people.region_a, verified_on=None, **_complete())
    OfferFactory(title="draft", region=people.region_a, live=False, **_complete())
    late = date.today() - timedelta(days=400)
    OfferFactory(title="oud", region=people.region_a, verified_on=late, **_complete())
    offer = OfferFactory(title="ingediend", region=people.region_a, live=False, **_complete())
    offer.save_revision()
    offer.get_workflow().start(offer, people.member)


def test_counts_are_of_the_own_region(people: Any) -> None:
    _wait(people)
    # A draft is unfinished already, so it is not told once more that it lacks something.
    OfferFactory(title="van B", region=people.region_b, live=False)
    assert _counts(people.manager_a, "Aanbod") == [1, 1, 2, 1]
    assert _counts(people.manager_b, "Aanbod") == [0, 1, 0, 0]
    assert _counts(people.coordinator, "Aanbod") == [1, 2, 2, 1]
    assert _counts(people.administrator, "Aanbod") == [1, 2, 2, 1]


def test_an_event_that_is_over_need_not_be_kept_right(people: Any, as_user: Any) -> None:
    for days in (-400, -1, 1):
        day = date.today() + timedelta(days=days)
        EventFactory(region=people.region_a, start_date=day, verified_on=None)
    assert _counts(people.manager_a, "Evenementen") == [0, 0, 1, 1]
    browser = as_user(people.manager_a)
    for _label, cells in _panel(people.manager_a)["rows"][2:]:
        for cell in filter(None, cells):
            assert browser.get(cell.url).context["paginator"].count == cell.count


def test_every_count_leads_to_a_list_of_as_many_rows(people: Any, as_user: Any) -> None:
    _wait(people)
    PracticeFactory(region=people.region_a, verified_on=None)
    OrganisationFactory(region=people.region_a, live=False)
    for person in (people.manager_a, people.coordinator):
        browser = as_user(person)
        for label, cells in _panel(person)["rows"]:
            for cell in filter(None, cells):
                page = browser.get(cell.url)
                assert page.context["paginator"].count == cell.count, (label, cell)


def test_oldest_come_first_and_link_to_their_form(people: Any, as_user: Any) -> None:
    _wait(people)
    Offer.objects.filter(title="draft").update(updated_at="2020-01-01T00:00:00Z")
    page = as_user(people.manager_a).get(HOME).content.decode()
    OfferFactory(title="jonger", region=people.region_a, live=False)
    assert [item.title for item in _panel(people.manager_a)["oldest"]] == ["draft", "jonger"]
    offer = Offer.objects.get(title="draft")
    assert reverse("wagtailsnippets_initiatives_offer:edit", args=[offer.pk]) in page


def test_at_most_ten_are_named(people: Any) -> None:
    for _ in range(12):
        OfferFactory(region=people.region_a, live=False)
    assert len(_panel(people.manager_a)["oldest"]) == 10


def test_empty_state_is_said_in_words(people: Any, as_user: Any) -> None:
    context = _panel(people.manager_b)
    assert context["nothing_waits"]
    assert not context["oldest"]
    page = as_user(people.manager_b).get(HOME)
    assert page.status_code == 200
    assert 'class="listing waiting"' not in page.content.decode()


def test_home_page_asks_as_much_for_many_as_for_one(people: Any, as_user: Any) -> None:
    browser = as_user(people.manager_a)
    _wait(people)
    browser.get(HOME)
    with CaptureQueriesContext(
        connection,
    ) as first:
        browser.get(HOME)
    for _ in range(3):
        _wait(people)
    with CaptureQueriesContext(connection) as later:
        assert browser.get(HOME).status_code == 200
    assert len(later) == len(first)


def test_titles_on_the_home_page_are_escaped(people: Any, as_user: Any) -> None:
    OfferFactory(title="<script>alert(1)</script>", region=people.region_a, live=False)
    assert "<script>alert(1)" not in as_user(people.manager_a).get(HOME).content.decode()
