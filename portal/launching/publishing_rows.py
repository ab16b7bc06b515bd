"""Puts loaded items and pages live, with a revision, so that history and comparison work.

Launch content is content the installation starts with: it is live without a review. Signals go
out after the relations of an item are complete, as with anything a curator publishes.
"""

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.signals import published

from portal.models import EditorialPage
from publishing.models import Publication

_LIVE_FIELDS = [
    "live",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "live_revision",
]


def publish_item(item: Publication, *, is_new: bool) -> None:
    """Store the item with its relations; what a curator took offline stays offline."""
    goes_live = is_new or item.live
    if goes_live:
        item.live = True
        item.last_published_at = timezone.now()
        item.first_published_at = item.first_published_at or item.last_published_at
    item.save()
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


def publish_page(page: EditorialPage) -> None:
    """Store a page and publish it, unless a curator took it offline."""
    was_live = page.live
    page.save()
    revision = page.save_revision(clean=False)
    if was_live:
        revision.publish(skip_permission_checks=True)
