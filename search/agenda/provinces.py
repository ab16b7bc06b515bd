"""How much there is in each province: ``agenda/_map.html``."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from events.models import Event, Occurrence
from search.agenda.matching_dates import MatchingDates
from search.agenda.navigation import navigation
from search.agenda.parameters import LIST, AgendaQuery
from search.agenda.period import Period
from search.engines import get_engine
from taxonomy.models import Province, Scale

PROVINCE = "province"


@dataclass(frozen=True)
class Counts:
    """Events per province, without those that are for the whole country; these apart."""

    per_province: Mapping[str, int]
    national: int


def map_context(dates: MatchingDates, path: str) -> dict[str, Any]:
    query = dates.query
    # Whatever province is chosen, the map shows what every other one would give.
    everywhere = query.without_facet(PROVINCE)
    counts = _asked(everywhere) if dates.has_engine else _stored(query.shown)
    listed = everywhere.seen_as(LIST)
    chosen = query.values(PROVINCE)
    provinces = [
        {
            "code": province.code,
            "name": str(province),
            "count": counts.per_province.get(province.code, 0),
            "url": listed.with_value(PROVINCE, province.code).url(path),
        }
        for province in Province.objects.all()
    ]
    return {
        "results_template": "agenda/_map.html",
        "provinces": provinces,
        "chosen_province": chosen[0] if len(chosen) == 1 else "",
        "national": counts.national,
        "leaves_out_national": not query.national,
        "columns": [_("Province"), _("Events")],
        "rows": [{"label": place["name"], "cells": [place["count"]]} for place in provinces],
        "total": {"label": _("Whole country"), "cells": [counts.national]},
        **navigation(query, (None, None), path),
    }


def _asked(query: AgendaQuery) -> Counts:
    engine = get_engine()
    regional = engine.search(replace(query, national=False))
    everything = engine.search(query) if query.national else regional
    return Counts(regional.facets[PROVINCE], everything.total - regional.total)


def _stored(days: Period) -> Counts:
    """What the database knows when the engine is away: the filters do not count."""
    dates = Occurrence.objects.all()
    if days.first:
        dates = dates.filter(last_day__gte=days.first)
    if days.last:
        dates = dates.filter(first_day__lte=days.last)
    events = Event.objects.filter(pk__in=dates.values("event"))
    # As `Event.is_national` has it.
    national = Q(scale__ref=Scale.NATIONAL) | Q(scale=None, provinces=None)
    regional = events.exclude(scale__ref=Scale.NATIONAL).order_by()
    counted = regional.values("provinces__code").annotate(number=Count("pk", distinct=True))
    return Counts(
        {row["provinces__code"]: row["number"] for row in counted},
        events.filter(national).count(),
    )
