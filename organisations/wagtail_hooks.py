"""Registers the editing screens of organisations."""

from wagtail.snippets.models import register_snippet

from organisations.viewsets import MembershipViewSet, OrganisationViewSet

register_snippet(OrganisationViewSet)
register_snippet(MembershipViewSet)
