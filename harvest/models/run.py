from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from harvest.models.source import Source
from publishing.sentence_fields import SentenceField, SentencesField


class Run(models.Model):
    """One time that a source was asked, and what came of it.

    `counts` are numbers by word: read; new, changed, returned and moved (of these cancelled, or
    waits because it is locked here); unchanged, refused, left_out, private, over (has been
    already); and of what is not in the feed any more past, outside, missing and withdrawn.
    `refused` are the first refused records: line, key, title, reason. `code` is a word for what
    went wrong, `message` the sentence about it; both without the address. Sentences are kept in
    every language.
    """

    class Outcome(models.TextChoices):
        RUNNING = "running", _("under way")
        GOOD = "good", _("went well")
        UNCHANGED = "unchanged", _("nothing new")
        PARTIAL = "partial", _("some records were refused")
        STOPPED = "stopped", _("stopped before anything was withdrawn")
        FAILED = "failed", _("failed")
        INTERRUPTED = "interrupted", _("was interrupted")

    class Trigger(models.TextChoices):
        DUE = "due", _("it was time")
        HAND = "hand", _("by hand")
        COMMAND = "command", _("from the command line")

    source = models.ForeignKey(Source, related_name="runs", on_delete=models.CASCADE)
    trigger = models.CharField(max_length=10, choices=Trigger.choices, default=Trigger.DUE)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField(_("began"), db_index=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    outcome = models.CharField(
        _("how it went"), max_length=12, choices=Outcome.choices, default=Outcome.RUNNING
    )
    code = models.CharField(max_length=40, blank=True)
    message = SentenceField(blank=True)
    status = models.PositiveIntegerField(null=True, blank=True)
    size = models.PositiveIntegerField(_("bytes"), default=0)
    counts: Any = models.JSONField(default=dict, blank=True)
    refused: Any = SentencesField(default=list, blank=True)
    notes: Any = SentencesField(default=list, blank=True)

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["source", "-started_at"], name="run_of_source")]

    def __str__(self) -> str:
        return f"{self.source}: {self.started_at:%Y-%m-%d %H:%M}"
