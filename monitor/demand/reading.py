"""What was searched for in vain, over some weeks, for a region or everywhere."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.utils import timezone

from monitor.demand.asked import common_form, named_provinces
from monitor.demand.counting import week_of
from monitor.models import SearchDemand
from search.labels import Vocabulary, vocabulary
from search.query import SearchQuery
from taxonomy.localised import active_language
from taxonomy.models import Region

WEEKS = 8


@dataclass(frozen=True)
class Week:
    """One week of a question: how many searches, and how many of them found nothing at all."""

    searches: int = 0
    without_result: int = 0


@dataclass(frozen=True)
class DemandLine:
    """One question that was asked often enough, over some weeks.

    ``words`` are those of the last of the weeks in which it was: different weeks may have others
    for the same, as one visitor types what another did.
    ``weeks`` has the number of every week that was asked for, the oldest first; 0 where it was
    asked fewer times than the threshold, of which nothing is known.
    """

    words: str
    places: str
    kinds: str
    weeks: dict[date, Week] = field(default_factory=dict)

    @property
    def searches(self) -> int:
        return sum(week.searches for week in self.weeks.values())

    @property
    def without_result(self) -> int:
        return sum(week.without_result for week in self.weeks.values())

    @property
    def thin(self) -> int:
        """Searches that found something, but little."""
        return self.searches - self.without_result

    @property
    def query(self) -> SearchQuery:
        """The search that answers it now."""
        selected: dict[str, tuple[str, ...]] = {}
        for place in self.places.split():
            facet, _equals, value = place.partition("=")
            selected[facet] = (*selected.get(facet, ()), value)
        if self.kinds:
            selected["kind"] = tuple(self.kinds.split())
        return SearchQuery(text=self.words, selected=selected, language=active_language())

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        """The codes of those that were chosen, and of the places that the words name."""
        chosen = self.query.values("province")
        return tuple(dict.fromkeys((*chosen, *named_provinces(self.words))))

    def regions(self, words: Vocabulary) -> frozenset[str]:
        """The keys of the regions it was asked for; none for a question about no place."""
        of_provinces = {words.region_of_province.get(code, "") for code in self.provinces}
        return frozenset({*self.query.values("region"), *of_provinces} - {""})


@dataclass(frozen=True)
class RegionDemand:
    """What is of interest to some regions: what was asked for them, and what for no region."""

    here: list[DemandLine]
    anywhere: list[DemandLine]


def demand_of(region: Region, weeks: int = WEEKS) -> RegionDemand:
    """What was searched for in vain for this region and for no region at all; most first.

    For a region is: with it or a province of it chosen, or a place of it among the words.

    :param weeks: how many weeks back, this one included.
    """
    return for_regions(demand(weeks), frozenset({region.key}), vocabulary())


def for_regions(
    lines: Iterable[DemandLine], keys: frozenset[str], words: Vocabulary
) -> RegionDemand:
    """Those of the lines that are for one of these regions, and those that are for none."""
    found = RegionDemand([], [])
    for line in lines:
        regions = line.regions(words)
        if regions & keys:
            found.here.append(line)
        elif not regions:
            found.anywhere.append(line)
    return found


def demand(weeks: int = WEEKS) -> list[DemandLine]:
    """What was searched for in vain by every question, most first; in one query.

    :param weeks: how many weeks back, this one included.
    """
    shown = weeks_until_now(weeks)
    told: dict[tuple[str, str, str], list[SearchDemand]] = {}
    for row in SearchDemand.objects.told().since(shown[0]).order_by("week", "pk"):
        key = (common_form(row.words) or row.words, row.places, row.kinds)
        told.setdefault(key, []).append(row)
    found = [_line(rows, shown) for rows in told.values()]
    return sorted(found, key=lambda line: (-line.searches, line.words, line.places, line.kinds))


def _line(rows: list[SearchDemand], shown: list[date]) -> DemandLine:
    weeks = dict.fromkeys(shown, Week())
    for row in rows:
        before = weeks[row.week]
        weeks[row.week] = Week(
            before.searches + row.searches, before.without_result + row.without_result
        )
    last = rows[-1]
    return DemandLine(last.words, last.places, last.kinds, weeks)


def weeks_until_now(weeks: int) -> list[date]:
    """The Mondays of so many weeks up to this one, the oldest first."""
    last = week_of(timezone.localdate())
    return [last - timedelta(weeks=back) for back in range(max(1, weeks) - 1, -1, -1)]
