"""Events as organisers make them, one or more of each sort, all in 2026."""

from datetime import date

from events.models import Event, EventChange
from tests.clients.making import make, moved, off

#: Text in which much must be escaped, and that must be folded within words and letters.
DIFFICULT = (
    "Arbeidsmarktdiscriminatiebestrijdingsbijeenkomst; voor mkb’ers, zij-instromers "
    "en ‘switchers’ 👩🏽‍💻\nNeem mee: \\ een laptop, \\n geen printje;\n\n"
    "Beroepskwalificatiedossiervernieuwingstraject" + "ë" * 80 + "👍" * 30
)


def make_single_events() -> None:
    """What takes place once: in hours, in days, across midnight, new year and a change of clocks."""
    make("Kennismaking", "2026-05-12 14:00", "2026-05-12 16:30")
    make("Open dag", "2026-05-13")
    make("Week van de ICT", "2026-06-08", "2026-06-14")
    make("Hackathon", "2026-05-29 18:00", "2026-05-31 12:00")
    make("Nacht van de techniek", "2026-06-05 21:00", "2026-06-06 02:00")
    make("Tot middernacht", "2026-06-20 20:00", "2026-06-21 00:00")
    make("Door de wisseling naar zomertijd", "2026-03-28 22:00", "2026-03-29 08:00")
    make("Oud en nieuw", "2026-12-31 22:00", "2027-01-01 01:00")
    make("In Londen", "2026-05-21 09:00", "2026-05-21 17:00", time_zone="Europe/London")
    make("In Tokio", "2026-05-22 09:00", "2026-05-22 17:00", time_zone="Asia/Tokyo")


def make_series() -> None:
    """What takes place again and again, with dates that differ from the rule."""
    make(
        "Elke week, zomer en winter",
        "2026-03-23 09:00",
        "2026-03-23 10:00",
        rule="FREQ=WEEKLY;COUNT=40",
    )
    make("Elke vrijdagnacht", "2026-03-20 22:00", "2026-03-21 01:00", rule="FREQ=WEEKLY;COUNT=6")
    make(
        "Tweede dinsdag",
        "2026-04-14 19:30",
        "2026-04-14 21:00",
        rule="FREQ=MONTHLY;BYDAY=2TU;UNTIL=20261231T225959Z",
    )
    make("Laatste dag van de maand", "2026-01-31", rule="FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=8")
    make(
        "Om de week twee dagen",
        "2026-04-02",
        "2026-04-03",
        rule="FREQ=WEEKLY;INTERVAL=2;UNTIL=20260702",
    )
    make("Zonder eind", "2026-02-03 08:45", "2026-02-03 09:00", rule="FREQ=WEEKLY;BYDAY=TU,TH")
    make("Schrikkeldag", "2024-02-29", rule="FREQ=YEARLY")
    make(
        "Niet in de vakantie",
        "2026-04-07 13:00",
        "2026-04-07 15:00",
        rule="FREQ=WEEKLY;COUNT=10",
        excluded_dates=["2026-04-28T13:00:00", "2026-05-05T13:00:00"],
    )
    make(
        "Losse dagen",
        "2026-04-09 10:00",
        "2026-04-09 12:00",
        extra_dates=["2026-05-07T10:00:00", "2026-06-11T14:00:00"],
    )
    make(
        "Ook een keer extra",
        "2026-09-01 10:00",
        "2026-09-01 12:00",
        rule="FREQ=WEEKLY;COUNT=3",
        extra_dates=["2026-09-05T11:00:00"],
    )
    make(
        "Een keer anders",
        "2026-09-02 16:00",
        "2026-09-02 17:00",
        rule="FREQ=WEEKLY;COUNT=5",
        changes=[
            moved("2026-09-09", "2026-09-10 18:00", "2026-09-10 20:00"),
            off("2026-09-16"),
            EventChange(
                original_date=date(2026, 9, 23),
                title="Een keer anders: met pizza",
                location_name="Kantine",
            ),
        ],
    )
    make(
        "Hele dagen, een verplaatst",
        "2026-10-05",
        rule="FREQ=WEEKLY;COUNT=4",
        changes=[moved("2026-10-12", "2026-10-13"), off("2026-10-19")],
    )


def make_events_that_are_not_as_planned() -> None:
    """What is cancelled, postponed or moved online as a whole."""
    make("Vervallen", "2026-05-28", status=Event.Status.CANCELLED)
    make(
        "Serie die vervalt",
        "2026-11-03 10:00",
        "2026-11-03 11:00",
        rule="FREQ=WEEKLY;COUNT=3",
        status=Event.Status.CANCELLED,
    )
    make("Uitgesteld", "2026-05-26 10:00", "2026-05-26 11:00", status=Event.Status.POSTPONED)
    make(
        "Nu online",
        "2026-05-27 10:00",
        "2026-05-27 11:00",
        status=Event.Status.MOVED_ONLINE,
        online_url="https://example.org/live?a=1,2;3",
    )


def make_events_of_every_sort() -> None:
    """Store all of these events."""
    make_single_events()
    make_series()
    make_events_that_are_not_as_planned()
