"""The review by the region, from handing in to approval or back."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail import hooks
from wagtail.models import TaskState, WorkflowState

from initiatives.models import Offer
from portal.launching.workflow import ensure_review_workflow
from tests.admin.forms import filled_form
from tests.factories import OfferFactory


@pytest.fixture
def submitted(people: Any) -> Offer:
    """A draft of region A that a member of its organisation handed in."""
    return _submit(people, region=people.region_a, title="Ingediend", owner=people.organisation)


def _submit(people: Any, **fields: Any) -> Offer:
    ensure_review_workflow()
    offer = OfferFactory(live=False, **fields)
    offer.save_revision(user=people.member)
    offer.get_workflow().start(offer, people.member)
    return Offer.objects.get(pk=offer.pk)


def _action(offer: Offer, action: str, state: TaskState | None = None) -> str:
    state = state or offer.current_workflow_task_state
    name = "wagtailsnippets_initiatives_offer:workflow_action"
    return reverse(name, args=[offer.pk, action, state.pk])


def test_manager_of_the_region_approves_and_it_goes_live(
    submitted: Offer, people: Any, as_user: Any
) -> None:
    as_user(people.manager_a).post(_action(submitted, "approve"), {"comment": "Mooi"})
    offer = Offer.objects.get(pk=submitted.pk)
    assert offer.live
    assert offer.workflow_states.get().status == WorkflowState.STATUS_APPROVED
    assert TaskState.objects.get().finished_by == people.manager_a


@pytest.mark.parametrize("person", ["manager_b", "member"])
@pytest.mark.parametrize("action", ["approve", "reject"])
def test_nobody_else_decides(
    person: str, action: str, submitted: Offer, people: Any, as_user: Any
) -> None:
    as_user(getattr(people, person)).post(_action(submitted, action), {"comment": "x"})
    offer = Offer.objects.get(pk=submitted.pk)
    assert not offer.live
    assert offer.workflow_in_progress


def test_sent_back_carries_the_remark_and_returns_when_handed_in_again(
    submitted: Offer, people: Any, as_user: Any
) -> None:
    browser = as_user(people.manager_a)
    browser.post(_action(submitted, "reject"), {"comment": "Noem de kosten."})
    state = WorkflowState.objects.get()
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert TaskState.objects.get().comment == "Noem de kosten."

    state.resume(people.member)
    assert Offer.objects.get(pk=submitted.pk).workflow_in_progress
    browser.post(_action(Offer.objects.get(pk=submitted.pk), "approve"), {"comment": ""})
    assert Offer.objects.get(pk=submitted.pk).live


def test_step_of_another_item_cannot_be_taken_through_ones_own(
    submitted: Offer, people: Any, as_user: Any
) -> None:
    """Wagtail finds the step by its number alone."""
    own = _submit(people, region=people.region_b, title="Van B")
    url = _action(own, "approve", submitted.current_workflow_task_state)
    assert as_user(people.manager_b).post(url, {"comment": ""}).status_code == 404
    assert not Offer.objects.get(pk=submitted.pk).live


def test_step_asks_for_the_right_whoever_calls_it(submitted: Offer, people: Any) -> None:
    state = submitted.current_workflow_task_state
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, people.manager_b, "approve")
    assert not Offer.objects.get(pk=submitted.pk).live


def test_manager_approves_while_editing(submitted: Offer, people: Any, as_user: Any) -> None:
    browser = as_user(people.manager_a)
    edit = reverse("wagtailsnippets_initiatives_offer:edit", args=[submitted.pk])
    data = filled_form(browser, edit, title="Verbeterd")
    browser.post(
        edit, {**data, "action-workflow-action": "true", "workflow-action-name": "approve"}
    )
    offer = Offer.objects.get(pk=submitted.pk)
    assert (offer.live, offer.title) == (True, "Verbeterd")


def test_form_opens_while_a_colleague_decides(submitted: Offer, people: Any, as_user: Any) -> None:
    """Between the choice of its buttons and drawing them the review may end."""
    browser = as_user(people.manager_a)
    step = submitted.current_workflow_task_state

    def colleague_decides(_items: Any, _request: Any, _context: Any) -> None:
        step.task.specific.on_action(step, people.coordinator, "approve")

    edit = reverse("wagtailsnippets_initiatives_offer:edit", args=[submitted.pk])
    with hooks.register_temporarily("construct_snippet_action_menu", colleague_decides):
        assert browser.get(edit).status_code == 200
    assert Offer.objects.get(pk=submitted.pk).live


def test_submission_without_region_waits_for_the_coordinator(people: Any, as_user: Any) -> None:
    offer = _submit(people, region=None, title="Landelijk")
    as_user(people.manager_a).post(_action(offer, "approve"), {"comment": ""})
    assert not Offer.objects.get(pk=offer.pk).live
    as_user(people.coordinator).post(_action(offer, "approve"), {"comment": ""})
    assert Offer.objects.get(pk=offer.pk).live


def test_region_of_a_draft_gives_no_right_before_it_is_stored(people: Any, as_user: Any) -> None:
    """A draft that moves an item to region B is still decided on by region A."""
    ensure_review_workflow()
    offer = OfferFactory(title="Van A", region=people.region_a)
    offer.region = people.region_b
    offer.save_revision(user=people.coordinator)
    offer.get_workflow().start(offer, people.coordinator)
    offer = Offer.objects.get(pk=offer.pk)
    as_user(people.manager_b).post(_action(offer, "approve"), {"comment": ""})
    assert Offer.objects.get(pk=offer.pk).region == people.region_a


def test_manager_hands_in_and_sees_it_in_the_list(people: Any, as_user: Any) -> None:
    ensure_review_workflow()
    browser = as_user(people.manager_a)
    add = reverse("wagtailsnippets_initiatives_offer:add")
    data = filled_form(browser, add, title="Nieuw", summary="x", region=people.region_a.pk)
    browser.post(add, {**data, "action-submit": "1"})
    assert Offer.objects.get(title="Nieuw").workflow_in_progress
    listed = browser.get(reverse("wagtailsnippets_initiatives_offer:list") + "?state=in_review")
    assert [row.title for row in listed.context["object_list"]] == ["Nieuw"]
