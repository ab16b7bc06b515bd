"""What is kept to find doubles fast, and what people said about them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.duplicates.relations import Relation
from taxonomy.models import Region

REASON_MAX = 300


class DuplicateProfile(models.Model):
    """One item as the engine compares it, so that a hundred are read in one query.

    ``kind`` and ``object_id`` say which item; ``data`` is its description. It follows from the
    item and can be made again at any time.
    """

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    live = models.BooleanField(default=False)
    #: Was public and is so no longer.
    retired = models.BooleanField(default=False)
    region = models.ForeignKey(Region, null=True, on_delete=models.SET_NULL, related_name="+")
    data = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now=True)
    #: Empty when the pairs of this item must be looked for.
    compared_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        verbose_name = _("description for finding doubles")
        verbose_name_plural = _("descriptions for finding doubles")
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_profile_per_item"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class DuplicateKey(models.Model):
    """One way to find a profile again: a word pair, a web address, an abbreviation, as a number."""

    profile = models.ForeignKey(DuplicateProfile, on_delete=models.CASCADE, related_name="keys")
    key = models.BigIntegerField()

    class Meta:
        verbose_name = _("key for finding doubles")
        verbose_name_plural = _("keys for finding doubles")
        indexes = [models.Index(fields=["key", "profile"], name="duplicate_key_lookup")]

    def __str__(self) -> str:
        return str(self.key)


class DuplicateVerdict(models.Model):
    """What somebody said about two items, so that nobody asks again.

    The item whose kind and key sort first stands first. ``basis`` is what the titles, owners and
    addresses were then: when they change, the question is open again. What a contributor says is
    kept ``by_curator`` false: a curator still sees the pair, with the reason.
    """

    first_kind = models.CharField(max_length=20)
    first_id = models.BigIntegerField()
    second_kind = models.CharField(max_length=20)
    second_id = models.BigIntegerField()
    relation = models.CharField(_("verdict"), max_length=10, choices=Relation.choices)
    reason = models.CharField(_("reason"), max_length=REASON_MAX, blank=True)
    basis = models.CharField(max_length=32, editable=False)
    by_curator = models.BooleanField(default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("verdict on two items")
        verbose_name_plural = _("verdicts on two items")
        constraints = [
            models.UniqueConstraint(
                fields=["first_kind", "first_id", "second_kind", "second_id"],
                name="one_duplicate_verdict_per_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["second_kind", "second_id"], name="duplicate_verdict_second"),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}: {self.get_relation_display()}"

    @property
    def first(self) -> tuple[str, int]:
        """Kind and key of the item that stands first."""
        return self.first_kind, self.first_id

    @property
    def second(self) -> tuple[str, int]:
        return self.second_kind, self.second_id


class SuspectedPair(models.Model):
    """Two items that are probably one, for the managers of their regions to judge.

    Found by what runs when it is due, and left out again when they do not look alike any more.
    The smaller key stands first; ``reasons`` are signs as `publishing.duplicates.signs` reads them.
    """

    kind = models.CharField(max_length=20)
    first_id = models.BigIntegerField()
    second_id = models.BigIntegerField()
    first_region = models.ForeignKey(Region, null=True, on_delete=models.SET_NULL, related_name="+")
    second_region = models.ForeignKey(
        Region, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    score = models.FloatField(db_index=True)
    signs = models.JSONField(default=list)
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("possible double")
        verbose_name_plural = _("possible doubles")
        ordering = ["-score", "kind", "first_id", "second_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "first_id", "second_id"], name="one_suspicion_per_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_id} / {self.second_id}"
