"""What somebody must know before going: cancelled, postponed, moved, over."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from events.dates import EventDates
from events.models import Event, Occurrence
from events.when import moment_in_words
from taxonomy.localised import LocalisedText, active_language

_FACTS = (Event.Type.PUBLICATION, Event.Type.MILESTONE, Event.Type.TARGET)


@dataclass(frozen=True)
class Notice:
    """The context of `components/notice.html`; `lang` when the text is not in that of the page."""

    kind: str
    title: str
    text: str
    lang: str = ""


def notices_of(event: Event, dates: EventDates) -> list[Notice]:
    """The state of the event, of the date shown, and whether it is over; most urgent first."""
    shown = dates.shown
    found = [_status(event)]
    if event.status == Event.Status.SCHEDULED and shown is not None:
        found.append(_changed_date(shown))
        if not event.repeats and not dates.show_what_is_over:
            found.append(_moved(shown))
    if dates.show_what_is_over and event.status != Event.Status.CANCELLED:
        found.append(_over(event, dates))
    return [notice for notice in found if notice is not None]


def _status(event: Event) -> Notice | None:
    note = event.text("status_note")
    if event.status == Event.Status.CANCELLED:
        return _notice("error", _("Cancelled"), note, _("This does not go ahead."))
    if event.status == Event.Status.POSTPONED:
        return _notice("warning", _("Postponed"), note, _("The new date is not known yet."))
    if event.status == Event.Status.MOVED_ONLINE:
        return _notice("warning", _("Moved online"), note, _("You can only take part online."))
    return _notice("info", _("Good to know"), note, "") if note.text else None


def _changed_date(shown: Occurrence) -> Notice | None:
    """What is different about one date of a series."""
    if shown.change is None:
        return None
    note = shown.change.text("note")
    if shown.is_cancelled:
        return _notice("error", _("This date is cancelled"), note, _("The other dates go ahead."))
    if usual := shown.earlier_start():
        text = _("By the rule it would have been on %(when)s.") % {"when": moment_in_words(usual)}
        return _notice("warning", _("This date is at another time"), note, text)
    return _notice("info", _("About this date"), note, "") if note.text else None


def _moved(shown: Occurrence) -> Notice | None:
    """Where it was before, for who noted the earlier time."""
    earlier = shown.earlier_start()
    if earlier is None:
        return None
    text = _("It was announced for %(when)s.") % {"when": moment_in_words(earlier)}
    return Notice("warning", _("Moved to another time"), text)


def _over(event: Event, dates: EventDates) -> Notice | None:
    if not dates.are_over:
        return Notice("info", _("This date is over"), _("Below are the dates still to come."))
    if event.repeats:
        return Notice("info", _("All dates are over"), _("No new ones are known."))
    if event.event_type in _FACTS:
        # Something that was published, or reached, does not end.
        return None
    return Notice("info", "", _("This event is over."))


def _notice(kind: str, title: str, note: LocalisedText, otherwise: str) -> Notice:
    """With what the organiser says about it, or else what always holds."""
    if not note.text:
        return Notice(kind, title, otherwise)
    return Notice(kind, title, note.text, "" if note.lang == active_language() else note.lang)
