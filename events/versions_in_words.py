"""How a version of an event reads to whoever compares it with another one."""

from contextlib import suppress

from django.utils.text import capfirst

from events.forms.days import in_words
from events.models import Event
from events.recurrence.wording import rule_in_words
from publishing.comparing.values import register_words


def register() -> None:
    """Called once at start."""
    register_words(Event, "rule", _rule)
    register_words(Event, "extra_dates", lambda event: _days(event, event.extra_dates))
    register_words(Event, "excluded_dates", lambda event: _days(event, event.excluded_dates))


def _rule(event: Event) -> str:
    if not event.rule:
        return ""
    # A draft may lack what its rule needs; then the rule as it is kept has to do.
    with suppress(AttributeError, TypeError, ValueError):
        return str(capfirst(rule_in_words(event.schedule())))
    return event.rule


def _days(event: Event, days: list[str]) -> list[str]:
    return [in_words(day, event.start_time) for day in days]
