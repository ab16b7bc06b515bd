"""What is nobody's business: private events, and calendars that only say when somebody is busy."""

from events.harvest.icalendar.components import Component
from events.harvest.icalendar.texts import one_line

_PRIVATE = {"PRIVATE", "CONFIDENTIAL"}
#: What programs write for an event of which only the time may be seen.
_BUSY = {
    "busy", "bezet", "free", "vrij", "beschikbaar", "tentative", "voorlopig", "free/busy",
    "onder voorbehoud", "out of office", "niet aanwezig", "afwezig", "working elsewhere",
    "werkt elders", "elders aan het werk", "private", "privé", "prive", "private appointment",
    "private event", "privé-afspraak", "privéafspraak", "privé afspraak", "unavailable",
    "niet beschikbaar", "no access", "geen toegang", "geen informatie", "no information",
    "besetzt", "gebucht", "beschäftigt", "frei", "abwesend", "privat", "privater termin",
    "mit vorbehalt", "occupé", "occupée", "libre", "absent", "provisoire", "ocupado", "occupato",
    "upptagen", "optaget", "opptatt", "varattu",
}  # fmt: skip


def is_private(component: Component) -> bool:
    """Marked as private, or with a title that only says that somebody is busy, or free."""
    if component.text("CLASS").upper() in _PRIVATE:
        return True
    return is_busy_only(one_line(component.text("SUMMARY")))


def is_busy_only(title: str) -> bool:
    return title.strip(" .!()[]*-").casefold() in _BUSY
