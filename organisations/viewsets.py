"""The editing screens of organisations and of who works for them."""

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organisations.models import Membership, Organisation
from publishing.admin.filters import PublicationFilterSet, TermsFilter
from publishing.admin.forms import LinesField, PublicationForm
from publishing.admin.listing import publication_columns
from publishing.admin.panels import publication_tabs, select
from publishing.admin.viewsets import CuratedViewSet, PublicationViewSet
from taxonomy.models import OrganisationType


class OrganisationForm(PublicationForm):
    # A trusted organisation publishes in every region, so one region's manager does not decide it.
    only_everywhere = ("trusted",)

    aliases = LinesField(
        label=_("Other names"), help_text=_("Names under which people search for it, one per line.")
    )


class OrganisationFilterSet(PublicationFilterSet):
    organisation_type = TermsFilter(
        label=_("Type of organisation"),
        queryset=OrganisationType.objects.all(),
        widget=forms.CheckboxSelectMultiple,
    )


class OrganisationViewSet(PublicationViewSet):
    model = Organisation
    icon = "group"
    menu_name = "organisations"
    menu_order = 240
    add_to_admin_menu = True
    filterset_class = OrganisationFilterSet
    list_display = [*publication_columns(owner=False)[:2], "organisation_type",
                    *publication_columns(owner=False)[2:]]  # fmt: skip
    list_export = [
        "title", "title_en", "abbreviation", "ref", "organisation_type", "region", "state",
        "trusted", "verified_on", "changed_at", "website",
    ]  # fmt: skip
    list_relations = ("organisation_type",)
    search_fields = [*PublicationViewSet.search_fields, "abbreviation"]
    edit_handler = publication_tabs(
        form=OrganisationForm,
        dutch=["abbreviation", "aliases"],
        classification=[select("organisation_type")],
        management=["trusted"],
    )


class MembershipViewSet(CuratedViewSet):
    model = Membership
    icon = "user"
    menu_name = "memberships"
    menu_order = 620
    add_to_settings_menu = True
    list_display = ["user", "organisation", "role", "created_at"]
    list_filter = ["role"]
    search_fields = ["user__email", "user__first_name", "user__last_name", "organisation__title"]
    panels = ["user", "organisation", "role"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Membership.objects.select_related("user", "organisation")
