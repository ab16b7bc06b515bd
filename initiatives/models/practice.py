from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from initiatives.decision import decision_of
from initiatives.key_facts import practice_facts
from initiatives.models.initiative import Initiative
from initiatives.models.licence import Licence
from initiatives.models.phase import Phase
from initiatives.models.strength import Strength
from initiatives.structured_data import practice_data
from organisations.models import Owned
from publishing.key_facts import KeyFact
from publishing.models import Publication
from taxonomy.models import Province


class Practice(Owned, Publication):
    """A working model, with what a region needs to decide whether to repeat it.

    `provinces` says where it runs. Its results, conditions and material are rows of their own
    (`initiatives.models.practice_parts`). What nobody knows stays empty.
    """

    kind = "practice"
    url_namespace = "initiatives"
    page_relations = ("owner",)
    page_collections = (
        "organisations",
        "proposed_provinces",
        "initiatives",
        "results",
        "conditions",
        "materials",
    )

    merged_together = (
        *Publication.merged_together,
        ("cost_from", "cost_to", "cost_per", "cost_per_en"),
        ("licence", "licence_note", "licence_note_en"),
    )

    phase = models.CharField(
        _("phase"), max_length=20, choices=Phase.choices, default=Phase.RUNNING
    )
    problem = models.TextField(_("problem it solves"), blank=True)
    problem_en = models.TextField(_("problem it solves (English)"), blank=True)
    approach = models.TextField(_("what it does"), blank=True)
    approach_en = models.TextField(_("what it does (English)"), blank=True)
    evidence = models.TextField(_("results and evidence"), blank=True)
    evidence_en = models.TextField(_("results and evidence (English)"), blank=True)
    evidence_strength = models.CharField(
        _("how strong the evidence is"),
        max_length=12,
        choices=Strength.choices,
        blank=True,
        help_text=_(
            "Described: somebody tells that it works. Counted: there are figures of what was done. "
            "Compared: before and after, or with people who did not take part. Evaluated: others "
            "than those who do it looked into it. Leave it open when you do not know."
        ),
    )
    transferability = models.TextField(_("what it takes to repeat it"), blank=True)
    transferability_en = models.TextField(_("what it takes to repeat it (English)"), blank=True)
    cost = models.TextField(
        _("what it costs"),
        blank=True,
        help_text=_("For what one pays, once and every year, and who pays it now."),
    )
    cost_en = models.TextField(_("what it costs (English)"), blank=True)
    cost_from = models.DecimalField(
        _("from, in euros"),
        max_digits=11,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("The lowest amount that is known. One amount is enough."),
    )
    cost_to = models.DecimalField(
        _("to, in euros"),
        max_digits=11,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    cost_per = models.CharField(
        _("per what"),
        max_length=100,
        blank=True,
        help_text=_("For example “participant”, “school” or “year”."),
    )
    cost_per_en = models.CharField(_("per what (English)"), max_length=100, blank=True)
    people_needed = models.TextField(
        _("people needed"),
        blank=True,
        help_text=_("Which roles, and how much of their time."),
    )
    people_needed_en = models.TextField(_("people needed (English)"), blank=True)
    partners_needed = models.TextField(
        _("partners needed"),
        blank=True,
        help_text=_("Which kinds of organisations, and what each of them does."),
    )
    partners_needed_en = models.TextField(_("partners needed (English)"), blank=True)
    pitfalls = models.TextField(
        _("pitfalls"),
        blank=True,
        help_text=_("What went wrong, and what one should do otherwise."),
    )
    pitfalls_en = models.TextField(_("pitfalls (English)"), blank=True)
    questions_answered = models.CharField(
        _("what the contact answers"),
        max_length=300,
        blank=True,
        help_text=_("What others may ask, and when somebody is there to answer."),
    )
    questions_answered_en = models.CharField(
        _("what the contact answers (English)"), max_length=300, blank=True
    )
    licence = models.CharField(
        _("licence"),
        max_length=12,
        choices=Licence.choices,
        blank=True,
        help_text=_("Under which terms others may use the description and the material."),
    )
    licence_note = models.CharField(
        _("licence in words"),
        max_length=300,
        blank=True,
        help_text=_("Only for another licence: which one, or what is allowed."),
    )
    licence_note_en = models.CharField(_("licence in words (English)"), max_length=300, blank=True)
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
        constraints = [
            models.CheckConstraint(
                name="practice_cost_to_not_below_from",
                condition=Q(cost_from__isnull=True)
                | Q(cost_to__isnull=True)
                | Q(cost_to__gte=F("cost_from")),
                violation_error_message=_("The highest amount cannot be below the lowest."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.licence == Licence.OTHER and not self.licence_note:
            raise ValidationError(
                {"licence_note": _("Say which licence it is, or what is allowed.")}
            )

    def page_context(self) -> dict[str, Any]:
        from initiatives.adoption.on_page import adoptions_on_page

        return super().page_context() | {
            "decision": decision_of(self),
            "adoptions": adoptions_on_page(self),
        }

    def key_facts(self) -> list[KeyFact]:
        return practice_facts(self)

    def structured_data(self) -> dict[str, Any]:
        return super().structured_data() | practice_data(self)
