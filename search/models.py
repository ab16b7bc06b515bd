from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outbox(models.Model):
    """A change the search index still has to hear of.

    Written in the transaction of the change itself, deleted when the engine has it for
    sure. It says which item changed, not how: what is indexed is the item as it is then.
    """

    #: A row of this kind asks for a whole new index.
    EVERYTHING = "*"
    #: After so many faults of its own a row is left alone until somebody looks at it.
    MOST_ATTEMPTS = 5

    kind = models.CharField(_("kind"), max_length=30)
    item_pk = models.PositiveBigIntegerField(_("key of the item"))
    created = models.DateTimeField(_("created"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("change for the search index")
        verbose_name_plural = _("changes for the search index")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind}:{self.item_pk}"


class VocabularyVersion(models.Model):
    """One row that changes whenever a term does; see ``search/labels.py``."""

    #: Made by chance, not counted: no state of the vocabulary ever has the stamp of another.
    stamp = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("version of the vocabulary")
        verbose_name_plural = _("versions of the vocabulary")

    def __str__(self) -> str:
        return self.stamp

    @classmethod
    def current(cls) -> str:
        """Empty when no term was ever saved here."""
        return cls.objects.filter(pk=1).values_list("stamp", flat=True).first() or ""

    @classmethod
    def renew(cls) -> None:
        """Tells every process that terms changed; takes effect with the transaction."""
        cls.objects.update_or_create(pk=1, defaults={"stamp": uuid4().hex})
