"""What is coming, on the pages of initiatives, organisations and other events."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from events.coming import coming_cards
from events.models import Event, Occurrence
from initiatives.models import Initiative
from initiatives.sections import items_of
from organisations.models import Organisation
from publishing.sections import Place, Section, register_sections

SHOWN = 3


def initiative_sections(initiative: Initiative) -> list[Section]:
    """The next events that belong to it."""
    rows = Occurrence.objects.filter(event__initiative=initiative.pk)
    return [Section("coming", _("Coming up in the calendar"), coming_cards(rows, SHOWN))]


def organisation_sections(organisation: Organisation) -> list[Section]:
    """The next events that it organises; the calendar has them all."""
    events = items_of(Event, organisation).values("pk")
    cards = coming_cards(Occurrence.objects.filter(event__in=events), SHOWN)
    asked = urlencode({"organisation": organisation.ref or organisation.pk})
    address = f"{reverse('events:event_list')}?{asked}"
    return [Section("coming", _("Coming up in the calendar"), cards, address)]


def event_sections(event: Event) -> list[Section]:
    """What else its initiative has coming."""
    if event.initiative_id is None:
        return []
    rows = Occurrence.objects.filter(event__initiative=event.initiative_id).exclude(event=event.pk)
    return [Section("coming", _("Also from this initiative"), coming_cards(rows, SHOWN))]


def register_all() -> None:
    """Called once at start-up."""
    register_sections("initiative", initiative_sections, Place.FIRST)
    register_sections("organisation", organisation_sections, Place.FIRST)
    register_sections("event", event_sections, Place.FIRST)
