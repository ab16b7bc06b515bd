"""The editing screens of initiatives, offers and practices."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from initiatives.models import Initiative, Offer, Phase, Practice
from organisations.models import Organisation
from publishing.admin.choosers import MultipleItemChooser
from publishing.admin.filters import ClassifiedFilterSet, TermsFilter, lacks, lacks_any
from publishing.admin.forms import LinesField, PublicationForm
from publishing.admin.listing import publication_columns
from publishing.admin.panels import checkboxes, publication_tabs, select
from publishing.admin.viewsets import PublicationViewSet
from taxonomy.models import Form

_CHECKBOXES = forms.CheckboxSelectMultiple
_OWNERSHIP = [
    "owner",
    FieldPanel("organisations", widget=MultipleItemChooser(Organisation)),
]
#: What makes an item findable by the people it is for.
_NEEDED_RELATIONS = ("target_groups", "action_lines")


class InitiativeForm(PublicationForm):
    aliases = LinesField(
        label=_("Other names"), help_text=_("Names under which people search for it, one per line.")
    )


class PhaseFilterSet(ClassifiedFilterSet):
    phase = django_filters.MultipleChoiceFilter(
        label=_("Phase"), choices=Phase.choices, widget=_CHECKBOXES
    )


class FormFilterSet(PhaseFilterSet):
    form = TermsFilter(label=_("Form"), queryset=Form.objects.all(), widget=_CHECKBOXES)


class InitiativeViewSet(PublicationViewSet):
    model = Initiative
    icon = "site"
    menu_name = "initiatives"
    menu_order = 210
    add_to_admin_menu = True
    filterset_class = FormFilterSet
    list_export = [*PublicationViewSet.list_export, "form", "phase"]
    list_relations = ("owner", "form")
    edit_handler = publication_tabs(
        form=InitiativeForm,
        dutch=["aliases"],
        classification=[select("form"), "phase"],
        practical=[InlinePanel("facts", heading=_("Figures"), label=_("Figure"))],
        management=[
            *_OWNERSHIP,
            FieldPanel("related_initiatives", widget=MultipleItemChooser(Initiative)),
        ],
    )

    def without_classification(self) -> Q:
        return lacks_any(Initiative, _NEEDED_RELATIONS)


class OfferViewSet(PublicationViewSet):
    model = Offer
    icon = "pick"
    menu_name = "offers"
    menu_order = 220
    add_to_admin_menu = True
    filterset_class = FormFilterSet
    list_display = [*publication_columns(owner=True)[:1], "initiative",
                    *publication_columns(owner=True)[1:]]  # fmt: skip
    list_export = [*PublicationViewSet.list_export, "initiative", "form", "phase", "mode", "cost"]
    list_relations = ("owner", "initiative", "form")
    edit_handler = publication_tabs(
        form=PublicationForm,
        dutch=["conditions", "how_to_apply", "cost_note", "paid_by", "level_note",
               "duration_note", "start_note"],
        english=["conditions_en", "how_to_apply_en", "cost_note_en", "paid_by_en", "level_note_en",
                 "duration_note_en", "start_note_en"],
        classification=["initiative", select("form"), "phase"],
        practical=[
            MultiFieldPanel(
                [
                    FieldRowPanel(["mode", "place"]),
                    FieldRowPanel(["cost", "cost_amount"]),
                    FieldRowPanel(["duration_value", "duration_unit"]),
                    FieldRowPanel(["level", "workload"]),
                ],
                heading=_("Where, what it costs, how long"),
            ),
            MultiFieldPanel(
                [
                    "start",
                    FieldRowPanel(["available_from", "available_until"]),
                    "apply_url",
                ],
                heading=_("Start and application"),
            ),
        ],
        management=_OWNERSHIP,
    )  # fmt: skip

    def without_classification(self) -> Q:
        """An offer takes what it lacks from its initiative, so only what both lack is missing."""
        missing = Q()
        for relation in _NEEDED_RELATIONS:
            given = Initiative._base_manager.filter(**{f"{relation}__isnull": False}).values("pk")
            inherited = Q(initiative__isnull=False, initiative__in=given)
            missing |= lacks(Offer, relation) & ~inherited
        return missing


#: What another region needs to decide whether to do the same, beside the texts.
_TO_DECIDE = [
    MultiFieldPanel(["evidence_strength"], heading=_("Evidence")),
    InlinePanel(
        "results",
        panels=[
            FieldRowPanel(["label", "value"]),
            "source",
            FieldRowPanel(["label_en", "value_en"]),
            "source_en",
        ],
        heading=_("Results in figures"),
        label=_("Result"),
        help_text=_("Regions see these beside their own figures. Only what a source gives."),
    ),
    InlinePanel(
        "conditions",
        panels=["condition", FieldRowPanel(["kind", "is_required"]), "condition_en"],
        heading=_("Conditions to repeat it"),
        label=_("Condition"),
        help_text=_("Every region answers these one by one in its fit check."),
    ),
    MultiFieldPanel([FieldRowPanel(["cost_from", "cost_to"])], heading=_("What it costs")),
    InlinePanel(
        "materials",
        panels=["title", "url", "title_en"],
        heading=_("Material"),
        label=_("Material"),
        help_text=_("What others may read or use, with the address where it stands."),
    ),
    MultiFieldPanel(["licence"], heading=_("Licence")),
]


class PracticeViewSet(PublicationViewSet):
    model = Practice
    icon = "success"
    menu_name = "practices"
    menu_order = 230
    add_to_admin_menu = True
    filterset_class = PhaseFilterSet
    list_export = [*PublicationViewSet.list_export, "phase"]
    edit_handler = publication_tabs(
        form=PublicationForm,
        dutch=["problem", "approach", "evidence", "transferability", "cost", "cost_per",
               "people_needed", "partners_needed", "pitfalls", "questions_answered",
               "licence_note", "runs_in", "proposed_adoption"],
        own=[(_("To decide"), _TO_DECIDE)],
        english=["problem_en", "approach_en", "evidence_en", "transferability_en", "cost_en",
                 "cost_per_en", "people_needed_en", "partners_needed_en", "pitfalls_en",
                 "questions_answered_en", "licence_note_en", "runs_in_en",
                 "proposed_adoption_en"],
        classification=["phase", checkboxes("proposed_provinces")],
        management=[
            *_OWNERSHIP,
            FieldPanel("initiatives", widget=MultipleItemChooser(Initiative)),
        ],
    )  # fmt: skip

    def without_classification(self) -> Q:
        return lacks_any(Practice, _NEEDED_RELATIONS)
