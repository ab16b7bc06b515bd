"""The address of the link in daily mails; the same for everybody, logged in or not."""

from django.urls import path

from publishing.notices.views import stop_view

app_name = "daily_mail"
urlpatterns = [path("<str:token>/", stop_view, name="stop")]
