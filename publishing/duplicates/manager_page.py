"""The page in the admin with items that are probably the same, for their regions to judge.

Every curator sees all regions; a verdict is for whoever may change one of the two.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing.admin.curator_page import CuratorMenuItem, CuratorPage
from publishing.admin.region_choice import chosen_region, keys_of, options
from publishing.duplicates.describing import describe
from publishing.duplicates.finding import items_of, likely_doubles
from publishing.duplicates.kinds import kind_called
from publishing.duplicates.manager_lines import (
    facts_of,
    line_of,
    lines_of_pairs,
    lines_of_verdicts,
)
from publishing.duplicates.relations import Relation
from publishing.duplicates.verdicts import Key, record_verdict, take_back
from publishing.models import DuplicateVerdict, SuspectedPair
from publishing.models.duplicates import REASON_MAX
from publishing.permissions import Roles, Verb, may, roles_of
from publishing.start_lines import StartLine
from taxonomy.models import Region
from taxonomy.row_numbers import row_number

URL_NAME = "possible_doubles"
ON_PAGE = 25


class PossibleDoublesMenuItem(CuratorMenuItem):
    """Shown only to those who may open it."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Possible doubles"),
            reverse(URL_NAME),
            name="possible-doubles",
            icon_name="copy",
            order=705,
        )


def line_on_start_page(user: Any) -> StartLine:
    """How many pairs of their regions a curator has to judge."""
    roles = roles_of(user)
    pairs = SuspectedPair.objects.all()
    if not roles.everywhere:
        pairs = pairs.filter(concerning(roles.regions))
    return StartLine(str(_("Possible doubles")), pairs.count(), reverse(URL_NAME))


class PossibleDoublesView(CuratorPage):
    """All pairs of a region, those of one item, or what was decided."""

    template_name = "duplicates/possible.html"
    page_title = gettext_lazy("Possible doubles")
    header_icon = "copy"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET
        common = {
            "verdicts": [(value, label) for value, label in Relation.choices],
            "reason_length": REASON_MAX,
            "here": reverse(URL_NAME),
        }
        if "decided" in asked:
            context = self._decided()
        elif "item" in asked:
            context = self._of_item(asked["item"])
        else:
            context = self._of_region(asked.get("region", ""))
        return super().get_context_data(**common, **context, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "undo" in request.POST:
            self._undo(request)
        else:
            self._judge(request)
        # Back to the same part of the page.
        kept = {
            name: request.GET[name]
            for name in ("region", "item", "p", "decided")
            if name in request.GET
        }
        return redirect(f"{reverse(URL_NAME)}{'?' if kept else ''}{urlencode(kept)}")

    @property
    def _roles(self) -> Roles:
        return roles_of(self.request.user)

    def _of_region(self, asked: str) -> dict[str, Any]:
        regions = list(Region.objects.all())
        chosen = chosen_region(asked, regions, self._roles)
        keys = keys_of(chosen, regions, self._roles)
        pairs = SuspectedPair.objects.order_by("-score", "pk")
        shown = pairs if keys is None else pairs.filter(concerning(keys))
        page = Paginator(shown, ON_PAGE).get_page(self.request.GET.get("p"))
        return {
            "lines": lines_of_pairs(list(page), self.request.user),
            "page": page,
            "region": chosen,
            "region_options": options(chosen, regions, _counted(pairs, regions)),
        }

    def _of_item(self, value: str) -> dict[str, Any]:
        """What looks like one item now, whether it was found before or not."""
        key = _key(value)
        item = items_of([key]).get(key) if key else None
        if key is None or item is None or not may(self.request.user, Verb.CHANGE, item):
            raise Http404
        newest = item if item.live else item.get_latest_revision_as_object()
        matches = likely_doubles(describe(newest), user=self.request.user, limit=10)
        seen = {(match.kind, match.pk): match for match in matches if match.pk}
        others = items_of(seen)
        facts = facts_of([key, *others])
        return {
            "item": item,
            "item_value": value,
            "lines": [
                line_of(item, others[other], match.reasons, match.said, self.request.user, facts)
                for other, match in seen.items()
                if other in others
            ],
            "hidden": next((match for match in matches if match.hidden), None),
        }

    def _decided(self) -> dict[str, Any]:
        rows = DuplicateVerdict.objects.select_related("decided_by").order_by("-decided_at", "-pk")
        page = Paginator(rows, ON_PAGE).get_page(self.request.GET.get("p"))
        return {"decided": lines_of_verdicts(page, self.request.user), "page": page}

    def _judge(self, request: HttpRequest) -> None:
        relation = request.POST.get("verdict", "")
        pair = _pair_of(request)
        if pair is None or relation not in Relation.values:
            messages.error(request, _("One of these items is not there any more."))
            return
        record_verdict(
            *pair,
            Relation(relation),
            user=request.user,
            reason=request.POST.get("reason", ""),
        )
        messages.success(request, _("Noted. You can take it back under “What was decided”."))

    def _undo(self, request: HttpRequest) -> None:
        verdict = DuplicateVerdict.objects.filter(pk=row_number(request.POST["undo"]) or 0).first()
        items = items_of([verdict.first, verdict.second]) if verdict else {}
        if verdict is None or len(items) != 2:
            messages.error(request, _("Somebody took this verdict back already."))
            return
        take_back(verdict, items[verdict.first], items[verdict.second], user=request.user)
        messages.success(request, _("Taken back. This pair is asked about again."))


def _counted(pairs: QuerySet[SuspectedPair], regions: Sequence[Region]) -> dict[int, int]:
    counts = pairs.order_by().aggregate(
        **{f"of_{region.pk}": Count("pk", filter=concerning([region.pk])) for region in regions}
    )
    return {region.pk: counts[f"of_{region.pk}"] for region in regions}


def concerning(keys: Any) -> Q:
    """Pairs of which at least one item is led by one of these regions."""
    return Q(first_region__in=keys) | Q(second_region__in=keys)


def _pair_of(request: HttpRequest) -> tuple[Any, Any] | None:
    """The two items that a verdict is about, as far as this curator can know of them."""
    keys = [key for name in ("first", "second") if (key := _key(request.POST.get(name, "")))]
    items = items_of(keys)
    return (items[keys[0]], items[keys[1]]) if len(items) == 2 else None


def _key(value: str) -> Key | None:
    kind, _dash, text = value.partition("-")
    pk = row_number(text)
    return (kind, pk) if pk is not None and kind_called(kind) else None
