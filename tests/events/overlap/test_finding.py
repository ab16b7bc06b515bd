"""What else happens around a date: which events count, in what order, and why."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from events.models import Event
from events.overlap.finding import MOST_NAMED, Finding, look_around
from events.overlap.proposal import MOST_DATES, Place, proposal_of
from events.overlap.reasons import Reach, Reason, Why
from tests.events.overlap.planning import DAY, Country, keys, span
from tests.factories import ActionLineFactory, ProvinceFactory

pytestmark = pytest.mark.django_db


def _found(finding: Finding) -> list[Event]:
    return [neighbour.event for neighbour in finding.neighbours]


def _reason(finding: Finding, why: Why, position: int = 0) -> Reason:
    reasons = finding.neighbours[position].reasons
    return next(reason for reason in reasons if reason.why is why)


def _days(count: int) -> date:
    return DAY + timedelta(days=count)


@pytest.mark.parametrize(
    ("days", "counts"), [(-8, False), (-7, True), (0, True), (7, True), (8, False)]
)
def test_a_week_before_to_a_week_after_counts(days: int, counts: bool, country: Country) -> None:
    event = country.event(_days(days))
    assert _found(look_around(country.proposal())) == [event] * counts


def test_what_began_earlier_and_still_goes_on_counts(country: Country) -> None:
    festival = country.event(_days(-60), end_date=_days(-7), all_day=True, start_time=None,
                             end_time=None)  # fmt: skip
    over = country.event(_days(-60), end_date=_days(-8), all_day=True, start_time=None,
                         end_time=None)  # fmt: skip
    found = _found(look_around(country.proposal()))
    assert festival in found
    assert over not in found


def test_nearest_comes_first_and_what_shares_hours_before_all(country: Country) -> None:
    after = country.event(_days(2))
    evening = country.event(start_time=time(19), end_time=time(21))
    touching = country.event(start_time=time(12), end_time=time(14))
    overlapping = country.event(start_time=time(11), end_time=time(13))
    before = country.event(_days(-1))
    assert _found(look_around(country.proposal())) == [
        overlapping, touching, evening, before, after,
    ]  # fmt: skip


class TestRegion:
    def test_another_province_does_not_count(self, country: Country) -> None:
        country.event(provinces=[country.utrecht])
        assert _found(look_around(country.proposal())) == []

    def test_one_of_several_provinces_is_enough_and_is_named(self, country: Country) -> None:
        other = ProvinceFactory()
        event = country.event(provinces=[country.flevoland, other])
        finding = look_around(country.proposal(provinces=keys(country.flevoland, country.utrecht)))
        assert _found(finding) == [event]
        assert _reason(finding, Why.REGION).keys == (country.flevoland.code,)

    def test_something_national_counts_everywhere(self, country: Country) -> None:
        event = country.event(provinces=[], scale=country.national)
        finding = look_around(country.proposal())
        assert _found(finding) == [event]
        assert _reason(finding, Why.REGION).reach is Reach.NATIONAL

    def test_something_only_online_counts_everywhere(self, country: Country) -> None:
        online = country.event(provinces=[country.utrecht], online_url="https://example.org/a")
        country.event(
            provinces=[country.utrecht],
            online_url="https://example.org/b",
            location_name="Jaarbeurs",
        )
        moved = country.event(
            provinces=[country.utrecht], location_name="Jaarbeurs", status="moved-online"
        )
        finding = look_around(country.proposal())
        assert _found(finding) == [online, moved]
        assert _reason(finding, Why.REGION).reach is Reach.ONLINE

    @pytest.mark.parametrize(
        "plan", [{"national": True}, {"place": Place(online=True)}], ids=["national", "online"]
    )
    def test_a_plan_for_everywhere_meets_every_province(self, plan: Any, country: Country) -> None:
        event = country.event(provinces=[country.utrecht])
        finding = look_around(country.proposal(**plan))
        assert _found(finding) == [event]
        assert _reason(finding, Why.REGION).reach is Reach.EVERYWHERE

    def test_without_a_province_every_region_counts(self, country: Country) -> None:
        event = country.event(provinces=[country.utrecht])
        finding = look_around(country.proposal(provinces=frozenset()))
        assert _found(finding) == [event]
        assert all(reason.why is not Why.REGION for reason in finding.neighbours[0].reasons)


class TestAudienceAndTheme:
    def test_neither_group_nor_theme_in_common_does_not_count(self, country: Country) -> None:
        country.event(target_groups=[country.refugees], action_lines=[country.line_b])
        plan = country.proposal(action_lines=keys(country.line_c))
        assert _found(look_around(plan)) == []

    def test_a_theme_in_common_is_enough(self, country: Country) -> None:
        event = country.event(target_groups=[country.refugees], action_lines=[country.line_c])
        finding = look_around(country.proposal(action_lines=keys(country.line_c)))
        assert _found(finding) == [event]
        assert _reason(finding, Why.THEME).terms == (country.line_c,)
        assert all(reason.why is not Why.AUDIENCE for reason in finding.neighbours[0].reasons)

    def test_a_larger_group_includes_those_under_it(self, country: Country) -> None:
        event = country.event(target_groups=[country.refugees])
        finding = look_around(country.proposal(target_groups=keys(country.jobseekers)))
        assert _found(finding) == [event]
        assert _reason(finding, Why.AUDIENCE).terms == (country.refugees,)

    def test_something_for_the_larger_group_is_also_for_those_under_it(
        self, country: Country
    ) -> None:
        event = country.event(target_groups=[country.jobseekers])
        finding = look_around(country.proposal(target_groups=keys(country.refugees)))
        assert _found(finding) == [event]
        assert _reason(finding, Why.AUDIENCE).terms == (country.refugees,)

    def test_two_groups_under_one_are_not_the_same_people(self, country: Country) -> None:
        country.event(target_groups=[country.mothers])
        assert _found(look_around(country.proposal(target_groups=keys(country.refugees)))) == []

    def test_a_regional_line_stands_for_its_national_one(self, country: Country) -> None:
        event = country.event(target_groups=[], action_lines=[country.regional_line])
        plan = country.proposal(target_groups=frozenset(), action_lines=keys(country.line_c))
        finding = look_around(plan)
        assert _found(finding) == [event]
        assert _reason(finding, Why.THEME).terms == (country.line_c,)

    def test_two_regional_lines_meet_in_a_national_one(self, country: Country) -> None:
        other = ActionLineFactory(letter="", kind="regional", region=country.region)
        other.maps_to = [country.line_c]
        other.save()
        event = country.event(target_groups=[], action_lines=[country.regional_line])
        plan = country.proposal(target_groups=frozenset(), action_lines=keys(other))
        assert _found(look_around(plan)) == [event]

    def test_without_group_and_theme_everything_in_the_region_counts(
        self, country: Country
    ) -> None:
        event = country.event(target_groups=[country.refugees])
        assert _found(look_around(country.proposal(target_groups=frozenset()))) == [event]


class TestLeftOut:
    @pytest.mark.parametrize("status", ["cancelled", "postponed"])
    def test_what_does_not_take_place(self, status: str, country: Country) -> None:
        country.event(status=status)
        assert _found(look_around(country.proposal())) == []

    def test_drafts(self, country: Country) -> None:
        country.event(live=False)
        assert _found(look_around(country.proposal())) == []

    @pytest.mark.parametrize("sort", ["milestone", "publication", "target"])
    def test_what_nobody_goes_to(self, sort: str, country: Country) -> None:
        country.event(event_type=sort)
        assert _found(look_around(country.proposal())) == []

    def test_old_facts_of_which_only_the_month_is_known(self, country: Country) -> None:
        country.event(precision="month")
        assert _found(look_around(country.proposal())) == []

    def test_the_event_that_is_edited(self, country: Country) -> None:
        event = country.event()
        assert _found(look_around(proposal_of(event))) == []

    def test_parts_of_the_same_larger_event(self, country: Country) -> None:
        week = country.event(title="Week van de ICT")
        day = country.event(title="Dag in Almere", part_of=week)
        morning = country.event(title="Ochtend in Almere", part_of=day)
        other = country.event(title="Heel iets anders")
        for event in (week, day, morning):
            assert _found(look_around(proposal_of(event))) == [other], event.title

    def test_a_cancelled_date_of_a_series(self, country: Country) -> None:
        series = country.event(_days(-7), rule="FREQ=WEEKLY;COUNT=3")
        series.changes.create(original_date=_days(-7), cancelled=True)
        series.changes.create(original_date=_days(0), cancelled=True)
        series.save()
        finding = look_around(country.proposal(provinces=keys(country.flevoland)))
        assert [row.date.first_day for row in finding.meetings] == [_days(7)]


class TestHours:
    def test_shared_hours_are_the_first_reason(self, country: Country) -> None:
        country.event(start_time=time(11), end_time=time(15))
        first, *_rest = look_around(country.proposal()).neighbours[0].reasons
        assert first.why is Why.HOURS
        assert first.hours == (span(DAY, time(11)).starts_at, span().ends_at)

    def test_what_begins_when_the_plan_ends_shares_the_day(self, country: Country) -> None:
        country.event(start_time=time(12), end_time=time(14))
        finding = look_around(country.proposal())
        assert finding.neighbours[0].reasons[0].why is Why.DAY
        assert (finding.same_hours, finding.same_day) == (0, 1)

    def test_on_another_day_neither_is_a_reason(self, country: Country) -> None:
        country.event(_days(1))
        reasons = look_around(country.proposal()).neighbours[0].reasons
        assert {reason.why for reason in reasons} == {Why.REGION, Why.AUDIENCE}


class TestSeries:
    def test_every_date_of_a_planned_series_counts(self, country: Country) -> None:
        far = country.event(_days(15))
        farther = country.event(_days(80))
        plan = country.proposal(DAY, _days(14), _days(28))
        finding = look_around(plan)
        assert _found(finding) == [far]
        assert finding.meetings[0].span.first_day == _days(14)
        assert farther not in _found(finding)

    def test_a_series_is_named_once_with_its_nearest_date(self, country: Country) -> None:
        series = country.event(_days(-6), rule="FREQ=WEEKLY;COUNT=10")
        (meeting,) = look_around(country.proposal()).meetings
        assert meeting.key == series.pk
        assert meeting.date.first_day == _days(1)
        assert meeting.other_dates == 1

    def test_a_long_series_is_compared_up_to_a_number_of_dates(self, country: Country) -> None:
        start = timezone.localdate() + timedelta(days=1)
        event = country.event(start, rule=f"FREQ=DAILY;COUNT={MOST_DATES + 4}")
        plan = proposal_of(event)
        assert len(plan.spans) == MOST_DATES
        assert plan.spans[0].first_day == start
        assert plan.more_dates == 4

    def test_dates_of_a_series_that_are_over_are_left_out(self, country: Country) -> None:
        start = timezone.localdate() - timedelta(days=14)
        plan = proposal_of(country.event(start, rule="FREQ=WEEKLY;COUNT=5"))
        assert [row.first_day for row in plan.spans] == [
            start + timedelta(days=days) for days in (14, 21, 28)
        ]

    def test_a_weekly_series_keeps_its_hour_when_the_clock_changes(self, country: Country) -> None:
        """The clock goes forward on 28 March 2027: nine o'clock stays nine o'clock."""
        country.event(date(2027, 3, 22), start_time=time(9), end_time=time(10),
                      rule="FREQ=WEEKLY;COUNT=3")  # fmt: skip
        monday = date(2027, 3, 29)
        same = country.proposal(spans=(span(monday, time(9), time(10)),))
        later = country.proposal(spans=(span(monday, time(10), time(11)),))
        assert look_around(same).same_hours == 1
        assert look_around(later).same_hours == 0


def test_more_than_can_be_named_is_counted(country: Country) -> None:
    for _number in range(MOST_NAMED + 2):
        country.event()
    finding = look_around(country.proposal())
    assert len(finding.neighbours) == MOST_NAMED
    assert len(finding.meetings) == MOST_NAMED + 2
    assert finding.unnamed == 2


@pytest.mark.parametrize(("days", "same"), [(-3, False), (-2, True), (4, True), (5, False)])
def test_a_week_is_from_monday_to_sunday(days: int, same: bool, country: Country) -> None:
    country.event(_days(days))
    assert look_around(country.proposal()).in_week == same


def test_more_events_take_no_more_queries(country: Country, django_assert_num_queries: Any) -> None:
    plan = country.proposal(titles=("Open dag voor zij-instromers",), place=Place("Stadhuis"))
    for count in (1, 20):
        for number in range(count):
            country.event(title=f"Iets anders {number}")
            country.event(title="Open dag voor zij-instromers", location_name="Stadhuis")
        with django_assert_num_queries(13):
            finding = look_around(plan)
        assert finding.doubles
        assert finding.neighbours
