"""What is under review at this moment, of every kind, oldest first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from wagtail.models import WorkflowState

from publishing.confirmation.items import kinds
from publishing.models import Publication, Submission
from publishing.review_addresses import review_address
from taxonomy.localised import active_language


@dataclass(frozen=True)
class Waiting:
    """One item and since when it waits."""

    item: Publication
    since: datetime

    @property
    def title(self) -> str:
        """That of the latest version: what was never live has no other that anybody knows."""
        latest = self.item.latest_revision
        return latest.object_str if latest is not None else str(self.item)

    @property
    def lang(self) -> str:
        """The language of the title, when it is not that of the page."""
        # The title of a version was kept in the language of who saved it.
        lang = "en" if self.title == self.item.title_en != self.item.title else "nl"
        return lang if lang != active_language() else ""

    @property
    def kind(self) -> str:
        """By the kind alone: what sort of event it is would be read for each of them."""
        return capfirst(str(self.item._meta.verbose_name))

    @property
    def region(self) -> str:
        return str(self.item.region or "")

    @property
    def url(self) -> str:
        return review_address(self.item)


def open_reviews() -> list[Waiting]:
    """Everything that waits for a decision. One query, and one more per kind."""
    models = kinds().values()
    types = ContentType.objects.get_for_models(*models, for_concrete_models=False)
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, base_content_type__in=types.values()
    )
    since: dict[int, dict[int, datetime]] = defaultdict(dict)
    for state in states.values("base_content_type", "object_id", "current_task_state__started_at"):
        started = state["current_task_state__started_at"]
        if started is not None:
            since[state["base_content_type"]][int(state["object_id"])] = started
    return _oldest_first({model: since[types[model].pk] for model in models})


def to_look_at_afterwards() -> list[Waiting]:
    """What trusted organisations published and nobody has looked at, each item once."""
    by_kind: dict[str, dict[int, datetime]] = defaultdict(dict)
    rows = Submission.objects.to_check().values_list("kind", "item_pk", "live_at")
    for kind, pk, live_at in rows.order_by("live_at"):
        if live_at is not None:
            by_kind[kind].setdefault(pk, live_at)
    found = _oldest_first({model: by_kind[kind] for kind, model in kinds().items()})
    return [waiting for waiting in found if waiting.item.live]


def _oldest_first(since: dict[Any, dict[int, datetime]]) -> list[Waiting]:
    found = [
        Waiting(item, times[item.pk])
        for model, times in since.items()
        if times
        for item in _rows(model, list(times))
    ]
    return sorted(found, key=lambda waiting: (waiting.since, waiting.item.pk))


def _rows(model: type[Publication], keys: list[int]) -> Any:
    rows = model._default_manager.filter(pk__in=keys).select_related("region", "latest_revision")
    return rows.only(
        "title", "title_en", "live", "region__label", "region__label_en",
        "latest_revision__object_str",
    )  # fmt: skip
