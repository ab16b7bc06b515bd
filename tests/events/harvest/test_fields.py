"""What stands in an event in terms of JSON: written and read back it is the same."""

from datetime import timedelta

import pytest

from events.harvest.briefing import briefing_for
from events.harvest.fields import plain_of
from events.harvest.mapping import mapped
from tests.events.harvest.feed import DAY, at, changed, event_of, run, said

pytestmark = pytest.mark.django_db

LONG = (
    "Wat is het?\n- kijken & vragen\n- doen\n\n1. eerst\n2. dan\n\nMeer op https://partner.example "
    "voor < 100 mensen.  Dubbele  spaties.\r\nEn een regel.\n\n\n\n" + "Nog een zin. " * 40
)


@pytest.mark.parametrize("trust", ["publish", "review"])
@pytest.mark.parametrize(
    "values",
    [
        said(description=LONG, language="en"),
        said(title="Een titel " * 40, location_name="Zaal " * 90),
        said(end=at(DAY, "19:00:00")),
        said(end=at(DAY + timedelta(days=1), "00:00:00")),
        said(all_day=True, start=f"{DAY}", end=f"{DAY + timedelta(days=1)}"),
        said(
            rule="FREQ=DAILY;COUNT=9",
            extra_dates=[at(DAY + timedelta(days=20), "08:15:00")],
            excluded_dates=[at(DAY + timedelta(days=2), "19:00:00")],
            changes=[
                changed(at(DAY, "19:00:00"), cancelled=True, note="Wegens ziekte"),
                changed(
                    at(DAY + timedelta(days=1), "19:00:00"),
                    start=at(DAY + timedelta(days=3), "20:00:00"),
                    end=at(DAY + timedelta(days=4), "01:00:00"),
                ),
            ],
        ),
        said(
            all_day=True,
            start=f"{DAY}",
            end=f"{DAY + timedelta(days=1)}",
            rule="FREQ=WEEKLY",
            excluded_dates=[f"{DAY + timedelta(weeks=1)}"],
            changes=[
                changed(
                    f"{DAY + timedelta(weeks=2)}",
                    start=f"{DAY + timedelta(weeks=2, days=1)}",
                    end=f"{DAY + timedelta(weeks=2, days=3)}",
                )
            ],
        ),
    ],
    ids=["text", "too long", "no end", "midnight", "day", "series", "series of days"],
)
def test_what_was_written_is_read_back_from_every_version(make_source, values, trust):
    source = make_source(trust=trust)
    run(source, values)
    event = event_of(source)
    wanted = mapped(values, briefing_for(source)).groups
    for version in (event, event.get_latest_revision_as_object()):
        assert {group: plain_of(version, group) for group in wanted} == wanted
    # As whoever opens the form and saves it, changing nothing.
    event.get_latest_revision_as_object().full_clean()


def test_every_text_of_an_english_event_is_known_for_english(make_source):
    source = make_source(trust="publish")
    run(source, said(description=LONG, language="en"))
    for version in (event_of(source), event_of(source).get_latest_revision_as_object()):
        languages = [
            version.localised_value(name, "nl")[1] for name in ("title", "summary", "body")
        ]
        assert languages == ["en", "en", "en"]
