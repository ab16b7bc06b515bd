"""The page in the admin on which the events of one source are let in, many at a time."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.harvest import reviewing
from events.harvest.words import group_in_words, when_of
from events.models import Event
from harvest.models import Source
from publishing.admin.curator_page import CuratorPage
from publishing.permissions import Verb, may
from publishing.review_addresses import review_address
from taxonomy.row_numbers import row_number

ON_PAGE = reviewing.AT_ONCE
_TERMS = ("target_groups", "provinces", "action_lines")
_SHOWN = (*_TERMS, "changes")


@dataclass(frozen=True)
class Line:
    """One event of the source, as its newest version says it."""

    pk: int
    title: str
    when: str
    where: str
    terms: tuple[str, ...]
    is_change: bool
    url: str


class SourceReviewView(CuratorPage):
    """What waits of a source, in pages; whoever looks after the source decides."""

    template_name = "events_admin/source_review.html"
    header_icon = "clipboard-list"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.source = get_object_or_404(
            Source.objects.select_related("organisation"), pk=kwargs["pk"]
        )
        if not may(request.user, Verb.PUBLISH, self.source):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Events from “%(source)s”") % {"source": self.source.name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting, unseen = reviewing.waiting_of(self.source), reviewing.unseen_of(self.source)
        shown = waiting or list(unseen)
        page = Paginator(shown, ON_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            source=self.source,
            lines=_lines(list(page)),
            page=page,
            waiting_count=len(waiting),
            unseen_count=len(unseen),
            is_afterwards=not waiting,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = {row_number(value) for value in request.POST.getlist("event")}
        if "seen" in request.POST:
            self._mark_seen(chosen)
        elif "approve_all" in request.POST:
            self._approve(reviewing.waiting_of(self.source)[: reviewing.AT_ONCE])
        elif chosen:
            waiting = reviewing.waiting_of(self.source)
            self._approve([key for key in waiting if key in chosen][: reviewing.AT_ONCE])
        else:
            messages.error(request, _("Choose at least one event."))
        return redirect(reverse(reviewing.URL_NAME, args=[self.source.pk]))

    def _approve(self, keys: list[int]) -> None:
        count = reviewing.approve_some(keys, user=self.request.user)
        said = ngettext("%(count)d event is live.", "%(count)d events are live.", count)
        messages.success(self.request, said % {"count": count})
        if left := len(reviewing.waiting_of(self.source)):
            said = ngettext("%(count)d event still waits.", "%(count)d events still wait.", left)
            messages.info(self.request, said % {"count": left})

    def _mark_seen(self, chosen: set[int | None]) -> None:
        unseen = reviewing.unseen_of(self.source)
        wanted = {key: newest for key, newest in unseen.items() if key in chosen}
        count = reviewing.mark_some_seen(wanted, user=self.request.user)
        said = ngettext(
            "You have looked at %(count)d event.", "You have looked at %(count)d events.", count
        )
        messages.success(self.request, said % {"count": count})


def _lines(keys: list[int]) -> list[Line]:
    rows = Event.objects.select_related("latest_revision").prefetch_related(*_SHOWN).in_bulk(keys)
    return [_line(rows[key]) for key in keys if key in rows]


def _line(row: Event) -> Line:
    # The row of what was never live holds its newest version; that costs no query per line.
    version = row
    if row.first_published_at is not None and row.has_unpublished_changes:
        version = row.get_latest_revision_as_object()
    try:
        when = when_of(version)
    except ValueError as fault:
        when = str(fault)
    return Line(
        pk=row.pk,
        title=version.text("title").text,
        when=when,
        where=group_in_words(version, "where"),
        terms=tuple(term.label_here for name in _TERMS for term in version.classification(name)),
        is_change=row.live,
        url=review_address(row),
    )
