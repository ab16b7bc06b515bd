"""Who is told what about a review: reviewers once a day, whoever handed in when it is decided."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_lazy
from wagtail.admin.mail import (
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
    WorkflowStateSubmissionEmailNotifier,
)
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)

from publishing.actions.submit import Outcome
from publishing.confirmation import items
from publishing.confirmation.addressees import reviewers_of
from publishing.contributor_address import contributor_address
from publishing.models import Publication, Submission, User
from publishing.notices.relevance import register_relevance
from publishing.notices.telling import tell
from publishing.permissions import Verb, may
from publishing.review_addresses import review_address
from publishing.review_remarks import remarks_for, reviewer_of
from publishing.signals import submitted, taken_down

WAITING = "review_waiting"
LIVE_AT_ONCE = "review_live_at_once"
APPROVED = "review_approved"
SENT_BACK = "review_sent_back"
TAKEN_DOWN = "review_taken_down"


def connect() -> None:
    """Called once at start."""
    task_submitted.connect(_tell_reviewers, dispatch_uid="publishing.reviews.submitted")
    submitted.connect(_tell_who_looks_afterwards, dispatch_uid="publishing.reviews.live")
    workflow_approved.connect(_tell_approved, dispatch_uid="publishing.reviews.approved")
    workflow_cancelled.connect(_tell_published, dispatch_uid="publishing.reviews.published")
    workflow_rejected.connect(_tell_sent_back, dispatch_uid="publishing.reviews.rejected")
    taken_down.connect(_tell_taken_down, dispatch_uid="publishing.reviews.taken_down")
    register_relevance(WAITING, _still_waits)
    register_relevance(LIVE_AT_ONCE, _still_to_check)
    register_relevance(SENT_BACK, _still_sent_back)
    _keep_mails_of_wagtail_for_pages()


def _tell_reviewers(sender: Any, instance: TaskState, user: Any = None, **_signal: Any) -> None:
    item = instance.workflow_state.content_object
    if isinstance(item, Publication):
        _tell_all_reviewers(item, WAITING, {"step": instance.pk}, but_not=user)


def _tell_who_looks_afterwards(
    sender: Any, item: Publication, submission: Submission, outcome: Outcome, **_signal: Any
) -> None:
    if outcome == Outcome.LIVE and submission.seen_at is None:
        about = {"submission": submission.pk}
        _tell_all_reviewers(item, LIVE_AT_ONCE, about, but_not=submission.submitted_by)


def _tell_all_reviewers(
    item: Publication, notice: str, about: dict[str, Any], *, but_not: Any
) -> None:
    context = {
        **about,
        "kind": item.kind,
        "pk": item.pk,
        "kind_label": lambda: item.kind_label,
        "title": lambda: _latest(item).text("title").text,
        "url": review_address(item),
        "label": gettext_lazy("Look at it"),
        "why": lambda: gettext("You get this mail because you decide about these items."),
    }
    for reviewer in reviewers_of(item):
        if reviewer.user is not None and reviewer.user != but_not:
            tell(reviewer.user, notice, context, at_once=False)


def _tell_approved(sender: Any, instance: WorkflowState, user: Any = None, **_signal: Any) -> None:
    item, step = instance.content_object, instance.current_task_state
    if not isinstance(item, Publication) or step is None:
        return
    submission = Submission.objects.filter(task_state_id=step.pk).first()
    edited = submission is not None and submission.revision_id != step.revision_id
    _tell_live(item, instance, user, edited=edited, remark=step.comment)


def _tell_published(sender: Any, instance: WorkflowState, user: Any = None, **_signal: Any) -> None:
    """A curator published it from the editing screen, which ends the review as if withdrawn."""
    item, step = instance.content_object, instance.current_task_state
    if not isinstance(item, Publication) or step is None or not item.live:
        return
    if item.live_revision_id and step.revision_id and item.live_revision_id >= step.revision_id:
        edited = item.live_revision_id != step.revision_id
        _tell_live(item, instance, user, edited=edited, remark="")


def _tell_live(
    item: Publication, state: WorkflowState, user: Any, *, edited: bool, remark: str
) -> None:
    context = {
        "title": lambda: item.text("title").text,
        "edited": edited,
        "remark": remark,
        "by": lambda: reviewer_of(item),
        "url": lambda: item.get_absolute_url(),
        "label": gettext_lazy("See it as readers do"),
        "why": lambda: gettext("You get this mail because you handed this in."),
    }
    _tell_who_handed_in(state, user, APPROVED, context, at_once=False)


def _tell_sent_back(sender: Any, instance: WorkflowState, user: Any = None, **_signal: Any) -> None:
    item = instance.content_object
    if not isinstance(item, Publication):
        return
    context = {
        "kind": item.kind,
        "pk": item.pk,
        "title": lambda: _latest(item).text("title").text,
        "by": lambda: reviewer_of(item),
        "remarks": lambda: "\n".join(
            f"{one.label}: {one.text}" if one.label else one.text for one in remarks_for(item)
        ),
        "url": lambda: contributor_address(item),
        "label": gettext_lazy("Change it"),
        "why": lambda: gettext("You get this mail because you handed this in."),
    }
    # Nothing happens until somebody corrects it.
    _tell_who_handed_in(instance, user, SENT_BACK, context, at_once=True)


def _tell_taken_down(
    sender: Any,
    item: Publication,
    submission: Submission | None,
    reason: str,
    user: Any,
    **_signal: Any,
) -> None:
    author = submission.submitted_by if submission else None
    if submission is None or author is None or author == user:
        return
    context = {
        "title": lambda: item.text("title").text,
        "by": lambda: reviewer_of(item),
        "reason": reason,
        "url": lambda: contributor_address(item),
        "label": gettext_lazy("Change it"),
        "why": lambda: gettext("You get this mail because you handed this in."),
    }
    tell(author, TAKEN_DOWN, context, at_once=True, language=submission.language)


def _tell_who_handed_in(
    state: WorkflowState, user: Any, notice: str, context: Mapping[str, Any], *, at_once: bool
) -> None:
    author = state.requested_by
    if author is None or author == user:
        return
    submission = Submission.objects.filter(task_state_id=state.current_task_state_id).first()
    language = submission.language if submission else None
    tell(author, notice, context, at_once=at_once, language=language)


def _latest(item: Publication) -> Any:
    return item.get_latest_revision_as_object()


def _still_waits(context: Mapping[str, Any], user: User | None) -> bool:
    item = items.find(context["kind"], context["pk"])
    return (
        item is not None
        and item.current_workflow_task_state is not None
        and may(user, Verb.PUBLISH, item)
    )


def _still_to_check(context: Mapping[str, Any], user: User | None) -> bool:
    item = items.find(context["kind"], context["pk"])
    waits = Submission.objects.to_check().filter(pk=context["submission"])
    return item is not None and item.live and waits.exists() and may(user, Verb.PUBLISH, item)


def _still_sent_back(context: Mapping[str, Any], user: User | None) -> bool:
    item = items.find(context["kind"], context["pk"])
    return item is not None and bool(remarks_for(item))


class _ForPages:
    """Wagtail's own mails are about pages: those about items lead where authors may not come."""

    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        about_item = isinstance(instance.content_object, Publication)
        return not about_item and super().can_handle(instance, **kwargs)  # type: ignore[misc]


class _Submission(_ForPages, WorkflowStateSubmissionEmailNotifier):
    pass


class _Approval(_ForPages, WorkflowStateApprovalEmailNotifier):
    pass


class _Rejection(_ForPages, WorkflowStateRejectionEmailNotifier):
    pass


#: Kept here, because a signal does not keep what it calls.
_NOTIFIERS = (
    (workflow_submitted, _Submission(), "workflow_state_submitted_email_notification"),
    (workflow_approved, _Approval(), "workflow_state_approved_email_notification"),
    (workflow_rejected, _Rejection(), "workflow_state_rejected_email_notification"),
)


def _keep_mails_of_wagtail_for_pages() -> None:
    # The name of a receiver is taken by whoever comes first, and Wagtail's admin starts after us.
    for signal, notifier, name in _NOTIFIERS:
        signal.connect(notifier, sender=WorkflowState, dispatch_uid=name)
