"""Which version readers saw last, to compare a new one with."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry, Revision

from publishing.models import Publication


def seen_by_readers(item: Publication) -> Any:
    """`item` as readers see it, or saw it before it went offline; None when they never did."""
    if item.live:
        return item
    published = _published_before(item, None)
    return published.as_object() if published else None


def seen_before(item: Publication, revision: Revision | None) -> Any:
    """`item` as readers saw it before `revision` was published; None when they never did."""
    published = _published_before(item, revision)
    return published.as_object() if published else None


def _published_before(item: Publication, revision: Revision | None) -> Revision | None:
    kind = ContentType.objects.get_for_model(item, for_concrete_model=False)
    published = ModelLogEntry.objects.filter(
        content_type=kind, object_id=str(item.pk), action="wagtail.publish", revision__isnull=False
    )
    if revision is not None:
        published = published.filter(revision__lt=revision.pk)
    last = published.select_related("revision").order_by("-timestamp", "-pk").first()
    return last.revision if last else None
