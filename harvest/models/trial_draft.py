import zlib
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from harvest.models.source import Source
from harvest.records import Content
from harvest.secret_addresses import SecretAddressField
from organisations.models import Organisation
from publishing.sentence_fields import SentenceField


class TrialDraft(models.Model):
    """What somebody is trying: what was fetched or uploaded, and the answers given so far.

    Only `user` sees it, for some hours. `source` is the one whose settings are being changed, empty
    while one is being added. `name` is what the calendar calls itself. `packed` is the content; it
    is kept so that trying again asks the partner's server for nothing. `answers` are the settings in
    terms of JSON, `fault` the sentence when there is nothing to try.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        related_name="+",
        on_delete=models.CASCADE,
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), related_name="+", on_delete=models.CASCADE
    )
    source = models.ForeignKey(
        Source, null=True, blank=True, related_name="trial_drafts", on_delete=models.CASCADE
    )
    kind = models.CharField(_("kind"), max_length=20, blank=True)
    address = SecretAddressField(_("address"), blank=True)
    file_name = models.CharField(_("name of the file"), max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    packed = models.BinaryField(null=True, blank=True)
    content_type = models.CharField(max_length=200, blank=True)
    charset = models.CharField(max_length=60, blank=True)
    came_from = SecretAddressField(blank=True)
    fetched_at = models.DateTimeField(_("fetched"), null=True, blank=True)
    fault = SentenceField(blank=True)
    answers: Any = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("trial of a source")
        verbose_name_plural = _("trials of sources")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def content(self) -> Content | None:
        """What was fetched or uploaded; None when there is nothing."""
        if self.packed is None:
            return None
        return Content(
            body=zlib.decompress(bytes(self.packed)),
            content_type=self.content_type,
            charset=self.charset,
            address=self.came_from,
        )

    def keep(self, content: Content) -> None:
        """Hold what came; the caller stores the row."""
        self.packed = zlib.compress(content.body, level=1)
        self.content_type = content.content_type[:200]
        self.charset = content.charset[:60]
        self.came_from = content.address
