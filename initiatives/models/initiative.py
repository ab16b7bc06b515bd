from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from initiatives.key_facts import initiative_facts
from initiatives.models.phase import Phase
from initiatives.structured_data import initiative_data
from organisations.models import Owned
from publishing.key_facts import KeyFact
from publishing.models import Publication
from taxonomy.localised import LocalisedFieldsMixin
from taxonomy.models import Form


class Initiative(Owned, Publication):
    """A programme, network, fund, campaign or tool that organisations run."""

    kind = "initiative"
    url_namespace = "initiatives"
    page_relations = ("owner", "form")
    page_collections = ("organisations", "facts")

    form = models.ForeignKey(
        Form,
        verbose_name=_("form"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="initiatives",
    )
    phase = models.CharField(
        _("phase"), max_length=20, choices=Phase.choices, default=Phase.UNKNOWN
    )
    aliases = models.JSONField(
        _("other names"),
        default=list,
        blank=True,
        help_text=_("Names under which people search for it."),
    )
    related_initiatives = ParentalManyToManyField(
        "self",
        verbose_name=_("related initiatives"),
        blank=True,
        symmetrical=False,
        related_name="related_to",
    )

    class Meta(Publication.Meta):
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")

    def key_facts(self) -> list[KeyFact]:
        return initiative_facts(self)

    def structured_data(self) -> dict[str, Any]:
        return super().structured_data() | initiative_data(self)


class InitiativeFact(LocalisedFieldsMixin, models.Model):
    """A figure worth knowing about an initiative, as its source gives it."""

    initiative = ParentalKey(Initiative, related_name="facts", on_delete=models.CASCADE)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    label = models.CharField(_("what it says"), max_length=200)
    label_en = models.CharField(_("what it says (English)"), max_length=200, blank=True)
    value = models.CharField(_("figure"), max_length=100)
    value_en = models.CharField(_("figure (English)"), max_length=100, blank=True)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"
