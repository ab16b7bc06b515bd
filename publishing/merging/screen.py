"""The screen in the admin on which a manager makes one item of two."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing.actions.merge import merge, version_token
from publishing.admin.curator_page import CuratorPage
from publishing.confirmation.items import kinds
from publishing.merging.comparison import compare
from publishing.merging.sides import Side, parts_of
from publishing.merging.successors import absorbed_by
from publishing.models import Publication
from publishing.permissions import may_merge

MERGE_URL_NAME = "merge_items"
LIST_URL_NAME = "merges"
_PREFIX = "part-"
#: No key is longer, and databases refuse what is.
_LONGEST_KEY = 18


def merge_address(kept: Publication, absorbed: Publication) -> str:
    """The address of the screen that merges these two."""
    return reverse(MERGE_URL_NAME, args=[kept.kind, kept.pk, absorbed.pk])


def tell_if_absorbed(request: HttpRequest, item: Publication) -> None:
    """A message for who opens an item that was merged into another one."""
    if standing := absorbed_by(item):
        messages.warning(
            request,
            _(
                "This item was merged into “%(title)s”. To have it back, take the merge back "
                "under “Merges”."
            )
            % {"title": standing.kept_title},
        )


class MergeItemsView(CuratorPage):
    """Both texts side by side, a choice per part, and one button.

    Only for who may publish and archive both.
    """

    template_name = "merging/merge.html"
    page_title = gettext_lazy("Merge")
    header_icon = "link"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.kept, self.absorbed = self._items()
        # At once: comparing them makes each look as if it were saved just now.
        self.tokens = (version_token(self.kept), version_token(self.absorbed))
        if not may_merge(request.user, self.kept, self.absorbed):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.kept)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seen = (request.POST.get("seen-kept", ""), request.POST.get("seen-absorbed", ""))
        try:
            merge(self.kept, self.absorbed, self.choices, user=request.user, seen=seen)
        except ValidationError as fault:
            return self.render_to_response(self.get_context_data(faults=self._words(fault)))
        messages.success(
            request,
            _("“%(gone)s” is now part of “%(title)s”. You can take that back under “Merges”.")
            % {"gone": self.absorbed, "title": self.kept},
        )
        return redirect(self.edit_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept, absorbed = (
            item.get_latest_revision_as_object() for item in (self.kept, self.absorbed)
        )
        return super().get_context_data(
            kept=kept,
            absorbed=absorbed,
            comparison=compare(kept, absorbed, self.choices),
            sides={side.name: side.value for side in Side},
            tokens=self.tokens,
            goes_live=self.kept.live or self.absorbed.live,
            has_draft=any(
                item.live and item.has_unpublished_changes for item in (self.kept, self.absorbed)
            ),
            swap_url=merge_address(self.absorbed, self.kept),
            back_url=self.edit_url,
            **kwargs,
        )

    @property
    def edit_url(self) -> str:
        viewset: Any = type(self.kept).snippet_viewset
        return reverse(viewset.get_url_name("edit"), args=[self.kept.pk])

    @cached_property
    def choices(self) -> dict[str, str]:
        """What was chosen; anything that is not a choice counts as none."""
        sides = set(Side)
        return {
            part.name: side
            for part in parts_of(type(self.kept))
            if (side := self.request.POST.get(f"{_PREFIX}{part.name}", "")) in sides
        }

    def _items(self) -> tuple[Publication, Publication]:
        model = kinds().get(self.kwargs["kind"])
        keys = [self.kwargs["kept"], self.kwargs["absorbed"]]
        if model is None or any(len(str(key)) > _LONGEST_KEY for key in keys):
            raise Http404
        found = model._default_manager.in_bulk(keys)
        if len(found) != 2:
            raise Http404
        return found[keys[0]], found[keys[1]]

    def _words(self, fault: ValidationError) -> list[str]:
        """The faults as sentences, with the name of the field each is about."""
        if not hasattr(fault, "error_dict"):
            return fault.messages
        words = []
        for name, faults in fault.message_dict.items():
            if name == NON_FIELD_ERRORS:
                words += faults
                continue
            field: Any = type(self.kept)._meta.get_field(name)
            label = getattr(field, "verbose_name", name)
            words += [f"{str(label).capitalize()}: {text}" for text in faults]
        return words
