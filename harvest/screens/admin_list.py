"""The page in the admin with all sources of a region, those that ask for something first."""

from collections import Counter
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harvest.health import Standing
from harvest.health.standing import LABELS
from harvest.models import Source
from harvest.screens.list_page import Line, lines_of
from organisations.models import Organisation
from publishing.admin.curator_page import CuratorMenuItem, CuratorPage
from publishing.admin.region_choice import chosen_region, keys_of, options
from publishing.permissions import led_by, roles_of
from publishing.start_lines import StartLine
from taxonomy.models import Region
from taxonomy.row_numbers import row_number

URL_NAME = "harvest_sources"
MOST_LISTED = 200


class SourcesMenuItem(CuratorMenuItem):
    """Shown to every curator; the page holds only what is theirs to look after."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Sources"),
            reverse(URL_NAME),
            name="harvest-sources",
            icon_name="rotate",
            order=248,
        )


class SourcesView(CuratorPage):
    """The sources of one's regions with how they are doing, and a way to add one."""

    template_name = "harvest/admin_sources.html"
    page_title = gettext_lazy("Sources")
    header_icon = "rotate"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, asked = self.request.user, self.request.GET
        roles = roles_of(user)
        own = [row for row in Region.objects.all() if roles.everywhere or row.pk in roles.regions]
        region = chosen_region(asked.get("region", ""), own, roles)
        only = keys_of(region, own, roles)
        sources = sources_for(user)
        if only is not None:
            sources = sources.filter(region__in=only)
        organisation = row_number(asked.get("organisation", ""))
        chosen = sources.filter(organisation=organisation) if organisation else sources
        lines = lines_of(chosen.select_related("organisation", "region"))
        standing = asked.get("state", "") if asked.get("state") in LABELS else ""
        shown = [line for line in lines if line.health.standing == standing or not standing]
        return super().get_context_data(
            region=region,
            region_options=options(region, own),
            standing=standing,
            standings=_standings(lines),
            organisation=organisation,
            organisations=_organisations(sources),
            lines=shown[:MOST_LISTED],
            more=max(0, len(shown) - MOST_LISTED),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Begin to add a source for an organisation; whether one may is asked there."""
        typed = " ".join(request.POST.get("name", "").split())
        mine = led_by(request.user, Organisation.objects.all())
        found = mine.filter(title__iexact=typed).order_by("-live", "pk").first() if typed else None
        if found is None:
            return self.render_to_response(self.get_context_data(typed=typed, not_found=True))
        return redirect("harvest:add", found.pk)


def sources_for(user: Any) -> QuerySet[Source]:
    """The sources that this curator looks after."""
    return led_by(user, Source.objects.all())


def line_of_trouble(user: Any) -> StartLine:
    """How many sources do not work."""
    lines = lines_of(sources_for(user))
    count = sum(line.health.standing == Standing.WRONG for line in lines)
    url = f"{reverse(URL_NAME)}?state={Standing.WRONG}"
    return StartLine(_("Sources that do not work"), count, url)


def line_of_decisions(user: Any) -> StartLine:
    """How many sources were stopped until somebody decides."""
    count = sources_for(user).filter(state=Source.State.BLOCKED).count()
    url = f"{reverse(URL_NAME)}?state={Standing.WAITS}"
    return StartLine(_("Sources that wait for a decision"), count, url)


def _standings(lines: list[Line]) -> list[tuple[str, Any, int]]:
    counts = Counter(line.health.standing for line in lines)
    return [
        (str(standing), LABELS[standing], counts[standing])
        for standing in reversed(Standing)
        if counts[standing]
    ]


def _organisations(sources: QuerySet[Source]) -> QuerySet[Organisation]:
    having = sources.order_by().values("organisation")
    return (
        Organisation.objects.filter(pk__in=having).only("pk", "title", "title_en").order_by("title")
    )
