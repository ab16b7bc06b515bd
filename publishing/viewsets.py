"""The editing screen of roles: who manages which region. Only administrators see it."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from publishing.admin.panels import select
from publishing.admin.viewsets import CuratedViewSet
from publishing.models import RoleAssignment


class RoleAssignmentViewSet(CuratedViewSet):
    """Saving here lets somebody into the admin, deleting shuts them out, both at once."""

    model = RoleAssignment
    icon = "key"
    menu_label = _("Roles")
    menu_name = "roles"
    menu_order = 610
    add_to_settings_menu = True
    list_display = ["user", "role", "region"]
    list_filter = ["role", "region"]
    search_fields = ["user__email", "user__first_name", "user__last_name", "region__label"]
    panels = [FieldPanel("user"), FieldPanel("role"), select("region")]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return RoleAssignment.objects.select_related("user", "region")
