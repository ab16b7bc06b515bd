"""Where an item stands between draft and live, as one word per row of a list."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState


class State(models.TextChoices):
    """In the order in which they are looked for: what waits for somebody comes first."""

    IN_REVIEW = "in_review", _("in review")
    SENT_BACK = "sent_back", _("sent back")
    CHANGED = "changed", _("live, with unpublished changes")
    LIVE = "live", _("live")
    ARCHIVED = "archived", _("taken offline")
    DRAFT = "draft", _("draft, never live")


def with_state(items: models.QuerySet) -> models.QuerySet:
    """Annotate every row with its `state` and, for what is under review, `submitted_at`."""
    open_reviews = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(items.model, for_concrete_model=False),
        # PostgreSQL does not compare a number with the text that Wagtail keeps.
        object_id=Cast(OuterRef("pk"), models.CharField()),
    )
    items = items.annotate(
        _review=Subquery(open_reviews.values("status")[:1]),
        submitted_at=Subquery(open_reviews.values("created_at")[:1]),
    )
    return items.annotate(
        state=Case(
            When(_review=WorkflowState.STATUS_IN_PROGRESS, then=Value(State.IN_REVIEW)),
            When(_review=WorkflowState.STATUS_NEEDS_CHANGES, then=Value(State.SENT_BACK)),
            When(live=True, has_unpublished_changes=True, then=Value(State.CHANGED)),
            When(live=True, then=Value(State.LIVE)),
            When(Q(first_published_at__isnull=False), then=Value(State.ARCHIVED)),
            default=Value(State.DRAFT),
            output_field=models.CharField(),
        )
    )
