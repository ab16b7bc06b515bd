"""What a record of a partner's feed becomes, and who has to look at it first."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from events.models import Event, Occurrence
from harvest.models import Record
from publishing.actions.approve import approve
from publishing.actions.merge import merge
from publishing.actions.take_down import take_down
from publishing.models import Submission
from publishing.review_states import State, with_state
from tests.events.harvest.feed import DAY, at, changed, event_of, read_of, run, said
from tests.factories import ActionLineFactory, EventFactory, TargetGroupFactory

pytestmark = pytest.mark.django_db


def state_of(event: Event) -> str:
    return with_state(Event.objects.filter(pk=event.pk)).get().state


def told(client: Client, address: str) -> str:
    """What a subscriber gets."""
    return b"".join(client.get(address)).decode()


def test_a_trusted_feed_stands_in_the_calendar_after_one_run(make_source, client):
    source = make_source(trust="publish")
    run(source, said())
    event = event_of(source)
    assert event.live
    assert event.provenance == "source"
    assert event.owner == source.organisation
    assert list(event.organisations.all()) == [source.organisation]
    assert event.region == source.region
    assert event.verified_on == timezone.localdate()
    assert event.verified_by == source.organisation.title
    assert [province.code for province in event.provinces.all()] == ["NL-FL"]
    assert Occurrence.objects.filter(event=event, first_day=DAY).count() == 1
    assert "Open avond techniek" in told(client, "/agenda/agenda.ics")
    assert "Open avond techniek" in client.get(f"/agenda/?on={DAY}").content.decode()
    assert Submission.objects.of_item(event).to_check().exists()
    assert event.latest_revision_id == event.live_revision_id


@pytest.mark.parametrize("trust", ["review", "first"])
def test_without_that_trust_a_new_event_waits_for_the_manager(make_source, people, trust):
    source = make_source(trust=trust)
    run(source, said(online_url_found="https://meet.example/geheim"))
    event = event_of(source)
    assert not event.live
    assert state_of(event) == State.IN_REVIEW
    assert event.online_url == "https://meet.example/geheim"
    approve(event, user=people.manager_a)
    event = event_of(source)
    assert event.live
    assert event.start_date == DAY
    assert Occurrence.objects.filter(event=event).exists()


def test_the_same_feed_again_writes_nothing(make_source, django_assert_num_queries):
    source = make_source(trust="publish")
    run(source, said())
    assert run(source, said()) == []


def test_a_change_of_what_was_reviewed_goes_live_when_only_the_first_time_is_reviewed(
    make_source, people
):
    source = make_source(trust="first")
    run(source, said())
    approve(event_of(source), user=people.manager_a)
    later = DAY + timedelta(days=7)
    run(source, said(start=at(later, "19:30:00"), end=at(later, "21:00:00")))
    event = event_of(source)
    assert (event.live, event.start_date, event.has_unpublished_changes) == (True, later, False)
    assert Occurrence.objects.get(event=event).first_day == later
    assert event.calendar_entry.sequence == 1


def test_a_change_waits_when_everything_is_reviewed_but_a_cancellation_does_not(
    make_source, people
):
    source = make_source(trust="review")
    run(source, said())
    approve(event_of(source), user=people.manager_a)
    run(source, said(title="Heel iets anders"))
    event = event_of(source)
    assert (event.title, state_of(event)) == ("Open avond techniek", State.IN_REVIEW)
    run(source, said(title="Heel iets anders", status="cancelled"))
    event = event_of(source)
    assert (event.title, event.status, state_of(event)) == (
        "Open avond techniek", "cancelled", State.IN_REVIEW,
    )  # fmt: skip
    approve(event, user=people.manager_a)
    run(source, said(title="Nog iets anders"))
    approve(event_of(source), user=people.manager_a)
    event = event_of(source)
    assert (event.title, event.status) == ("Nog iets anders", "scheduled")


def test_a_draft_that_somebody_works_on_stays_a_draft_with_the_change_in_it(make_source, people):
    source = make_source(trust="publish")
    run(source, said())
    event = event_of(source)
    event.title = "Met koffie vooraf"
    event.save_revision(user=people.member)
    run(source, said(location_name="Gemeentehuis", title="Open avond bouw"))
    event = event_of(source)
    assert (event.title, event.location_name) == ("Open avond bouw", "Gemeentehuis")
    draft = event.get_latest_revision_as_object()
    assert event.has_unpublished_changes
    assert (draft.title, draft.location_name) == ("Met koffie vooraf", "Gemeentehuis")


def test_what_was_taken_offline_stays_offline(make_source, people):
    source = make_source(trust="publish")
    run(source, said())
    take_down(event_of(source), user=people.manager_a, reason="Niet voor ons")
    run(source, said(title="Toch weer"))
    event = event_of(source)
    assert not event.live
    assert state_of(event) == State.ARCHIVED
    assert Record.objects.get().note
    assert event.get_latest_revision_as_object().title == "Toch weer"


def test_what_was_deleted_does_not_come_back(make_source):
    source = make_source(trust="publish")
    run(source, said())
    event_of(source).delete()
    assert [kept.item_pk for kept in run(source, said(title="Toch weer"))] == [None]
    assert not Event.objects.exists()


def test_a_locked_event_waits_and_follows_once_it_is_unlocked(make_source):
    source = make_source(trust="publish")
    run(source, said())
    Event.objects.update(locked=True)
    assert run(source, said(title="Nieuw"))[0].waits
    assert event_of(source).title == "Open avond techniek"
    Event.objects.update(locked=False)
    run(source, said(title="Nieuw"))
    assert event_of(source).title == "Nieuw"


def test_a_series_comes_in_with_all_its_dates_and_goes_out_the_same(make_source, client):
    source = make_source(trust="publish")
    days = [DAY + timedelta(weeks=number) for number in range(5)]
    run(
        source,
        said(
            rule="FREQ=WEEKLY;COUNT=5",
            excluded_dates=[at(days[1], "19:00:00")],
            extra_dates=[at(days[4] + timedelta(days=1), "19:00:00")],
            changes=[
                changed(at(days[2], "19:00:00"), cancelled=True),
                changed(
                    at(days[3], "19:00:00"),
                    start=at(days[3], "20:00:00"),
                    end=at(days[3], "22:30:00"),
                    location_name="Bibliotheek",
                ),
            ],
        ),
    )
    event = event_of(source)
    dates = Occurrence.objects.filter(event=event).order_by("starts_at")
    assert [date.first_day for date in dates] == [
        days[0], days[2], days[3], days[4], days[4] + timedelta(days=1),
    ]  # fmt: skip
    assert [date.status for date in dates][1] == "cancelled"
    text = told(client, f"/agenda/{event.pk}.ics")
    assert "RRULE:FREQ=WEEKLY;COUNT=5" in text
    assert f"EXDATE;TZID=Europe/Amsterdam:{days[1]:%Y%m%d}T190000" in text
    assert f"RECURRENCE-ID;TZID=Europe/Amsterdam:{days[3]:%Y%m%d}T190000" in text
    assert f"DTSTART;TZID=Europe/Amsterdam:{days[3]:%Y%m%d}T200000" in text
    assert "Bibliotheek" in text


def test_whole_days_are_days(make_source):
    source = make_source(trust="publish")
    until = DAY + timedelta(days=3)
    run(source, said(all_day=True, start=DAY.isoformat(), end=until.isoformat()))
    event = event_of(source)
    assert (event.all_day, event.start_date, event.end_date) == (
        True, DAY, until - timedelta(days=1),
    )  # fmt: skip
    assert event.start_time is None


def test_an_english_text_stands_in_both_languages_and_is_known_for_english(make_source, client):
    source = make_source(trust="publish", language="en")
    run(source, said(title="Open evening", description="Come and see. Everybody is welcome."))
    event = event_of(source)
    assert (event.title, event.title_en) == ("Open evening", "Open evening")
    assert event.text("title", "nl").lang == event.text("title", "en").lang == "en"
    assert 'lang="en"' in client.get(event.get_absolute_url()).content.decode()


def test_without_a_description_a_plain_sentence_says_what_when_and_where(make_source):
    source = make_source(trust="publish")
    run(source, said(description=""))
    event = event_of(source)
    assert event.summary.startswith("Open avond techniek, op ")
    assert event.summary.endswith(f"{DAY.year}, in Techniekhuis.")
    assert not event.body


def test_nothing_but_text_and_web_addresses_gets_in(make_source, client):
    source = make_source(trust="publish")
    run(
        source,
        said(
            description="<script>alert(1)</script> Tekst\x01 & meer.\n\nNog een alinea.",
            website="javascript:alert(1)",
            online_url_found="data:text/html,x",
        ),
    )
    event = event_of(source)
    assert (event.website, event.online_url) == ("", "")
    page = client.get(event.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "javascript:" not in page


def test_a_link_to_join_goes_live_only_after_a_person_has_seen_one(make_source, people):
    source = make_source(trust="publish")
    run(source, said(online_url_found="https://meet.example/1"))
    assert event_of(source).online_url == ""
    careful = make_source(trust="first", name="Andere agenda")
    run(careful, said(title="Spreekuur techniek", online_url_found="https://meet.example/1"))
    approve(event_of(careful), user=people.manager_a)
    run(careful, said(online_url_found="https://meet.example/2"))
    assert event_of(careful).online_url == "https://meet.example/2"


def test_what_cannot_be_an_event_is_refused_in_words_and_leaves_nothing(make_source):
    source = make_source(trust="publish")
    with pytest.raises(ValidationError, match=r"\w+ \w+"):
        run(source, said(rule="FREQ=SECONDLY"))
    with pytest.raises(ValidationError):
        run(source, said(title=" \n"))
    assert not Event.objects.exists()


def test_categories_that_were_mapped_classify_and_the_rest_has_the_defaults_of_the_source(
    make_source,
):
    youth, job = TargetGroupFactory(ref="jongeren"), TargetGroupFactory(ref="werkzoekenden")
    line = ActionLineFactory()
    source = make_source(trust="publish")
    source.target_groups = [youth]
    source.action_lines = [line]
    source.save()
    source.mappings.create(category="Banen", relation="target_groups", term="werkzoekenden")
    run(source, [said(categories=["banen "]), said(title="Anders", categories=["sport"])])
    assert list(event_of(source, "uid-0").target_groups.all()) == [job]
    assert list(event_of(source, "uid-1").target_groups.all()) == [youth]
    assert list(event_of(source, "uid-1").action_lines.all()) == [line]


def test_an_event_that_was_merged_goes_on_as_the_one_that_was_kept(make_source, people):
    source = make_source(trust="publish")
    run(source, said())
    typed = EventFactory(title="Met de hand getypt", region=people.region_a)
    merge(typed, event_of(source), {}, user=people.manager_a)
    run(source, said(start=at(DAY, "20:00:00")))
    assert Event.objects.count() == 2
    assert Event.objects.live().get() == event_of(source) == typed


def test_reading_a_record_is_the_same_in_every_run():
    assert read_of(said()).fingerprint == read_of(said()).fingerprint
