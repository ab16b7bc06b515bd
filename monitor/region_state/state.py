"""Everything that the page of a region's state tells."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.coming import coming_cards, count_coming, dates_in_region
from initiatives.models import Adoption
from monitor.coverage.tuned import tuning
from monitor.gaps.finding import gaps_of_region
from monitor.gaps.lines import gap_lines
from monitor.overlap.manager_lines import cases_of_pairs
from monitor.overlap.querysets import open_overlaps
from monitor.region_state.figures import Figure, figures_of
from monitor.region_state.heat import Heat, heat_of
from monitor.region_state.points import Point, points_of
from search.labels import vocabulary
from taxonomy.budget import budget_table
from taxonomy.localised import LocalisedText, active_language
from taxonomy.models import ActionLine, Region

#: So many of each are named; the page must stay one page.
SHOWN = 5
#: Gaps between these and the provinces of the region.
GAP_SUBJECTS = ("target_group", "action_line")


@dataclass(frozen=True)
class Use:
    """A practice in use, where, and how far it is."""

    practice: str
    region: str
    state: str
    #: Of the name of the practice.
    lang: str = "nl"


@dataclass(frozen=True)
class Listed:
    """The first few of something and how many there are."""

    lines: tuple[Any, ...] = ()
    count: int = 0

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


@dataclass(frozen=True)
class RegionState:
    """In the language of the page; ``compared_with`` is None when nothing was counted then."""

    region: Region
    provinces: tuple[str, ...]
    day: date
    figures: tuple[Figure, ...]
    compared_with: date | None
    heat: Heat
    strong: tuple[Point, ...]
    weak: tuple[Point, ...]
    here: Listed
    given: Listed
    events: Listed
    budget: dict[str, Any] | None = None
    gaps: Listed = field(default_factory=Listed)
    #: Gaps where hardly anything may be expected, so that they say little.
    other_gaps: int = 0
    said: Listed = field(default_factory=Listed)
    overlaps: Listed = field(default_factory=Listed)


def read_state(region: Region, user: Any, today: date | None = None) -> RegionState:
    """The state of a region now, for who may see its workbench, in a bounded number of queries."""
    today = today or timezone.localdate()
    provinces = list(region.provinces.all())
    codes = [province.key for province in provinces]
    figures, compared_with = figures_of(codes, today)
    strong, weak = points_of(codes)
    dates = dates_in_region(region, provinces)
    telling, other_gaps = _gaps(region)
    lines = ActionLine.objects.of_region(region).prefetch_related("budget_years")
    return RegionState(
        region=region,
        provinces=tuple(str(province) for province in provinces),
        day=today,
        figures=tuple(figures),
        compared_with=compared_with,
        heat=heat_of(codes),
        strong=tuple(strong),
        weak=tuple(weak),
        here=_uses(Adoption.objects.of_live().active().filter(region=region)),
        given=_uses(
            Adoption.objects.of_live()
            .active()
            .filter(practice__region=region)
            .exclude(region=region)
        ),
        events=Listed(tuple(coming_cards(dates, SHOWN)), count_coming(dates)),
        budget=budget_table(lines.order_by("sort_order", "number")),
        gaps=telling,
        other_gaps=other_gaps,
        said=_said(region),
        overlaps=_overlaps(region, user),
    )


def _gaps(region: Region) -> tuple[Listed, int]:
    """Those of which something was said or where something may be expected, and how many others."""
    gaps, least = gaps_of_region(region, GAP_SUBJECTS), tuning().rules.thin_from
    telling = [gap for gap in gaps if gap.marks or (gap.cell.expected or 0) >= least]
    lines = tuple(gap_lines(telling, with_marks=True, most=SHOWN)["gaps"])
    return Listed(lines, len(telling)), len(gaps) - len(telling)


def _overlaps(region: Region, user: Any) -> Listed:
    pairs = open_overlaps(region.pk)
    cases = cases_of_pairs(pairs.with_profiles()[:SHOWN], user)
    lines = tuple((case.localised_titles, ", ".join(case.reasons)) for case in cases)
    return Listed(lines, pairs.count())


def _said(region: Region) -> Listed:
    """The marks of the region that still hold, each with what it is about and what it says."""
    today = timezone.localdate()
    marks = region.gap_marks.filter(Q(until__isnull=True) | Q(until__gte=today))
    words, language = vocabulary(), active_language()
    lines = []
    for mark in marks[:SHOWN]:
        names = [
            LocalisedText(*words.of(facet)[term].text(language))
            for facet, term in mark.cell.items()
            if term in words.of(facet)
        ]
        until = _("until %(day)s") % {"day": date_format(mark.until)} if mark.until else ""
        said = [str(mark.get_kind_display()), mark.by, until, mark.text]
        lines.append((names, ", ".join(filter(None, said))))
    return Listed(tuple(lines), marks.count())


def _uses(adoptions: Any) -> Listed:
    rows = adoptions.select_related("practice", "region").order_by("practice__title", "pk")
    lines = []
    for row in rows[:SHOWN]:
        title = row.practice.text("title")
        lines.append(Use(title.text, str(row.region), str(row.get_state_display()), title.lang))
    return Listed(tuple(lines), adoptions.count())
