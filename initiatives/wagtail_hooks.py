"""Registers the editing screens of what organisations do together."""

from wagtail.snippets.models import register_snippet

from initiatives.viewsets import InitiativeViewSet, OfferViewSet, PracticeViewSet

register_snippet(InitiativeViewSet)
register_snippet(OfferViewSet)
register_snippet(PracticeViewSet)
