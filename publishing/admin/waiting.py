"""What waits in a region and since when, and the admin's home page that tells a curator."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import get_snippet_models

from publishing import permissions
from publishing.admin.filters import Confirmation, confirmed
from publishing.models import Publication
from publishing.review_states import State, with_state
from publishing.start_lines import start_lines
from taxonomy.localised import active_language

OLDEST = 10


@dataclass(frozen=True)
class Reason:
    """Why something waits: its words, and the filter of the list that shows it.

    ``is_about_keeping`` when only what must stay right can wait for it (`to_keep_right`).
    """

    key: str
    label: Any
    query: tuple[tuple[str, str], ...]
    is_about_keeping: bool = False


REASONS = (
    Reason("in_review", _("To review"), (("state", State.IN_REVIEW),)),
    Reason(
        "unfinished",
        _("Sent back or not published yet"),
        (("state", State.SENT_BACK), ("state", State.DRAFT), ("state", State.CHANGED)),
    ),
    Reason(
        "unconfirmed",
        _("Not confirmed for twelve months, or never"),
        (
            ("confirmed", Confirmation.TO_CONFIRM),
            ("state", State.LIVE),
            ("state", State.CHANGED),
        ),
        is_about_keeping=True,
    ),
    Reason(
        "unclassified",
        _("Without target group or action line"),
        (("classification", "missing"), ("state", State.LIVE), ("state", State.CHANGED)),
        is_about_keeping=True,
    ),
)


@dataclass(frozen=True)
class Cell:
    count: int
    url: str
    kind: str


@dataclass(frozen=True)
class Unfinished:
    """One of the items that are unfinished the longest."""

    title: str
    kind: str
    region: str
    state: str
    since: datetime
    url: str
    #: Of the title, when it is not that of the page.
    lang: str = ""


@dataclass(frozen=True)
class WaitingWork:
    """What waits in some regions; in all of them when ``regions`` is None."""

    regions: frozenset[int] | None = None

    def kinds(self) -> list[type[Publication]]:
        """The kinds in the order of the menu."""
        kinds = [model for model in get_snippet_models() if issubclass(model, Publication)]
        return sorted(kinds, key=lambda model: model.snippet_viewset.menu_order)

    def rows(self) -> list[tuple[Reason, list[Cell | None]]]:
        """Every reason with a cell per kind, None where it does not apply; one query per kind."""
        kinds = self.kinds()
        counts = {model: self._counts(model) for model in kinds}
        return [
            (reason, [self._cell(model, reason, counts[model]) for model in kinds])
            for reason in REASONS
        ]

    def oldest(self) -> list[Unfinished]:
        """The items that are unfinished the longest; one query per kind."""
        found = [item for model in self.kinds() for item in self._oldest(model)]
        return sorted(found, key=lambda item: item.since)[:OLDEST]

    def items(self, model: type[Publication]) -> QuerySet:
        """The items of a kind with their state."""
        items = with_state(model._default_manager.all())
        return items if self.regions is None else items.filter(region__in=self.regions)

    def to_confirm(self, model: type[Publication]) -> QuerySet:
        """The items of a kind of which nobody said for too long that they are right."""
        return self.items(model).filter(_kept(model) & confirmed(Confirmation.TO_CONFIRM))

    def _counts(self, model: type[Publication]) -> dict[str, int]:
        wanted = {
            "in_review": Q(state=State.IN_REVIEW),
            "unfinished": Q(state__in=[State.SENT_BACK, State.DRAFT, State.CHANGED]),
            "unconfirmed": _kept(model) & confirmed(Confirmation.TO_CONFIRM),
        }
        missing = model.snippet_viewset.without_classification()
        if missing is not None:
            wanted["unclassified"] = _kept(model) & missing
        return self.items(model).aggregate(
            **{key: Count("pk", filter=condition) for key, condition in wanted.items()}
        )

    def _cell(
        self, model: type[Publication], reason: Reason, counts: dict[str, int]
    ) -> Cell | None:
        if reason.key not in counts:
            return None
        query = [*reason.query]
        if reason.is_about_keeping:
            _kept_rows, filters = model.snippet_viewset.to_keep_right()
            query += filters.items()
        if self.regions is not None:
            query += [("region", str(pk)) for pk in sorted(self.regions)]
        address = reverse(model.snippet_viewset.get_url_name("list"))
        return Cell(
            count=counts[reason.key],
            url=f"{address}?{urlencode(query)}",
            kind=capfirst(model._meta.verbose_name_plural),
        )

    def _oldest(self, model: type[Publication]) -> list[Unfinished]:
        waiting = self.items(model).filter(state__in=[State.SENT_BACK, State.DRAFT, State.CHANGED])
        changed = Coalesce("latest_revision__created_at", "updated_at")
        since = Case(When(submitted_at__isnull=False, then=F("submitted_at")), default=changed)
        edit = model.snippet_viewset.get_url_name("edit")
        return [
            Unfinished(
                title=item.title,
                kind=capfirst(str(model._meta.verbose_name)),
                region=str(item.region or ""),
                state=str(State(item.state).label),
                since=item.since,
                url=reverse(edit, args=[item.pk]),
                lang="" if active_language() == "nl" else "nl",
            )
            for item in waiting.annotate(since=since)
            .select_related("region")
            .defer("body", "body_en")
            .order_by("since", "pk")[:OLDEST]
        ]


def _kept(model: type[Publication]) -> Q:
    """The live items of a kind that must stay right."""
    rows, _filters = model.snippet_viewset.to_keep_right()
    return Q(state__in=[State.LIVE, State.CHANGED]) & rows


class WaitingPanel(Component):
    """Counts per reason and kind with links to the filtered lists, and the oldest by name.

    Two queries per kind, whatever the number of rows.
    """

    name = "waiting"
    order = 100
    template_name = "admin_panels/waiting.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.roles = permissions.roles_of(request.user)

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        work = WaitingWork(None if self.roles.everywhere else self.roles.regions)
        rows = [(reason.label, cells) for reason, cells in work.rows()]
        return {
            "everywhere": self.roles.everywhere,
            "kinds": [capfirst(model._meta.verbose_name_plural) for model in work.kinds()],
            "rows": rows,
            "nothing_waits": not any(
                cell.count for _label, cells in rows for cell in cells if cell
            ),
            "oldest": work.oldest(),
            "lines": start_lines(self.request.user),
        }
