"""The page in the admin that shows demand beside supply, and the same as a file."""

import csv
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitor.demand.reading import (
    WEEKS,
    DemandLine,
    RegionDemand,
    demand,
    for_regions,
    weeks_until_now,
)
from monitor.demand.supply import place_label, search_url, supply_of
from monitor.models import SearchDemand
from publishing.admin.curator_page import CuratorMenuItem, CuratorPage
from publishing.admin.region_choice import EVERYWHERE, chosen_region, options
from publishing.permissions import roles_of
from publishing.spreadsheets import harmless
from search.exports import BYTE_ORDER_MARK, DELIMITERS
from search.labels import Vocabulary, vocabulary
from search.pagination import last_page
from taxonomy.localised import active_language
from taxonomy.models import Province, Region
from taxonomy.row_numbers import row_number

URL_NAME = "monitor_demand"
#: Every line asks the search engine what there is now.
LINES = 25
#: So many of what was asked for no region stand below those of a region.
LINES_BESIDE = 10
#: How many weeks back can be shown.
SPANS = (4, WEEKS, 26, 52, 104)
PROVINCE = "province:"
#: How an address names what was asked for no region.
NO_PLACE = "no-place"
#: The picture of the weeks, in its own units: how broad one is, and how high the highest.
BAR, HIGHEST = 10, 24


class DemandMenuItem(CuratorMenuItem):
    """Shown only to those who may open it."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Demand and supply"),
            reverse(URL_NAME),
            name="demand",
            icon_name="search",
            order=600,
        )


class DemandView(CuratorPage):
    """What was searched for in vain, week by week, with what there is for it now."""

    http_method_names = ["get", "head", "options"]
    template_name = "monitor_admin/demand.html"
    page_title = gettext_lazy("Demand and supply")
    header_icon = "search"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("format") == "csv":
            words = vocabulary()
            return csv_file(self._demand(words).here, words)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = vocabulary()
        found = self._demand(words)
        lines, beside = found.here, found.anywhere
        last = last_page(len(lines), LINES)
        number = min(row_number(self.request.GET.get("p", "")) or 1, last)
        shown = lines[(number - 1) * LINES : number * LINES]
        weeks = weeks_until_now(self._weeks)
        return super().get_context_data(
            place=self._place,
            place_options=self._options(),
            weeks=self._weeks,
            spans=SPANS,
            first=weeks[0],
            threshold=SearchDemand.THRESHOLD,
            total=len(lines),
            lines=[_shown(line, words) for line in shown],
            earlier=self._address(p=number - 1) if number > 1 else "",
            later=self._address(p=number + 1) if number < last else "",
            number=number,
            last=last,
            csv_url=self._address(format="csv"),
            beside=[_shown(line, words) for line in beside[:LINES_BESIDE]],
            beside_total=len(beside),
            beside_url=demand_address(NO_PLACE, self._weeks),
            **kwargs,
        )

    @cached_property
    def _regions(self) -> list[Region]:
        return list(Region.objects.all())

    @cached_property
    def _place(self) -> str:
        """What was chosen: a province, a region, none, all, or "" for one's own regions."""
        asked = self.request.GET.get("region", "")
        if asked == NO_PLACE or asked in dict(_province_options()):
            return asked
        return chosen_region(asked, self._regions, roles_of(self.request.user))

    @property
    def _weeks(self) -> int:
        asked = row_number(self.request.GET.get("weeks", ""))
        return asked if asked in SPANS else WEEKS

    def _options(self) -> list[tuple[str, str]]:
        no_place = (NO_PLACE, _("no place"))
        return [*options(self._place, self._regions), no_place, *_province_options()]

    def _demand(self, words: Vocabulary) -> RegionDemand:
        """What is asked for, and beside what is of one region what was asked for none."""
        place, found = self._place, demand(self._weeks)
        if place == EVERYWHERE:
            return RegionDemand(found, [])
        own = roles_of(self.request.user).regions
        keys = frozenset(
            row.key for row in self._regions if row.ref == place or (not place and row.pk in own)
        )
        divided = for_regions(found, keys, words)
        if place == NO_PLACE:
            return RegionDemand(divided.anywhere, [])
        if place.startswith(PROVINCE):
            code = place.removeprefix(PROVINCE)
            here = [line for line in found if code in line.provinces]
            return RegionDemand(here, divided.anywhere)
        return divided

    def _address(self, **more: Any) -> str:
        return f"?{urlencode({'region': self._place, 'weeks': self._weeks, **more})}"


def demand_address(place: str, weeks: int = WEEKS) -> str:
    """The page with what was asked for a place.

    :param place: the identifier of a region, or `NO_PLACE`.
    """
    return f"{reverse(URL_NAME)}?{urlencode({'region': place, 'weeks': weeks})}"


def _province_options() -> list[tuple[str, str]]:
    return [(f"{PROVINCE}{row.key}", str(row)) for row in Province.objects.all()]


def _shown(line: DemandLine, words: Vocabulary) -> dict[str, Any]:
    most = max((week.searches for week in line.weeks.values()), default=0)
    return {
        "line": line,
        "place": place_label(line, words),
        "kinds": kinds_label(line, words),
        "supply": supply_of(line),
        "url": search_url(line),
        "width": len(line.weeks) * BAR,
        "weeks": [
            {
                "week": week,
                "searches": told.searches,
                "x": number * BAR + 1,
                # What was asked at all shows.
                "height": (height := -(-HIGHEST * told.searches // most) if most else 0),
                "y": HIGHEST - height,
            }
            for number, (week, told) in enumerate(line.weeks.items())
        ],
    }


def kinds_label(line: DemandLine, words: Vocabulary) -> str:
    """The kinds that were chosen, in words; empty for all."""
    names = words.of("kind")
    known = [names[kind] for kind in line.kinds.split() if kind in names]
    return ", ".join(label.text(active_language())[0] for label in known)


def csv_file(lines: list[DemandLine], words: Vocabulary) -> HttpResponse:
    """One row per question and week, for a spreadsheet."""
    content = StringIO()
    content.write(BYTE_ORDER_MARK)
    writer = csv.writer(content, delimiter=DELIMITERS.get(active_language(), ","))
    writer.writerow(
        [
            _("Week"),
            _("Words"),
            _("Where"),
            _("Kind"),
            _("Searches"),
            _("Without a result"),
            _("Few"),
        ]
    )
    for line in lines:
        for week, told in line.weeks.items():
            if told.searches:
                year, number, _day = week.isocalendar()
                row = [f"{year}-W{number:02}", line.words, place_label(line, words)]
                row += [kinds_label(line, words)]
                thin = told.searches - told.without_result
                cells = [*map(harmless, row), told.searches, told.without_result, thin]
                writer.writerow(cells)
    response = HttpResponse(content.getvalue(), content_type="text/csv; charset=utf-8")
    name = slugify(_("Demand and supply"))
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
