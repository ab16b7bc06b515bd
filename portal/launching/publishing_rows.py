"""Puts loaded items and pages live, with a revision, so that history and comparison work.

Launch content is content the installation starts with: it is live without a review. Signals go
out after the relations of an item are complete, as with anything a curator publishes.
"""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.log_actions import log
from wagtail.signals import published

from portal.launching.values import plain
from portal.models import EditorialPage
from publishing.models import Publication

_LIVE_FIELDS = [
    "live",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "live_revision",
]


def has_draft(row: Any, names: Iterable[str]) -> bool:
    """Whether somebody works on a version of this item or page that is not live.

    A curator's draft would be overtaken by a load, and would undo the load when it is published.
    What was taken offline always counts as unpublished, so there the contents are compared.
    """
    if not getattr(row, "has_unpublished_changes", False):
        return False
    if row.live or row.latest_revision is None:
        return bool(row.live)
    draft = row.latest_revision.as_object()
    return any(_comparable(draft, name) != _comparable(row, name) for name in names)


def _comparable(row: Any, name: str) -> Any:
    """The value of a field, whether it comes from the database or from a revision."""
    field = row._meta.get_field(name)
    if field.many_to_many:
        return {other.pk for other in getattr(row, name).all()}
    if field.one_to_many:
        return [str(child) for child in getattr(row, name).all()]
    return getattr(row, field.attname) if field.is_relation else plain(field, getattr(row, name))


def publish_item(item: Publication, *, is_new: bool) -> None:
    """Store the item with its relations; what a curator took offline stays offline."""
    goes_live = is_new or item.live
    if goes_live:
        item.live = True
        item.last_published_at = timezone.now()
        item.first_published_at = item.first_published_at or item.last_published_at
    # The columns of a new item are stored already; its relations are not.
    item.save(update_fields=_relations(item) if is_new else None)
    revision = item.save_revision(clean=False)
    if not goes_live:
        return
    item.live_revision = revision
    item.has_unpublished_changes = False
    item.save(update_fields=_LIVE_FIELDS)
    published.send(sender=type(item), instance=item, revision=revision)
    log(
        instance=item,
        action="wagtail.create" if is_new else "wagtail.publish",
        revision=revision,
        content_changed=True,
    )


def _relations(item: Publication) -> list[str]:
    """The names of the relations that are stored together with an item."""
    many = [field.name for field in get_all_child_m2m_relations(item)]
    return many + [relation.get_accessor_name() for relation in get_all_child_relations(item)]


def publish_page(page: EditorialPage) -> None:
    """Store a page and publish it, unless a curator took it offline."""
    was_live = page.live
    page.save()
    revision = page.save_revision(clean=False)
    if was_live:
        revision.publish(skip_permission_checks=True)
