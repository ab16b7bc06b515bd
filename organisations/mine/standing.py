"""Everything that belongs to an organisation, by how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from organisations.models import Organisation, Owned
from publishing.freshness import schedule
from publishing.models import Merge, Publication, Submission
from publishing.review_remarks import field_label
from publishing.review_states import State, with_state

#: How an item stands that is live but has not been confirmed in time; beside those of `State`.
UNCONFIRMED = "unconfirmed"

#: What somebody has to do something about comes first.
STANDINGS: dict[str, object] = {
    State.SENT_BACK: _("Sent back with remarks"),
    UNCONFIRMED: _("Please confirm"),
    State.DRAFT: _("Draft"),
    State.IN_REVIEW: _("Waiting for review"),
    State.CHANGED: _("Live, with changes that are not"),
    State.LIVE: _("Live"),
    State.ARCHIVED: _("Taken offline"),
}
#: What the organisation itself must do something about.
TO_DO = (State.SENT_BACK, UNCONFIRMED, State.DRAFT)


@dataclass(frozen=True, order=True)
class Row:
    """An item, light enough to sort all of them."""

    rank: int
    title: str
    kind: str
    pk: int
    standing: str


@dataclass(frozen=True)
class OwnItem:
    """An item as the page shows it; `remarks` are those with which it was sent back."""

    item: Publication
    standing: str
    remarks: tuple[str, ...] = ()

    @property
    def can_be_confirmed(self) -> bool:
        return self.standing == UNCONFIRMED

    @property
    def is_offline(self) -> bool:
        return self.standing == State.ARCHIVED


def kinds() -> dict[str, type[Publication]]:
    """The profile of an organisation and every kind of item that an organisation can own."""
    found: list[type[Publication]] = [Organisation]
    found += [
        model
        for model in apps.get_models()
        if issubclass(model, Owned) and issubclass(model, Publication)
    ]
    return {model.kind: model for model in found}


def rows_of(organisations: Iterable[int]) -> list[Row]:
    """Everything of these organisations, in one query per kind; what needs attention first."""
    ranks = {standing: rank for rank, standing in enumerate(STANDINGS)}
    found = [
        Row(ranks[standing], title, kind, pk, standing)
        for kind, model in kinds().items()
        for pk, title, standing in _standing(model, organisations).values_list(
            "pk", "title", "standing"
        )
    ]
    return sorted(found)


def items_of(rows: Iterable[Row]) -> list[OwnItem]:
    """The items behind some rows, with the remarks on what was sent back."""
    rows = list(rows)
    items: dict[tuple[str, int], Publication] = {}
    for kind, model in kinds().items():
        if wanted := [row.pk for row in rows if row.kind == kind]:
            found = model._default_manager.filter(pk__in=wanted)
            items |= {(kind, item.pk): item for item in found.defer("body", "body_en")}
    remarks = _remarks([row for row in rows if row.standing == State.SENT_BACK])
    return [
        OwnItem(items[key], row.standing, remarks.get(key, ()))
        for row in rows
        if (key := (row.kind, row.pk)) in items
    ]


def _standing(model: type[Publication], organisations: Iterable[int]) -> QuerySet:
    mine = model._default_manager.filter(**{f"{model.owner_field}__in": organisations})
    absorbed = Merge.objects.standing().filter(kind=model.kind).values("absorbed_pk")
    items = with_state(mine.exclude(pk__in=absorbed)).annotate(
        _to_confirm=Exists(_unconfirmed(model, timezone.now()).filter(pk=OuterRef("pk")))
    )
    unconfirmed = Q(state__in=(State.LIVE, State.CHANGED), _to_confirm=True)
    return items.annotate(
        standing=Case(When(unconfirmed, then=Value(UNCONFIRMED)), default=F("state"))
    ).order_by()


def _unconfirmed(model: type[Publication], now: datetime) -> QuerySet:
    oldest = timezone.localdate(now) - schedule().confirm_after
    asked = model._default_manager.all().needing_confirmation(now)
    return asked.filter(Q(verified_on__lt=oldest) | Q(verified_on__isnull=True))


def _remarks(rows: list[Row]) -> dict[tuple[str, int], tuple[str, ...]]:
    """What the reviewer wrote last about each of `rows`: about all of it, and about its fields."""
    if not rows:
        return {}
    models = [model for kind, model in kinds().items() if any(row.kind == kind for row in rows)]
    types: dict[Any, ContentType] = ContentType.objects.get_for_models(
        *models, for_concrete_models=False
    )
    model_of = {types[model].pk: model for model in models}
    steps = TaskState.objects.filter(
        status=TaskState.STATUS_REJECTED,
        workflow_state__base_content_type__in=model_of,
        workflow_state__object_id__in=[str(row.pk) for row in rows],
    ).select_related("workflow_state")
    # The last one of each item stays.
    latest = {
        (step.workflow_state.base_content_type_id, int(step.workflow_state.object_id)): step
        for step in steps.order_by("finished_at", "pk")
    }
    about_fields = dict(
        Submission.objects.filter(
            task_state_id__in=[step.pk for step in latest.values()]
        ).values_list("task_state_id", "field_remarks")
    )
    found = {}
    for (content_type, pk), step in latest.items():
        model = model_of[content_type]
        fields = about_fields.get(step.pk) or {}
        # A label depends on the kind only.
        texts = [f"{field_label(model(), name)}: {text}" for name, text in fields.items()]
        found[model.kind, pk] = tuple(text for text in (step.comment, *texts) if text)
    return found
