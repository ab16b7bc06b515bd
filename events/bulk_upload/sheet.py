"""The sheet of events. One row is one event; how an event repeats is told on its own page."""

from django.utils.translation import gettext_lazy as _

from events.models import Event
from initiatives.bulk_upload.initiative_cells import BelongsTo
from initiatives.bulk_upload.offers import COST
from initiatives.bulk_upload.shared_columns import CONTACT, WHAT, WHERE_AND_FOR_WHOM, choice
from organisations.bulk_upload.cells import (
    Address,
    Day,
    Line,
    TimeOfDay,
    WholeNumber,
    YesNo,
)
from organisations.bulk_upload.sheets import Column, Sheet

SHEET = Sheet(
    Event,
    (
        *WHAT,
        Column("event_type", choice(Event.Type, Event.Type.MEETING), also=("soort", "type")),
        Column("start_date", Day, example="1-9-2027", required=True, also=("datum", "date")),
        Column("start_time", TimeOfDay, example="9:30", also=("begintijd", "start time")),
        Column("end_date", Day, also=("einddatum", "end date")),
        Column("end_time", TimeOfDay, example="12:00", also=("eindtijd", "end time")),
        Column("all_day", YesNo, explanation=_("Yes when it has no times. Empty means no.")),
        Column("status", choice(Event.Status, Event.Status.SCHEDULED)),
        Column("status_note", Line),
        Column("status_note_en", Line),
        Column("location_name", Line, also=("plaats", "locatie", "place", "location")),
        Column("location_address", Line, example="Stationsplein 1, Lelystad", also=("adres",)),
        Column("online_url", Address),
        Column("spoken_language", choice(Event.Language)),
        *COST,
        Column("audience_size", WholeNumber, example="30"),
        Column("registration_url", Address),
        Column("registration_deadline", Day, example="25-8-2027"),
        Column(
            "initiative", BelongsTo, explanation=_("The title of the initiative it belongs to.")
        ),
        *WHERE_AND_FOR_WHOM,
        *CONTACT,
    ),
    same_when=("title", "start_date", "start_time", "location_name"),
)
