"""As long as a feed tells an event, its organisation says that it is right."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.harvest.confirming import keep_confirmed
from events.models import Event
from harvest.models import Record, Source
from tests.events.harvest.feed import event_of, run, said

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.localdate() - timedelta(days=200)


@pytest.fixture
def told(make_source) -> Source:
    """A source that was read just now, with an event that was confirmed long ago."""
    source = make_source(trust="publish", state="active", last_good_at=timezone.now())
    run(source, said())
    Event.objects.update(verified_on=LONG_AGO)
    return source


def test_what_is_still_in_the_feed_is_confirmed_once(told):
    assert keep_confirmed()
    event = event_of(told)
    assert event.verified_on == timezone.localdate()
    assert event.verified_by == told.organisation.title
    assert event.latest_revision.content["verified_on"] == event.verified_on.isoformat()
    assert keep_confirmed() == ""


@pytest.mark.parametrize(
    ("of", "values"),
    [
        (Record, {"state": Record.State.MISSING}),
        (Source, {"state": Source.State.PAUSED}),
        (Source, {"last_good_at": timezone.now() - timedelta(days=30)}),
        (Event, {"owner": None}),
    ],
    ids=["gone from the feed", "paused", "not read for long", "kept by nobody"],
)
def test_nothing_else_is(told, of, values):
    of.objects.update(**values)
    assert keep_confirmed() == ""
    assert Event.objects.get().verified_on == LONG_AGO
