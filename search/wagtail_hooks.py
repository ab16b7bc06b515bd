from wagtail.snippets.models import register_snippet

from search.viewsets import SynonymSetViewSet

register_snippet(SynonymSetViewSet)
