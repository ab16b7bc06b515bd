"""Registers the editing screens of organisations, and what their history tells."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from organisations.joining import history_words
from organisations.viewsets import MembershipViewSet, OrganisationViewSet

register_snippet(OrganisationViewSet)
register_snippet(MembershipViewSet)

hooks.register("register_log_actions", history_words.register)
