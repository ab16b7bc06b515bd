"""A small country with events in it, and proposals for it."""

from datetime import date, time
from typing import Any

from events.models import Event
from events.overlap.proposal import Proposal, dates_of, schedule_of_day
from events.recurrence.schedule import Span
from tests.factories import (
    ActionLineFactory,
    EventFactory,
    ProvinceFactory,
    RegionFactory,
    ScaleFactory,
    TargetGroupFactory,
)

#: A Wednesday, in the middle of a week.
DAY = date(2027, 3, 3)


class Country:
    """Two provinces, two groups of people of which one is a part of a larger one, two themes."""

    def __init__(self) -> None:
        self.region = RegionFactory(label="Regio Flevoland")
        self.flevoland = ProvinceFactory(label="Flevoland", label_en="", region=self.region)
        self.utrecht = ProvinceFactory(label="Utrecht", label_en="")
        self.national = ScaleFactory()
        self.jobseekers = TargetGroupFactory(label="Werkzoekenden", label_en="Jobseekers")
        self.refugees = TargetGroupFactory(
            label="Statushouders", label_en="Refugees", parent=self.jobseekers
        )
        self.mothers = TargetGroupFactory(
            label="Alleenstaande moeders", label_en="Single mothers", parent=self.jobseekers
        )
        self.switchers = TargetGroupFactory(label="Zij-instromers", label_en="Career switchers")
        self.line_b = ActionLineFactory(letter="B", label="Kiezen voor ICT")
        self.line_c = ActionLineFactory(letter="C", label="Zij-instroom", label_en="Switching")
        self.regional_line = ActionLineFactory(
            letter="",
            kind="regional",
            region=self.region,
            label="Proef met een fonds",
            label_en="",
        )
        self.regional_line.maps_to = [self.line_c]
        self.regional_line.save()

    def event(self, day: date = DAY, **fields: Any) -> Event:
        """One for career switchers in Flevoland, from ten to twelve, unless told otherwise."""
        fields.setdefault("provinces", [self.flevoland])
        fields.setdefault("target_groups", [self.switchers])
        return EventFactory(start_date=day, **fields)

    def proposal(self, *days: date, **fields: Any) -> Proposal:
        """A plan for career switchers in Flevoland, from ten to twelve."""
        spans = fields.pop("spans", None) or tuple(span(day) for day in days or (DAY,))
        fields.setdefault("provinces", keys(self.flevoland))
        fields.setdefault("target_groups", keys(self.switchers))
        return Proposal(spans=spans, **fields)


def span(day: date = DAY, start: time | None = time(10), end: time | None = time(12)) -> Span:
    """One date in somebody's mind; all day without a start."""
    ((found,), _more) = dates_of(schedule_of_day(day, start, end))
    return found


def keys(*items: Any) -> frozenset[int]:
    return frozenset(item.pk for item in items)
