"""A calendar that flows in on a demonstration site, so that its pages have something to show."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from harvest.actions.add import add
from harvest.actions.run_now import run_now
from harvest.models import Source
from harvest.records import Content
from organisations.models import Organisation

#: Titles with the days from today and the hour on which they begin.
EVENTS = (
    ("Voorbeeld: open avond ICT-opleidingen", 12, 19),
    ("Voorbeeld: proefles programmeren", 19, 13),
    ("Voorbeeld: werkgeversontbijt", 33, 8),
)


def let_a_calendar_flow_in(organisation: Organisation, *, user: Any) -> None:
    """Let what an uploaded file holds come in, to be reviewed as everything of this organisation."""
    source = Source(
        organisation=organisation,
        region=organisation.region,
        name="Voorbeeld: agenda van de school",
        kind="upload",
    )
    source.provinces = list(organisation.provinces.all())
    add(source, user=user)
    run_now(source, user=user, content=Content(body=example(timezone.localdate()).encode()))


def example(today: date) -> str:
    """A calendar file with events that are still to come, and one that cannot come in."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Vlechtwerk//demo//NL"]
    for number, (title, days, hour) in enumerate(EVENTS):
        day = f"{today + timedelta(days=days):%Y%m%d}"
        lines += [
            "BEGIN:VEVENT",
            f"UID:demo-{number}@example.org",
            "DTSTAMP:20260101T000000Z",
            f"DTSTART;TZID=Europe/Amsterdam:{day}T{hour:02}0000",
            f"DTEND;TZID=Europe/Amsterdam:{day}T{hour + 2:02}0000",
            f"SUMMARY:{title}",
            "DESCRIPTION:Een voorbeeld dat met de site meekwam.",
            "LOCATION:Campus Almere",
            "END:VEVENT",
        ]
    lines += ["BEGIN:VEVENT", "UID:demo-fault@example.org", "SUMMARY:Zonder begin", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])
