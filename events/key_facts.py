"""The short facts beside the text of an event."""

from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from publishing.key_facts import KeyFact
from taxonomy.localised import active_language

if TYPE_CHECKING:
    from events.models import Event


def event_facts(event: "Event") -> list[KeyFact]:
    """Cost, language and how many can come; when and where stand above the text."""
    facts = [
        _fact(_("Cost"), _cost(event)),
        _cost_note(event),
        _fact(_("Spoken language"), event.get_spoken_language_display()),
        _fact(_("Room for"), _people(event)),
    ]
    return [fact for fact in facts if fact]


def _cost(event: "Event") -> str:
    amount = ""
    if event.cost_amount is not None:
        amount = f"€ {number_format(event.cost_amount, 2, force_grouping=True)}"
    return ", ".join(part for part in (event.get_cost_display(), amount) if part)


def _cost_note(event: "Event") -> KeyFact | None:
    note = event.text("cost_note")
    if not note.text:
        return None
    return KeyFact(
        _("About the cost"), note.text, lang="" if note.lang == active_language() else note.lang
    )


def _people(event: "Event") -> str:
    if event.audience_size is None:
        return ""
    return ngettext("%(number)s person", "%(number)s people", event.audience_size) % {
        "number": number_format(event.audience_size, force_grouping=True)
    }


def _fact(label: str, value: str) -> KeyFact | None:
    return KeyFact(label, capfirst(value)) if value else None
