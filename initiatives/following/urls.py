"""Addresses under those of practices."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from initiatives.following import feed, views


def addresses() -> list[URLPattern]:
    """Called once the converter of numbers is known."""
    return [
        path(_("followed/"), views.followed, name="followed"),
        path(_("follow/<str:token>/confirm/"), views.confirm_view, name="follow_confirm"),
        path(_("follow/<str:token>/stop/"), views.stop_view, name="follow_stop"),
        path(_("<pk:pk>-<slug:slug>/follow/"), views.follow_view, name="practice_follow"),
        path(_("<pk:pk>-<slug:slug>/follow/mine/"), views.follow_mine, name="practice_follow_mine"),
        path(_("<pk:pk>-<slug:slug>/follow.atom"), feed.practice_news, name="practice_news"),
    ]
