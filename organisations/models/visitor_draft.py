import hashlib
import secrets
from collections.abc import Collection
from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: A draft that nobody touches for so long is removed.
KEPT_FOR = timedelta(days=30)


class VisitorDraftQuerySet(models.QuerySet):
    def with_token(self, token: str) -> Self:
        """The draft that a link leads to."""
        return self.filter(token_hash=hash_of(token))

    def sent_to(self, addresses: Collection[str]) -> Self:
        """Those of which the link went to one of `addresses`, in lower case; the newest first."""
        return self.filter(email__in=addresses).order_by("-updated_at", "-pk")

    def forgotten(self) -> Self:
        """Those that nobody has touched for a month."""
        return self.filter(updated_at__lt=timezone.now() - KEPT_FOR)


class VisitorDraft(models.Model):
    """What somebody without an account has answered so far; it belongs to whoever has the link.

    Of the link only a fingerprint is kept. `answers` holds what was posted, by step and field.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    #: Where the link was sent, if it was.
    email = models.EmailField(_("e-mail address"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    objects = VisitorDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of a visitor")
        verbose_name_plural = _("drafts of visitors")

    def __str__(self) -> str:
        return f"{self.kind} ({self.created_at:%Y-%m-%d})"


def new_token() -> str:
    """256 bits that nobody guesses."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
