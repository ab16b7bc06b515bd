"""What a person changed here stays as that person left it; everything else follows the source."""

from datetime import time, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import querydict_from_html, rich_text

from events.harvest.briefing import briefing_for
from events.harvest.fields import plain_of
from events.harvest.keeper import EventKeeper
from events.harvest.mapping import mapped
from events.models import Event
from harvest.models import Record, Source
from publishing.actions.approve import approve
from publishing.blocks.text import RICH_TEXT_FEATURES
from tests.admin.forms import filled_form
from tests.events.harvest.feed import DAY, at, changed, event_of, run, said
from tests.factories import OrganisationFactory, RegionFactory, TargetGroupFactory

pytestmark = pytest.mark.django_db


def edit(event: Event, user: Any, **values: Any) -> None:
    """Somebody changes fields on the editing screen and publishes."""
    version = event.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(version, name, value)
    version.save_revision(user=user).publish(user=user, skip_permission_checks=True)


def differing(source: Source) -> dict[str, tuple[str, str]]:
    record = Record.objects.get(source=source)
    found = EventKeeper().differences(record)
    return {one.field: (one.here, one.at_source) for one in found}


def test_a_changed_title_stays_while_the_hour_follows(make_source, people):
    source = make_source(trust="publish")
    run(source, said())
    edit(event_of(source), people.manager_a, title="Kom naar de open avond")
    run(source, said(title="Avond", start=at(DAY, "18:30:00")))
    event = event_of(source)
    assert (event.title, event.start_time) == ("Kom naar de open avond", time(18, 30))
    assert differing(source) == {"title": ("Kom naar de open avond", "Avond")}


def test_a_title_stays_with_a_person_also_when_the_source_once_says_the_same(make_source, people):
    source = make_source(trust="publish")
    run(source, said(title="Een"))
    edit(event_of(source), people.manager_a, title="Twee")
    run(source, said(title="Twee"))
    run(source, said(title="Drie"))
    assert event_of(source).title == "Twee"


def test_day_hour_and_rule_go_together(make_source, people):
    source = make_source(trust="publish")
    run(source, said(rule="FREQ=WEEKLY;COUNT=3"))
    edit(event_of(source), people.manager_a, start_time=time(20))
    run(source, said(rule="FREQ=WEEKLY;COUNT=5", location_name="Elders"))
    event = event_of(source)
    assert (event.start_time, event.rule) == (time(20), "FREQ=WEEKLY;COUNT=3")
    assert event.location_name == "Elders"
    assert set(differing(source)) == {"when"}


def test_the_classification_of_a_curator_stays(make_source, people):
    youth, job = TargetGroupFactory(), TargetGroupFactory()
    source = make_source(trust="publish")
    source.target_groups = [youth]
    source.save()
    run(source, said())
    edit(event_of(source), people.manager_a, target_groups=[job])
    run(source, said(title="Nieuw"))
    assert list(event_of(source).target_groups.all()) == [job]
    assert differing(source)["target_groups"] == (job.label, youth.label)


def test_what_a_reviewer_corrected_before_approving_stays(make_source, people):
    source = make_source(trust="first")
    run(source, said())
    event = event_of(source)
    version = event.get_latest_revision_as_object()
    version.summary = "Beter gezegd."
    version.save_revision(user=people.manager_a)
    run(source, said(title="Nieuwe titel"))
    approve(event_of(source), user=people.manager_a)
    run(source, said(title="Nieuwste titel", description="Anders."))
    event = event_of(source)
    assert (event.live, event.summary, event.title) == (True, "Beter gezegd.", "Nieuwste titel")


def test_a_field_follows_the_source_again_when_somebody_says_so(make_source, people):
    source = make_source(trust="publish")
    run(source, said())
    edit(event_of(source), people.manager_a, title="Van de beheerder")
    run(source, said(title="Van de bron"))
    record = Record.objects.get()
    with pytest.raises(PermissionDenied):
        EventKeeper().take_over(record, "title", user=people.manager_b)
    EventKeeper().take_over(record, "title", user=people.manager_a)
    assert event_of(source).title == "Van de bron"
    assert differing(source) == {}
    assert ModelLogEntry.objects.filter(action="events.follow_source").exists()
    run(source, said(title="Van de bron, later"))
    assert event_of(source).title == "Van de bron, later"


def test_somebody_who_may_not_publish_lets_it_follow_in_a_draft(make_source, people):
    source = make_source(trust="publish")
    run(source, said())
    edit(event_of(source), people.manager_a, title="Van de beheerder")
    run(source, said(title="Van de bron"))
    EventKeeper().take_over(Record.objects.get(), "title", user=people.member)
    event = event_of(source)
    assert event.title == "Van de beheerder"
    assert event.get_latest_revision_as_object().title == "Van de bron"


def test_a_link_to_join_that_nobody_let_out_is_shown_to_curators_only(make_source, people):
    source = make_source(trust="publish")
    run(source, said(online_url_found="https://meet.example/1"))
    assert differing(source) == {"online_url": ("", "https://meet.example/1")}
    EventKeeper().take_over(Record.objects.get(), "online_url", user=people.manager_a)
    assert event_of(source).online_url == "https://meet.example/1"


TITLES = st.sampled_from(["Een", "Twee", "Drie"])
CLOCKS = st.sampled_from(["09:00:00", "13:30:00", "18:00:00"])
PLACES = st.sampled_from(["Lelystad", "Almere", ""])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("source"), TITLES, CLOCKS, PLACES),
        st.tuples(st.just("title"), TITLES.map(lambda title: f"{title} met de hand")),
        st.tuples(st.just("start_time"), st.sampled_from([time(10), time(11)])),
        st.tuples(st.just("location_name"), st.sampled_from(["Hand 1", "Hand 2"])),
        st.tuples(st.just("draft"), st.sampled_from(["Concept 1", "Concept 2"])),
    ),
    min_size=2,
    max_size=5,
)


class AnySequenceTest(TestCase):
    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def test_hand_edits_stay_and_the_rest_is_as_the_source_said_last(self, steps):
        source = Source.objects.create(
            organisation=OrganisationFactory(),
            region=RegionFactory(),
            name="Agenda",
            kind="icalendar",
            trust="publish",
        )
        told = ("Begin", "08:00:00", "Begin")
        by_hand: dict[str, Any] = {}
        draft = ""
        _tell(source, told)
        for what, *values in steps:
            if what == "source":
                told = tuple(values)
                _tell(source, told)
            elif what == "draft":
                draft = values[0]
                version = event_of(source).get_latest_revision_as_object()
                version.website = f"https://concept.example/{draft[-1]}"
                version.save_revision()
            else:
                # Published together with whatever is in the draft.
                edit(event_of(source), None, **{what: values[0]})
                by_hand[what] = values[0]
                if draft:
                    by_hand["website"] = f"https://concept.example/{draft[-1]}"
        event = event_of(source)
        assert event.live
        assert event.title == by_hand.get("title", told[0])
        assert event.start_time == by_hand.get("start_time", time.fromisoformat(told[1]))
        assert event.location_name == by_hand.get("location_name", told[2])
        assert event.website == by_hand.get("website", "https://partner.example/open-avond")
        if draft:
            latest = event.get_latest_revision_as_object()
            assert latest.website == f"https://concept.example/{draft[-1]}"
            assert latest.title == event.title


def _tell(source: Source, told: tuple[str, ...]) -> None:
    title, clock, place = told
    run(source, said(title=title, start=at(DAY, clock), location_name=place))


def save_without_a_change(client: Client, event: Event) -> None:
    """Opens the form as its user does, and sends it as the browser would."""
    edit = reverse("wagtailsnippets_events_event:edit", args=[event.pk])
    if client.get(edit).status_code == 200:
        posted = filled_form(client, edit, **{"action-publish": "1"})
        posted |= {
            "body-count": ["1"],
            "body-0-type": ["paragraph"],
            "body-0-order": ["0"],
            "body-0-deleted": [""],
            "body-0-id": [event.body[0].id],
            # As the editor for rich text reads it and gives it back.
            "body-0-value": [rich_text(event.body[0].value.source, features=RICH_TEXT_FEATURES)],
        }
        assert client.post(edit, posted).status_code == 302
        return
    for step in (1, 2, 3):
        address = reverse("contributing:step", args=["event", event.pk, step])
        page = client.get(address).content.decode()
        forms = BeautifulSoup(page, "html.parser").find_all("form")
        index = next(n for n, form in enumerate(forms) if form.has_attr("data-contribution"))
        posted = dict(querydict_from_html(page, form_index=index).lists()) | {"go": ["next"]}
        assert client.post(address, posted).status_code == 302


@pytest.mark.parametrize("who", ["manager_a", "member"])
def test_saving_the_form_without_a_change_changes_nothing_by_hand(
    make_source, people, as_user, who
):
    source = make_source(trust="publish")
    days = [DAY + timedelta(weeks=number) for number in range(4)]
    run(
        source,
        said(
            description=f"Eerste alinea & meer.\n\n- een\n- twee\n\n{'Nog een zin. ' * 40}",
            rule="FREQ=WEEKLY;COUNT=4",
            extra_dates=[at(days[3] + timedelta(days=2), "19:00:00")],
            excluded_dates=[at(days[1], "19:00:00")],
            changes=[
                changed(
                    at(days[2], "19:00:00"),
                    start=at(days[2], "20:00:00"),
                    end=at(days[2], "22:00:00"),
                )
            ],
        ),
    )
    event = event_of(source)
    save_without_a_change(as_user(getattr(people, who)), event)
    version = event_of(source).get_latest_revision_as_object()
    wanted = mapped(Record.objects.get().values, briefing_for(source)).groups
    assert {group: plain_of(version, group) for group in wanted} == wanted
    assert differing(source) == {}
