from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.generic import DetailView

from publishing.merging.successors import live_successor, moved_to
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
        try:
            self.object = self.get_object()
        except Http404:
            return self._send_on()
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

    def _send_on(self) -> HttpResponse:
        """To the item that took the place of this one; Http404 when none did."""
        successor = live_successor(self.model.kind, self.kwargs["pk"])
        if successor is None:
            raise Http404
        self.object = successor
        return moved_to(self._right_address())

    def _right_address(self) -> str:
        """The item's own, with the question that came with the other one."""
        asked = self.request.META.get("QUERY_STRING", "")
        return f"{self.object.get_absolute_url()}{'?' if asked else ''}{asked}"
