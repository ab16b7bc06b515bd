"""Handing in, taking back, approving and sending back."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from initiatives.models import Offer
from organisations.models import Organisation
from publishing.actions.approve import approve
from publishing.actions.send_back import send_back
from publishing.actions.submit import Outcome, submit
from publishing.actions.withdraw import withdraw
from publishing.models import Submission
from publishing.review_remarks import remarks_for
from publishing.reviewing import NewerVersionError, NotUnderReviewError, mark_of
from tests.factories import OfferFactory
from tests.publishing.review.conftest import change, stored


def test_what_is_handed_in_waits_for_its_region(draft: Offer, people: Any) -> None:
    assert submit(draft, user=people.member, remark="Nieuw dit jaar") == Outcome.IN_REVIEW
    assert stored(draft).workflow_in_progress
    submission = Submission.objects.get()
    assert (submission.remark, submission.submitted_by) == ("Nieuw dit jaar", people.member)
    assert submission.task_state == draft.current_workflow_task_state


def test_handing_in_twice_makes_one_review(draft: Offer, people: Any) -> None:
    submit(draft, user=people.member)
    submit(draft, user=people.member)
    assert WorkflowState.objects.count() == TaskState.objects.count() == 1
    assert Submission.objects.count() == 1


def test_a_kind_without_a_workflow_is_reviewed_all_the_same(people: Any) -> None:
    offer = OfferFactory(live=False, region=people.region_a, owner=people.organisation)
    submit(offer, user=people.member)
    approve(offer, user=people.manager_a)
    assert stored(offer).live


def test_a_trusted_organisation_goes_live_at_once_and_is_looked_at_afterwards(
    draft: Offer, people: Any
) -> None:
    Organisation.objects.filter(pk=people.organisation.pk).update(trusted=True)
    assert submit(draft, user=people.member) == Outcome.LIVE
    assert stored(draft).live
    assert not stored(draft).workflow_in_progress
    assert [row.item_pk for row in Submission.objects.to_check()] == [draft.pk]


def test_what_its_own_manager_hands_in_needs_no_look_afterwards(draft: Offer, people: Any) -> None:
    assert submit(draft, user=people.manager_a) == Outcome.LIVE
    assert not Submission.objects.to_check().exists()


def test_nobody_hands_in_for_another_organisation(draft: Offer, people: Any) -> None:
    with pytest.raises(PermissionDenied):
        submit(draft, user=people.manager_b)
    assert not Submission.objects.exists()


def test_what_cannot_be_public_cannot_be_handed_in(draft: Offer, people: Any) -> None:
    change(draft, people.member, summary="")
    with pytest.raises(ValidationError):
        submit(stored(draft), user=people.member)


def test_what_was_handed_in_goes_live_and_not_what_was_saved_after_it(
    draft: Offer, people: Any
) -> None:
    submit(draft, user=people.member)
    change(draft, people.member, title="Nog niet gezien")
    approve(stored(draft), user=people.manager_a)
    assert stored(draft).title == "Cursus"
    assert stored(draft).has_unpublished_changes


def test_handing_in_again_moves_the_review_to_the_newest_version(draft: Offer, people: Any) -> None:
    submit(draft, user=people.member)
    seen = mark_of(draft.current_workflow_task_state.revision)
    change(draft, people.member, title="Cursus twee")
    submit(stored(draft), user=people.member)
    with pytest.raises(NewerVersionError):
        approve(stored(draft), user=people.manager_a, version=seen)
    assert not stored(draft).live
    approve(stored(draft), user=people.manager_a)
    assert stored(draft).title == "Cursus twee"


def test_author_does_not_write_over_what_waits(draft: Offer, people: Any) -> None:
    """Saving automatically writes over one's latest version; not over one that was handed in."""
    submit(draft, user=people.member)
    latest = stored(draft).get_latest_revision_as_object()
    latest.title = "Nog niet gezien"
    latest.save_revision(user=people.member, overwrite_revision=draft.latest_revision)
    assert stored(draft).latest_revision_id != draft.latest_revision_id
    approve(stored(draft), user=people.manager_a)
    assert stored(draft).title == "Cursus"


def test_only_one_of_two_reviewers_decides(draft: Offer, people: Any) -> None:
    submit(draft, user=people.member)
    send_back(stored(draft), user=people.manager_a, remark="Noem de kosten")
    with pytest.raises(NotUnderReviewError):
        approve(draft, user=people.coordinator)
    assert not stored(draft).live


def test_reviewers_with_an_old_page_each_decide_once(draft: Offer, people: Any) -> None:
    """Wagtail's own button sends the step along that it showed."""
    submit(draft, user=people.member)
    old_page = stored(draft).current_workflow_task_state
    approve(stored(draft), user=people.manager_a)
    with pytest.raises(PermissionDenied):
        old_page.task.specific.on_action(old_page, people.coordinator, "reject", comment="x")
    assert stored(draft).live


@pytest.mark.parametrize("person", ["member", "manager_b"])
def test_nobody_else_decides(draft: Offer, people: Any, person: str) -> None:
    submit(draft, user=people.member)
    for decide in (approve, send_back):
        with pytest.raises(PermissionDenied):
            decide(stored(draft), user=getattr(people, person), remark="x")


def test_what_is_sent_back_says_what_must_change(draft: Offer, people: Any) -> None:
    submit(draft, user=people.member)
    send_back(
        stored(draft),
        user=people.manager_a,
        remark="Bijna goed",
        field_remarks={"summary": "Voor wie is dit?", "title": "  "},
    )
    remarks = remarks_for(stored(draft))
    assert [(one.text, one.field) for one in remarks] == [
        ("Bijna goed", ""),
        ("Voor wie is dit?", "summary"),
    ]
    assert people.region_a.label in remarks[0].by
    assert people.manager_a.last_name not in f"{remarks}"


def test_sending_back_without_a_word_is_refused(draft: Offer, people: Any) -> None:
    submit(draft, user=people.member)
    with pytest.raises(ValidationError):
        send_back(stored(draft), user=people.manager_a, remark=" ", field_remarks={"title": ""})
    assert stored(draft).workflow_in_progress


def test_handing_in_again_ends_the_remarks_and_goes_to_the_same_review(
    draft: Offer, people: Any
) -> None:
    submit(draft, user=people.member)
    send_back(stored(draft), user=people.manager_a, remark="Noem de kosten")
    change(draft, people.member, title="Cursus met kosten")
    assert submit(stored(draft), user=people.member) == Outcome.IN_REVIEW
    assert remarks_for(stored(draft)) == []
    assert WorkflowState.objects.count() == 1
    approve(stored(draft), user=people.manager_a)
    assert stored(draft).title == "Cursus met kosten"


def test_what_is_withdrawn_waits_no_longer(draft: Offer, people: Any) -> None:
    submit(draft, user=people.member)
    assert withdraw(draft, user=people.member)
    assert not stored(draft).workflow_in_progress
    assert not withdraw(draft, user=people.member)
    with pytest.raises(PermissionDenied):
        withdraw(draft, user=people.manager_b)


def test_what_was_handed_in_is_confirmed_on_that_day_by_its_organisation(
    people: Any, draft: Offer
) -> None:
    submit(draft, user=people.member)
    assert stored(draft).verified_by == ""
    approve(draft, user=people.manager_a)
    live = stored(draft)
    assert live.verified_on == timezone.localdate()
    assert live.verified_by == people.organisation.title
