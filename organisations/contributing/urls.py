from django.urls import path, register_converter
from django.utils.translation import gettext_lazy as _

from organisations.contributing import check_views, views
from organisations.contributing.converters import KindConverter

register_converter(KindConverter, "contributed")

app_name = "contributing"
urlpatterns = [
    path("", views.start, name="start"),
    path("<contributed:kind>/", views.new, name="new"),
    path("<contributed:kind>/<pk:pk>/<int:number>/", views.step, name="step"),
    path(_("<contributed:kind>/<pk:pk>/check/"), check_views.check, name="check"),
    path(_("<contributed:kind>/<pk:pk>/withdraw/"), check_views.take_back, name="take_back"),
    path(_("<contributed:kind>/<pk:pk>/preview/"), check_views.preview, name="preview"),
]
