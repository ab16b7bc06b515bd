"""Registers the editing screens of the calendar, and what its history is told in."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from events.admin.log_words import register_date_actions
from events.overlap.editing import keep_what_was_said
from events.viewsets import EventViewSet

register_snippet(EventViewSet)
hooks.register("register_log_actions", register_date_actions)
hooks.register("after_create_snippet", keep_what_was_said)
hooks.register("after_edit_snippet", keep_what_was_said)
