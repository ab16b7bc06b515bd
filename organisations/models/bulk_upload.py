from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.organisation import Organisation


class BulkUpload(models.Model):
    """A file with many items, read and kept for a day so that its owner can look before applying.

    Only `user` sees it. `sheet` is the kind of item, `fields` the fields in the order of the
    columns, `unknown` the headers that mean nothing here. `hand_in` says that what was applied is also
    submitted, `reason` why what looked like doubles was added; both are for after applying.
    """

    class State(models.TextChoices):
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        APPLIED = "applied", _("applied")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        related_name="bulk_uploads",
        on_delete=models.CASCADE,
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        related_name="bulk_uploads",
        on_delete=models.CASCADE,
    )
    sheet = models.CharField(_("kind"), max_length=20)
    file_name = models.CharField(_("name of the file"), max_length=200)
    fields = models.JSONField(_("columns"), default=list)
    unknown = models.JSONField(_("unknown columns"), default=list)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.CHECKING
    )
    hand_in = models.BooleanField(_("hand in for review"), default=False)
    reason = models.CharField(_("why they are different"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True, db_index=True)
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)

    class Meta:
        verbose_name = _("bulk upload")
        verbose_name_plural = _("bulk uploads")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name


class BulkUploadRow(models.Model):
    """One row of a file, and what would happen to it.

    `number` is that of the row in the file, `cells` what stands there by field. `messages` say
    what is wrong, by field ("" for the row as a whole); `changes` are the fields that would
    change, with both values in words; `doubles` are items that it may be. `item_pk` is the item
    that it changes or, once applied, has become; `based_on` the version that it was compared with;
    `became` what applying did.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("not looked at yet")
        NEW = "new", _("new")
        CHANGED = "changed", _("changes")
        UNCHANGED = "unchanged", _("stays the same")
        DOUBLE = "double", _("exists already?")
        REFUSED = "refused", _("refused")

    class Became(models.TextChoices):
        NOTHING = "", _("nothing")
        DRAFT = "draft", _("kept as a draft")
        WAITING = "waiting", _("being worked on")
        IN_REVIEW = "in_review", _("handed in for review")
        LIVE = "live", _("published")

    upload = models.ForeignKey(BulkUpload, related_name="rows", on_delete=models.CASCADE)
    number = models.PositiveIntegerField(_("row"))
    cells: Any = models.JSONField(_("cells"), default=dict)
    outcome = models.CharField(
        _("what would happen"), max_length=10, choices=Outcome.choices, default=Outcome.WAITING
    )
    twin = models.PositiveIntegerField(_("same as row"), null=True, blank=True)
    messages: Any = models.JSONField(_("remarks"), default=dict)
    changes: Any = models.JSONField(_("changes"), default=list)
    doubles: Any = models.JSONField(_("possible doubles"), default=list)
    item_pk = models.BigIntegerField(_("item"), null=True, blank=True)
    became = models.CharField(
        _("what happened"),
        max_length=10,
        blank=True,
        choices=Became.choices,
        default=Became.NOTHING,
    )
    based_on = models.CharField(_("compared with version"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("row of a bulk upload")
        verbose_name_plural = _("rows of a bulk upload")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="one_row_per_number"),
        ]
        indexes = [models.Index(fields=["upload", "outcome"], name="bulk_row_outcome")]

    def __str__(self) -> str:
        return f"{self.upload}: {self.number}"
