"""Tells the room of sources which feeds become events, and how."""

from django.utils.translation import gettext_lazy as _

from events.harvest import icalendar, telling, web_pages
from events.harvest.keeper import EventKeeper
from events.harvest.reviewing import came_together
from events.harvest.source_page import note_for_members
from events.models import Event
from harvest.kinds import Kind, register
from organisations.contributing.notes import register_note
from publishing.admin.waiting_together import register_together


def register_kinds() -> None:
    """Once, when the program starts."""
    register_together(came_together)
    telling.connect()
    register_note(Event, note_for_members)
    keeper = EventKeeper()
    register(
        Kind(
            slug="icalendar",
            label=_("calendar (iCalendar)"),
            explanation=_(
                "The address that your calendar has for other programs, often with .ics."
            ),
            read=icalendar.read,
            keeper=keeper,
            accept="text/calendar, text/plain;q=0.5, */*;q=0.1",
        )
    )
    register(
        Kind(
            slug="upload",
            label=_("calendar file"),
            explanation=_("A file with .ics at the end of its name, that you upload yourself."),
            read=icalendar.read,
            keeper=keeper,
            is_uploaded=True,
        )
    )
    register(
        Kind(
            slug="web",
            label=_("web page or sitemap"),
            explanation=_(
                "A page with events that are marked for search engines (schema.org, JSON-LD), or "
                "the sitemap of a site with such pages."
            ),
            read=web_pages.read,
            keeper=keeper,
            accept="text/html, application/ld+json, application/xml;q=0.9, */*;q=0.5",
            obeys_robots=True,
        )
    )
