"""The events of a source that wait for somebody: before they go live, or afterwards."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from events.materialising import later, materialise
from events.models import Event
from harvest.models import Record, Source
from publishing.actions.approve import approve
from publishing.actions.mark_seen import mark_seen
from publishing.admin.waiting_together import Together
from publishing.duplicates import following
from publishing.models import Submission
from publishing.reviewing import NotUnderReviewError

URL_NAME = "review_of_source"
#: So many are approved at once, while somebody waits for the answer.
AT_ONCE = 50


def came_together(kind: str, keys: Collection[int]) -> Mapping[int, Together]:
    """Of these events, from which source each came."""
    if kind != Event.kind:
        return {}
    rows = Record.objects.filter(item_kind=kind, item_pk__in=keys).order_by("-pk")
    found = {}
    for pk, source, name in rows.values_list("item_pk", "source_id", "source__name"):
        if pk is None:
            continue
        words = _("the calendar “%(source)s”") % {"source": name}
        found[pk] = Together(words, reverse(URL_NAME, args=[source]))
    return found


def waiting_of(source: Source) -> list[int]:
    """The keys of its events that wait for a review, those that came first first."""
    own = _keys_of(source)
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=ContentType.objects.get_for_model(Event, for_concrete_model=False),
    )
    waiting = {int(key) for key in states.values_list("object_id", flat=True)}
    return [key for key in own if key in waiting]


def unseen_of(source: Source) -> dict[int, int]:
    """The keys of its events that went live unseen, each with its newest submission."""
    rows = Submission.objects.to_check().filter(kind=Event.kind).order_by("pk")
    newest = dict(rows.values_list("item_pk", "pk"))
    live = set(Event.objects.live().filter(pk__in=newest).values_list("pk", flat=True))
    return {key: newest[key] for key in _keys_of(source) if key in newest and key in live}


def approve_some(keys: Iterable[int], *, user: Any) -> int:
    """Approve these events of a source; returns how many still waited.

    Raises PermissionDenied when one of them is not for `user` to decide; then none is approved.
    """
    count = 0
    due, alike = set[int](), set[int]()
    with transaction.atomic():
        with later(due), following.later(alike):
            for event in Event.objects.filter(pk__in=list(keys)).order_by("pk"):
                try:
                    approve(event, user=user)
                except NotUnderReviewError:
                    continue
                count += 1
        materialise(due)
        following.refresh_after_commit(Event.kind, alike)
    return count


def mark_some_seen(newest: Mapping[int, int], *, user: Any) -> int:
    """Note that `user` has looked at these events; returns how many. Raises PermissionDenied."""
    events = Event.objects.filter(pk__in=newest).order_by("pk")
    with transaction.atomic():
        return sum(bool(mark_seen(event, user=user, up_to=newest[event.pk])) for event in events)


def _keys_of(source: Source) -> list[int]:
    rows = Record.objects.filter(source=source, item_kind=Event.kind, item_pk__isnull=False)
    return [key for key in rows.order_by("pk").values_list("item_pk", flat=True) if key is not None]
