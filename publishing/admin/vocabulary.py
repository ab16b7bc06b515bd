"""The editing screens of the vocabulary; taxonomy itself may not know who edits it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from publishing.actions.merge_terms import can_be_merged
from publishing.admin.forms import RegionalTermForm, TermForm
from publishing.admin.merging import MergeView, TermEditView
from publishing.admin.panels import checkboxes, select, term_tabs
from publishing.admin.viewsets import CuratedViewSet
from taxonomy.models import (
    Action,
    ActionLine,
    ChoiceFactor,
    DevelopmentPath,
    Form,
    OrganisationType,
    Province,
    Region,
    Scale,
    TargetGroup,
)


class TermViewSet(CuratedViewSet):
    """A kind of word. Programme managers may look; the national coordinator edits."""

    icon = "tag"
    edit_view_class = TermEditView
    merge_view_class = MergeView
    search_fields = ["label", "label_en", "ref", "description", "description_en"]
    list_display: list[Any] = ["label", "label_en", "ref", "sort_order"]
    list_export = ["ref", "label", "label_en", "description", "description_en"]
    list_relations: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        terms = self.model._default_manager.all()
        return terms.select_related(*self.list_relations) if self.list_relations else terms

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        name = self.get_url_name("merge") if can_be_merged(self.model) else None
        return super().get_edit_view_kwargs(merge_url_name=name, **kwargs)

    def get_urlpatterns(self) -> list[Any]:
        if not can_be_merged(self.model):
            return super().get_urlpatterns()
        merge = self.construct_view(
            self.merge_view_class, success_url_name=self.get_url_name("edit")
        )
        return [
            *super().get_urlpatterns(),
            path(f"merge/<{self.pk_path_converter}:pk>/", merge, name="merge"),
        ]


class RegionViewSet(TermViewSet):
    model = Region
    icon = "globe"
    edit_handler = term_tabs(form=TermForm)


class ProvinceViewSet(TermViewSet):
    model = Province
    icon = "globe"
    list_display = ["label", "label_en", "code", "region"]
    list_filter = ["region"]
    list_relations = ("region",)
    edit_handler = term_tabs(
        form=TermForm,
        relations=[
            "code",
            select("region"),
            "inhabitants",
            "working_population",
            "population_year",
        ],
    )


class ScaleViewSet(TermViewSet):
    model = Scale
    edit_handler = term_tabs(form=TermForm)


class ActionLineViewSet(TermViewSet):
    """National lines, and the lines of a region's plan, which its programme manager edits."""

    model = ActionLine
    icon = "list-ul"
    list_display = ["label", "label_en", "kind", "letter", "region", "number"]
    list_filter = ["kind", "region"]
    list_relations = ("region",)
    list_export = [*TermViewSet.list_export, "kind", "letter", "region", "number"]
    edit_handler = term_tabs(
        form=RegionalTermForm,
        dutch=["focus", "goal", "bottleneck", "expected_results", "cofinancing"],
        english=[
            "focus_en", "goal_en", "bottleneck_en", "expected_results_en", "cofinancing_en",
        ],
        relations=[
            "kind",
            "letter",
            select("region"),
            "number",
            "urgency",
            checkboxes("maps_to"),
            InlinePanel("budget_years", heading=_("Budget by year"), label=_("Year")),
        ],
    )  # fmt: skip


class ActionViewSet(TermViewSet):
    model = Action
    icon = "list-ol"
    list_display = ["label", "label_en", "number"]
    edit_handler = term_tabs(form=TermForm, relations=["number", checkboxes("action_lines")])


class DevelopmentPathViewSet(TermViewSet):
    model = DevelopmentPath
    icon = "pick"
    list_display = ["label", "label_en", "code", "national_line"]
    list_relations = ("national_line",)
    edit_handler = term_tabs(form=TermForm, relations=["code", select("national_line")])


class TargetGroupViewSet(TermViewSet):
    model = TargetGroup
    icon = "group"
    list_display = ["label", "label_en", "parent", "ref"]
    list_relations = ("parent",)
    edit_handler = term_tabs(form=TermForm, relations=[select("parent")])


class ChoiceFactorViewSet(TermViewSet):
    model = ChoiceFactor
    icon = "help"
    list_display = ["label", "label_en", "category", "number"]
    list_filter = ["category"]
    edit_handler = term_tabs(form=TermForm, relations=["category", "number", select("parent")])


class FormViewSet(TermViewSet):
    model = Form
    edit_handler = term_tabs(form=TermForm, relations=["is_course"])


class OrganisationTypeViewSet(TermViewSet):
    model = OrganisationType
    edit_handler = term_tabs(form=TermForm)


class VocabularyGroup(SnippetViewSetGroup):
    """The shared words, in the order in which people meet them."""

    menu_label = _("Vocabulary")
    menu_name = "vocabulary"
    menu_icon = "tag"
    menu_order = 300
    items = (
        RegionViewSet,
        ProvinceViewSet,
        ScaleViewSet,
        ActionLineViewSet,
        ActionViewSet,
        DevelopmentPathViewSet,
        TargetGroupViewSet,
        ChoiceFactorViewSet,
        FormViewSet,
        OrganisationTypeViewSet,
    )
