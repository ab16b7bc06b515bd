"""Links that put one date into the calendar of somebody's own.

Plain links: nothing is asked of another site until somebody follows one. Neither Google nor
Microsoft describes its address; both take an end that is exclusive, for days too.
"""

from dataclasses import dataclass
from datetime import UTC, timedelta
from urllib.parse import urlencode

from django.conf import settings

from events.models import Occurrence

_GOOGLE = "https://calendar.google.com/calendar/render"
_OUTLOOK = "https://{host}/calendar/deeplink/compose"
_OUTLOOK_HOSTS = {
    "Outlook.com": "outlook.live.com",
    "Microsoft 365": "outlook.office.com",
}


@dataclass(frozen=True)
class AddLink:
    name: str
    url: str


def add_links(occurrence: Occurrence) -> list[AddLink]:
    """Google, Outlook at home and Outlook at work, for this one date."""
    return [
        AddLink("Google", _google(occurrence)),
        *(AddLink(name, _outlook(occurrence, host)) for name, host in _OUTLOOK_HOSTS.items()),
    ]


def _google(occurrence: Occurrence) -> str:
    values = {
        "action": "TEMPLATE",
        "text": occurrence.text("title").text,
        "details": _details(occurrence),
        "location": _location(occurrence),
    }
    if occurrence.all_day:
        day_after = occurrence.last_day + timedelta(days=1)
        values["dates"] = f"{occurrence.first_day:%Y%m%d}/{day_after:%Y%m%d}"
    else:
        # Without an offset: the times are those of a clock in the zone that is named.
        moments = (occurrence.local_start(), occurrence.local_end())
        values["dates"] = "/".join(f"{moment:%Y%m%dT%H%M%S}" for moment in moments)
        values["ctz"] = occurrence.event.time_zone
    return f"{_GOOGLE}?{_filled(values)}"


def _outlook(occurrence: Occurrence, host: str) -> str:
    values = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": occurrence.text("title").text,
        "body": _details(occurrence),
        "location": _location(occurrence),
    }
    if occurrence.all_day:
        values["startdt"] = occurrence.first_day.isoformat()
        values["enddt"] = (occurrence.last_day + timedelta(days=1)).isoformat()
        values["allday"] = "true"
    else:
        values["startdt"] = f"{occurrence.starts_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        values["enddt"] = f"{occurrence.ends_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return f"{_OUTLOOK.format(host=host)}?{_filled(values)}"


def _details(occurrence: Occurrence) -> str:
    """The summary and the way back; what changes later stands on the page only."""
    return (
        f"{occurrence.event.text('summary').text}\n\n"
        f"{settings.BASE_URL}{occurrence.get_absolute_url()}"
    )


def _location(occurrence: Occurrence) -> str:
    return ", ".join(part for part in occurrence.place if part) or occurrence.value("online_url")


def _filled(values: dict[str, str]) -> str:
    return urlencode({name: value for name, value in values.items() if value})
