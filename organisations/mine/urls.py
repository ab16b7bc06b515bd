"""What one does from the page "My organisation"."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from organisations.mine import downloads, profile, views

app_name = "mine"
urlpatterns = [
    path(_("items/<slug:item_kind>/<pk:pk>/confirm/"), views.confirm_view, name="confirm"),
    path(
        _("items/<slug:item_kind>/<pk:pk>/take-offline/"),
        views.take_offline_view,
        name="take_offline",
    ),
    path(_("items/<slug:item_kind>/<pk:pk>/put-back/"), views.put_back_view, name="put_back"),
    path(_("<pk:pk>/profile/"), profile.profile_page, name="profile"),
    path(_("<pk:pk>/profile/take-back/"), profile.take_back_view, name="take_back_profile"),
    path(_("<pk:pk>/data.json"), downloads.data_json, name="data_json"),
    path(_("<pk:pk>/data.xlsx"), downloads.data_xlsx, name="data_xlsx"),
]
