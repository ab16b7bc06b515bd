"""What was searched for in vain, over some weeks, for a region or everywhere."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

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

    def regions(self, words: Vocabulary) -> frozenset[str]:
        """The keys of the regions it was asked for; none for a question about no place."""
        query = self.query
        of_provinces = {words.region_of_province.get(code, "") for code in query.values("province")}
        return frozenset({*query.values("region"), *of_provinces} - {""})


def demand_of(region: Region, weeks: int = WEEKS) -> list[DemandLine]:
    """What was searched for in vain with this region, or a province of it, chosen; most first.

    :param weeks: how many weeks back, this one included.
    """
    return demand(weeks, only=frozenset({region.key}))


def demand(weeks: int = WEEKS, only: Iterable[str] | None = None) -> list[DemandLine]:
    """What was searched for in vain, most first; in two queries, one of them for the vocabulary.

    :param only: keys of regions; None for every question, also those about no place.
    """
    shown = weeks_until_now(weeks)
    lines: dict[tuple[str, str, str], DemandLine] = {}
    for row in SearchDemand.objects.told().since(shown[0]).order_by("week", "pk"):
        key = (row.words, row.places, row.kinds)
        line = lines.setdefault(key, DemandLine(*key, weeks=dict.fromkeys(shown, Week())))
        line.weeks[row.week] = Week(row.searches, row.without_result)
    found = list(lines.values())
    if only is not None:
        wanted, words = frozenset(only), vocabulary()
        found = [line for line in found if line.regions(words) & wanted]
    return sorted(found, key=lambda line: (-line.searches, line.words, line.places, line.kinds))


def weeks_until_now(weeks: int) -> list[date]:
    """The Mondays of so many weeks up to this one, the oldest first."""
    last = week_of(timezone.localdate())
    return [last - timedelta(weeks=back) for back in range(max(1, weeks) - 1, -1, -1)]
