from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from initiatives.key_facts import practice_facts
from initiatives.models.initiative import Initiative
from initiatives.models.phase import Phase
from initiatives.structured_data import practice_data
from organisations.models import Owned
from publishing.key_facts import KeyFact
from publishing.models import Publication
from taxonomy.models import Province


class Practice(Owned, Publication):
    """A working model, with what it takes to repeat it. `provinces` says where it runs."""

    kind = "practice"
    url_namespace = "initiatives"
    page_relations = ("owner",)
    page_collections = ("organisations", "proposed_provinces", "initiatives")

    phase = models.CharField(
        _("phase"), max_length=20, choices=Phase.choices, default=Phase.RUNNING
    )
    problem = models.TextField(_("problem it solves"), blank=True)
    problem_en = models.TextField(_("problem it solves (English)"), blank=True)
    approach = models.TextField(_("what it does"), blank=True)
    approach_en = models.TextField(_("what it does (English)"), blank=True)
    evidence = models.TextField(_("results and evidence"), blank=True)
    evidence_en = models.TextField(_("results and evidence (English)"), blank=True)
    transferability = models.TextField(_("what it takes to repeat it"), blank=True)
    transferability_en = models.TextField(_("what it takes to repeat it (English)"), blank=True)
    runs_in = models.CharField(_("runs in"), max_length=300, blank=True)
    runs_in_en = models.CharField(_("runs in (English)"), max_length=300, blank=True)
    proposed_adoption = models.TextField(_("who wants to use it, and how"), blank=True)
    proposed_adoption_en = models.TextField(_("who wants to use it, and how (English)"), blank=True)
    proposed_provinces = ParentalManyToManyField(
        Province, verbose_name=_("proposed in"), blank=True, related_name="proposed_practices"
    )
    initiatives = ParentalManyToManyField(
        Initiative, verbose_name=_("initiatives"), blank=True, related_name="practices"
    )

    class Meta(Publication.Meta):
        verbose_name = _("practice")
        verbose_name_plural = _("practices")

    def key_facts(self) -> list[KeyFact]:
        return practice_facts(self)

    def structured_data(self) -> dict[str, Any]:
        return super().structured_data() | practice_data(self)
