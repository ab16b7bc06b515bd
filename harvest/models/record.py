from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from harvest.models.source import Source
from harvest.querysets import RecordQuerySet
from publishing.sentence_fields import SentenceField


class Record(models.Model):
    """What one source tells of one thing, and the item that it became here.

    `values` is what the source said last (`ReadRecord.values`), `fingerprint` the hash of it;
    `taken` what was written into the item because of it: where the item now says something else, a person
    changed it. `missing_runs` counts good runs in a row in which it was not there.
    `is_ignored`: a person here said that it does not come in. While it is in the feed, the last
    good answer of the source says when it was seen; `last_seen_at` is for what has gone.
    """

    class State(models.TextChoices):
        CURRENT = "current", _("in the feed")
        PAST = "past", _("over")
        OUTSIDE = "outside", _("outside what the feed shows")
        MISSING = "missing", _("not in the feed any more")
        KEPT = "kept", _("not in the feed any more, but takes place")
        REFUSED = "refused", _("refused")
        LEFT_OUT = "left_out", _("left out by a rule or a person")
        WITHDRAWN = "withdrawn", _("withdrawn")

    source = models.ForeignKey(Source, related_name="records", on_delete=models.CASCADE)
    key = models.CharField(_("identifier"), max_length=500)
    fingerprint = models.CharField(max_length=64, blank=True)
    values: Any = models.JSONField(default=dict, blank=True)
    taken: Any = models.JSONField(default=dict, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    address = models.TextField(blank=True)
    next_start = models.DateTimeField(null=True, blank=True)
    last_end = models.DateTimeField(null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.CURRENT
    )
    missing_runs = models.PositiveIntegerField(default=0)
    is_ignored = models.BooleanField(_("left out by a person"), default=False)
    item_kind = models.CharField(max_length=40, blank=True)
    item_pk = models.BigIntegerField(null=True, blank=True)
    note = SentenceField(_("note"), blank=True)
    first_seen_at = models.DateTimeField(_("first seen"), auto_now_add=True)
    last_seen_at = models.DateTimeField(_("last seen"), null=True, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        ordering = ["next_start", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="one_record_per_key"),
        ]
        indexes = [
            models.Index(fields=["item_kind", "item_pk"], name="record_of_item"),
            models.Index(fields=["source", "state"], name="record_state"),
        ]

    def __str__(self) -> str:
        return self.title or self.key
