from django.urls import path

from publishing.duplicates.views import doubles

app_name = "duplicates"
urlpatterns = [path("", doubles, name="likely_doubles")]
