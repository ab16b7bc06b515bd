from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from harvest.models import Source
from organisations.models import Organisation


class EventJoinQuerySet(models.QuerySet["EventJoin"]):
    def standing(self) -> "EventJoinQuerySet":
        """Those that nobody has undone."""
        return self.filter(undone_at__isnull=True)


class EventJoin(models.Model):
    """A record of a feed was recognised as an event that was there already, and shares it.

    `source` and `key` say which record. `joined_by` is empty when a strict rule did it by itself,
    `merge` the merge of two events it followed from. `added_organisation` tells whether the
    organisation of the source became one of the event's because of it. One that was undone is kept: the
    two are never joined again by themselves, also when the source is removed and comes back.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="joins")
    source = models.ForeignKey(Source, null=True, on_delete=models.SET_NULL, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=500)
    title = models.CharField(_("title"), max_length=300, blank=True)
    signs: Any = models.JSONField(default=list)
    added_organisation = models.BooleanField(default=False)
    merge = models.ForeignKey(
        "publishing.Merge", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    joined_at = models.DateTimeField(_("joined on"), auto_now_add=True)
    joined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(_("taken apart on"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = EventJoinQuerySet.as_manager()

    class Meta:
        verbose_name = _("event told by two feeds")
        verbose_name_plural = _("events told by two feeds")
        ordering = ["-joined_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key"],
                condition=Q(undone_at__isnull=True),
                name="joined_once",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "key"], name="event_join_record")]

    def __str__(self) -> str:
        return f"{self.title} -> {self.event}"
