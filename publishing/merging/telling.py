"""Tells whoever handed in an item that it became part of another one instead."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_lazy
from wagtail.models import WorkflowState

from publishing.contributor_address import contributor_address
from publishing.models import Merge, Publication, Submission, User
from publishing.notices import register_relevance, tell
from publishing.review_remarks import reviewer_of

MERGED = "merged"


def connect() -> None:
    """Once, when the program starts."""
    register_relevance(MERGED, _still_stands)


def tell_who_handed_in(merge: Merge, kept: Publication, absorbed: Publication) -> None:
    """One mail for each review of `absorbed` that the merge ended; not to who merged."""
    reviews = [review["pk"] for review in merge.record["absorbed"]["reviews"]]
    for state in WorkflowState.objects.filter(pk__in=reviews).select_related("requested_by"):
        author = state.requested_by
        if author is None or author == merge.made_by:
            continue
        submission = Submission.objects.filter(task_state_id=state.current_task_state_id).first()
        context = {
            "merge": merge.pk,
            "title": merge.absorbed_title,
            "kept": merge.kept_title,
            "by": lambda: reviewer_of(absorbed),
            "url": lambda: kept.get_absolute_url() if kept.live else contributor_address(absorbed),
            "label": gettext_lazy("See what it became"),
            "why": lambda: gettext("You get this mail because you handed this in."),
        }
        language = submission.language if submission else None
        tell(author, MERGED, context, at_once=False, language=language)


def _still_stands(context: Mapping[str, Any], user: User | None) -> bool:
    return Merge.objects.standing().filter(pk=context["merge"]).exists()
