"""The editing screen of synonyms, beside the vocabulary in the menu."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn

from publishing.admin.forms import LinesField
from publishing.admin.listing import IndexView
from publishing.admin.viewsets import CuratedViewSet
from search.analysis import fold
from search.models import SynonymSet


class SynonymSetForm(WagtailAdminModelForm):
    """One word for each line."""

    synonyms = LinesField(
        label=_("Synonyms"),
        help_text=_(
            "Other words for about the same, one per line. Who searches for one of these words "
            "also finds what has another. It takes effect at once, and texts with the exact "
            "word still come first."
        ),
    )


class SynonymIndexView(IndexView):
    """Finds a set by any of its words."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Compares here: there are few sets, and databases read words in JSON differently."""
        wanted = fold(self.search_query).split()
        if not wanted:
            return queryset
        found = [
            row.pk
            for row in SynonymSet.objects.all()
            if all(word in fold(" ".join([*row.words(), row.note])) for word in wanted)
        ]
        return queryset.filter(pk__in=found)


class SynonymSetViewSet(CuratedViewSet):
    """Words that widen a search. They work everywhere, so the national coordinator keeps them."""

    model = SynonymSet
    icon = "search"
    index_view_class = SynonymIndexView
    menu_label = _("Synonyms")
    menu_name = "synonyms"
    # Right after the vocabulary.
    menu_order = 301
    add_to_admin_menu = True
    search_fields = ["term", "english", "note"]
    list_display = [
        "term",
        Column("others", label=_("Other words")),
        BooleanColumn("active", label=_("In use"), sort_key="active"),
        DateColumn("updated_at", label=_("Last changed"), sort_key="updated_at"),
    ]
    list_filter = ["active"]
    list_export: list[Any] = ["term", "english", "others", "note", "active", "updated_at"]
    ordering = "term"
    edit_handler = ObjectList(
        [
            FieldPanel("term"),
            FieldPanel("english"),
            FieldPanel("synonyms"),
            FieldPanel("active"),
            FieldPanel("note"),
        ],
        base_form_class=SynonymSetForm,
    )
