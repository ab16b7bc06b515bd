from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.generic import DetailView

from publishing.models import Publication


class ItemView(DetailView):
    """The public page of one live item.

    The id in the address decides; when the words after it are not the item's own (a changed
    title, another language), the visitor is sent on to the address that is.
    """

    query_pk_and_slug = False
    context_object_name = "item"
    object: Publication

    def get_queryset(self) -> QuerySet:
        return self.model.objects.live().for_page()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if kwargs.get("slug") != self.object.localised_slug():
            return HttpResponsePermanentRedirect(self._right_address())
        return self.render_to_response(self.get_context_data(object=self.object))

    def get_template_names(self) -> list[str]:
        return [f"pages/{self.object.kind}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        addresses = [(language, self.object.path_in(language)) for language in ("nl", "en")]
        return super().get_context_data(
            **kwargs,
            **self.item_context(),
            alternate_urls=addresses,
            canonical_path=self.object.get_absolute_url(),
        )

    def item_context(self) -> dict[str, Any]:
        return self.object.page_context()

    def _right_address(self) -> str:
        """The item's own, with the question that came with the other one."""
        asked = self.request.META.get("QUERY_STRING", "")
        return f"{self.object.get_absolute_url()}{'?' if asked else ''}{asked}"
