"""Items that do the same for the same people, what is kept to find them, and what was said of them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from monitor.overlap.querysets import OverlapQuerySet
from taxonomy.models import Region

NOTE_MAX = 500

#: Kind and key of an item.
Key = tuple[str, int]


class OverlapProfile(models.Model):
    """One live item as the engine compares it (`monitor.overlap.profile.Profile`).

    It follows from the item and can be made again at any time. It is not the ledger's row: the
    words of the subject, the period, the provider and the family of an item are not counted
    there, and what is compared must say what it was made of.
    """

    kind = models.CharField(max_length=20)
    item_pk = models.PositiveBigIntegerField()
    region = models.ForeignKey(Region, null=True, on_delete=models.SET_NULL, related_name="+")
    form = models.CharField(max_length=120, db_index=True)
    data = models.JSONField(default=dict)
    #: When the item was changed that this was made of.
    item_changed_at = models.DateTimeField()
    #: Empty when what overlaps this item must be looked for.
    compared_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        verbose_name = _("description for finding overlap")
        verbose_name_plural = _("descriptions for finding overlap")
        constraints = [
            models.UniqueConstraint(fields=["kind", "item_pk"], name="one_overlap_profile_per_item")
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.item_pk}"

    @property
    def key(self) -> Key:
        return self.kind, self.item_pk


class OverlapKey(models.Model):
    """One way to find a profile again: form, place and word together, as a number."""

    profile = models.ForeignKey(OverlapProfile, on_delete=models.CASCADE, related_name="keys")
    key = models.BigIntegerField()

    class Meta:
        verbose_name = _("key for finding overlap")
        verbose_name_plural = _("keys for finding overlap")
        indexes = [models.Index(fields=["key", "profile"], name="overlap_key_lookup")]

    def __str__(self) -> str:
        return str(self.key)


class Overlap(models.Model):
    """Two items that overlap; the one whose kind and key sort first stands first.

    Kept for the strongest of each item only (`monitor.overlap.storing.MOST_PER_ITEM`), and left
    out again when they do not overlap any more. ``reasons`` are read by `monitor.overlap.reasons`.
    Open and reopened pairs with the same ``cluster`` overlap mutually.
    """

    class State(models.TextChoices):
        OPEN = "open", _("not judged yet")
        JUDGED = "judged", _("judged")
        REOPENED = "reopened", _("asked again: something changed")

    first = models.ForeignKey(OverlapProfile, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(OverlapProfile, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField(db_index=True)
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    cluster = models.ForeignKey(
        "monitor.OverlapCluster", null=True, on_delete=models.SET_NULL, related_name="pairs"
    )
    found_at = models.DateTimeField(auto_now_add=True)

    objects = OverlapQuerySet.as_manager()

    class Meta:
        verbose_name = _("overlap")
        verbose_name_plural = _("overlaps")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_overlap_per_pair")
        ]

    def __str__(self) -> str:
        return f"{self.first_id} / {self.second_id}"


class OverlapCluster(models.Model):
    """Three or more items of which each overlaps each, from the pairs that are still asked about."""

    size = models.PositiveSmallIntegerField()
    #: Of its weakest pair.
    score = models.FloatField(db_index=True)

    class Meta:
        verbose_name = _("group of items that overlap")
        verbose_name_plural = _("groups of items that overlap")

    def __str__(self) -> str:
        return f"{self.pk}: {self.size}"


class OverlapVerdict(models.Model):
    """What a manager said about two items, so that nobody asks again.

    It names items and not the pair, so it outlives the pair. ``basis`` is what it rests on, per
    item: people, place, form, period, parties and level as they were. When those change, ``changed``
    says what, and the question is open again. Verdicts given at once share ``together``.
    """

    class Verdict(models.TextChoices):
        COMPLEMENTARY = "complementary", _("they complement each other")
        JOIN = "join", _("to be joined")
        SAME = "same", _("the same")
        UNRELATED = "unrelated", _("nothing to do with each other")

    first_kind = models.CharField(max_length=20)
    first_pk = models.PositiveBigIntegerField()
    second_kind = models.CharField(max_length=20)
    second_pk = models.PositiveBigIntegerField()
    verdict = models.CharField(_("verdict"), max_length=15, choices=Verdict.choices)
    note = models.CharField(_("note"), max_length=NOTE_MAX, blank=True)
    basis: Any = models.JSONField(default=dict, editable=False)
    changed: Any = models.JSONField(default=list, editable=False)
    together = models.UUIDField(db_index=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("verdict on overlap")
        verbose_name_plural = _("verdicts on overlap")
        constraints = [
            models.UniqueConstraint(
                fields=["first_kind", "first_pk", "second_kind", "second_pk"],
                name="one_overlap_verdict_per_pair",
            )
        ]
        indexes = [models.Index(fields=["second_kind", "second_pk"], name="overlap_verdict_second")]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}: {self.get_verdict_display()}"

    @property
    def first(self) -> Key:
        """Kind and key of the item that stands first."""
        return self.first_kind, self.first_pk

    @property
    def second(self) -> Key:
        return self.second_kind, self.second_pk
