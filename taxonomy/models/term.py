from django.db import models
from django.utils.translation import gettext_lazy as _

from taxonomy.localised import LocalisedFieldsMixin, active_language
from taxonomy.querysets import TermQuerySet


class Term(LocalisedFieldsMixin, models.Model):
    """A word of the shared vocabulary, published as a SKOS concept.

    `ref` identifies the term in addresses, feeds and launch content and never changes;
    labels may. Synonyms are search words, not shown to readers. `source` says where the
    term comes from: a list of `{"doc": ..., "at": ...}`.
    """

    #: The address parameter under which items with this term are found (design section 5).
    parameter = ""

    ref = models.SlugField(
        _("identifier"),
        max_length=80,
        unique=True,
        help_text=_("Used in addresses. Do not change it once it is in use."),
    )
    label = models.CharField(_("label"), max_length=200)
    label_en = models.CharField(_("label (English)"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    description_en = models.TextField(_("description (English)"), blank=True)
    synonyms = models.JSONField(_("synonyms"), default=list, blank=True)
    source = models.JSONField(_("source"), default=list, blank=True)
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["sort_order", "label"]

    def __str__(self) -> str:
        return self.text("label").text

    @property
    def key(self) -> str:
        """The value that stands for this term in addresses and in the index."""
        return self.ref

    @property
    def label_here(self) -> str:
        """The label in the language of the page, or else in Dutch."""
        return self.text("label").text

    @property
    def label_lang(self) -> str:
        """The language of that label when it is not the page's own."""
        lang = self.text("label").lang
        return "" if lang == active_language() else lang
