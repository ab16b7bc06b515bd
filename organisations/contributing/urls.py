from django.urls import path, register_converter
from django.utils.translation import gettext_lazy as _

from organisations.contributing import check_views, share_views, views, visitor_views
from organisations.contributing.converters import KindConverter

register_converter(KindConverter, "contributed")

app_name = "contributing"
urlpatterns = [
    path("", views.start, name="start"),
    path(_("shared/<str:token>/"), share_views.shared, name="shared"),
    path(_("waiting/<pk:pk>/"), visitor_views.waiting, name="waiting"),
    path(_("draft/<str:token>/"), visitor_views.take_over, name="claim"),
    path(_("draft/<str:token>/<int:number>/"), visitor_views.step, name="visitor_step"),
    path(_("draft/<str:token>/check/"), visitor_views.check, name="visitor_check"),
    path(_("draft/<str:token>/preview/"), visitor_views.preview, name="visitor_preview"),
    path("<contributed:kind>/", views.new, name="new"),
    path("<contributed:kind>/<pk:pk>/<int:number>/", views.step, name="step"),
    path(_("<contributed:kind>/<pk:pk>/check/"), check_views.check, name="check"),
    path(_("<contributed:kind>/<pk:pk>/withdraw/"), check_views.take_back, name="take_back"),
    path(_("<contributed:kind>/<pk:pk>/share/"), share_views.change, name="share"),
    path(_("<contributed:kind>/<pk:pk>/preview/"), check_views.preview, name="preview"),
]
