"""The merges that somebody may take back, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing.actions.undo_merge import undo
from publishing.admin.curator_page import CuratorMenuItem, CuratorPage
from publishing.confirmation.items import kinds
from publishing.merging.screen import LIST_URL_NAME
from publishing.models import Merge
from publishing.permissions import editable_by, roles_of
from taxonomy.row_numbers import row_number

MERGES_ON_PAGE = 50


@dataclass(frozen=True)
class Entry:
    """A merge as a row of the list; an address is empty for what was deleted since."""

    merge: Merge
    kind: str
    kept_url: str
    absorbed_url: str


class MergesMenuItem(CuratorMenuItem):
    """Shown only to those who may open it."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Merges"),
            reverse(LIST_URL_NAME),
            name="merges",
            icon_name="link",
            order=710,
        )


class MergesView(CuratorPage):
    """A list with a button per merge that takes it back."""

    template_name = "merging/merges.html"
    page_title = gettext_lazy("Merges")
    header_icon = "link"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = Paginator(merges_for(self.request.user), MERGES_ON_PAGE)
        page = pages.get_page(self.request.GET.get("p"))
        return super().get_context_data(page=page, entries=_entries(page.object_list), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = row_number(request.POST.get("undo", ""))
        merge = merges_for(request.user).filter(pk=key).first()
        if merge is None:
            raise Http404
        try:
            undo(merge, user=request.user)
        except ValidationError as fault:
            messages.error(request, " ".join(fault.messages))
        else:
            messages.success(
                request,
                _("“%(one)s” and “%(other)s” are two again, as they were.")
                % {"one": merge.kept_title, "other": merge.absorbed_title},
            )
        return redirect(reverse(LIST_URL_NAME))


def merges_for(user: Any) -> QuerySet:
    """The merges of which somebody may change both items, newest first."""
    rows = Merge.objects.select_related("made_by", "undone_by").defer("record")
    newest = rows.order_by("-made_at", "-pk")
    if roles_of(user).everywhere:
        return newest
    mine = Q()
    for kind, model in kinds().items():
        keys = editable_by(user, model._default_manager.order_by()).values("pk")
        mine |= Q(kind=kind, kept_pk__in=keys, absorbed_pk__in=keys)
    return newest.filter(mine)


def _entries(merges: Iterable[Merge]) -> list[Entry]:
    merges = list(merges)
    there = {
        kind: set(
            model._base_manager.filter(
                pk__in={
                    key
                    for merge in merges
                    if merge.kind == kind
                    for key in (merge.kept_pk, merge.absorbed_pk)
                }
            ).values_list("pk", flat=True)
        )
        for kind, model in kinds().items()
        if any(merge.kind == kind for merge in merges)
    }

    def address(kind: str, key: int) -> str:
        viewset: Any = kinds()[kind].snippet_viewset
        return reverse(viewset.get_url_name("edit"), args=[key]) if key in there[kind] else ""

    return [
        Entry(
            merge,
            capfirst(str(kinds()[merge.kind]._meta.verbose_name)),
            address(merge.kind, merge.kept_pk),
            address(merge.kind, merge.absorbed_pk),
        )
        for merge in merges
    ]
