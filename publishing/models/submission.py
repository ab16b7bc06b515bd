"""What was handed in, what was said with it, and what was said back."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SubmissionQuerySet(models.QuerySet):
    def of_item(self, item: Any) -> Self:
        return self.filter(kind=item.kind, item_pk=item.pk)

    def to_check(self) -> Self:
        """What a trusted organisation published and no manager has looked at since."""
        return self.filter(task_state__isnull=True, live_at__isnull=False, seen_at__isnull=True)


class Submission(models.Model):
    """One handing in of an item, beside the step of Wagtail's workflow that it led to.

    There is no step for what went live at once, because its organisation is trusted: that has
    `live_at`, and waits to be looked at until `seen_at`.
    """

    kind = models.CharField(max_length=40)
    item_pk = models.BigIntegerField()
    #: The version that was handed in. The step has another one when the reviewer changed it.
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    task_state = models.OneToOneField(
        "wagtailcore.TaskState",
        null=True,
        on_delete=models.CASCADE,
        related_name="vlechtwerk_submission",
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("handed in by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    submitted_at = models.DateTimeField(_("handed in"), auto_now_add=True)
    #: The language in which it was handed in, to answer in.
    language = models.CharField(max_length=2, blank=True)
    remark = models.TextField(_("remark for the reviewer"), blank=True)
    #: What the reviewer said about single fields: the name of the field and the text.
    field_remarks = models.JSONField(_("remarks about fields"), default=dict, blank=True)
    live_at = models.DateTimeField(_("live at once"), null=True)
    seen_at = models.DateTimeField(_("looked at"), null=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("looked at by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["submitted_at", "pk"]
        indexes = [models.Index(fields=["kind", "item_pk"], name="submission_of_item")]

    def __str__(self) -> str:
        return f"{self.kind} {self.item_pk} ({self.submitted_at})"
