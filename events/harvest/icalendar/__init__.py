"""What a calendar file (iCalendar, RFC 5545) of a partner means."""

from events.harvest.icalendar.reading import read

__all__ = ["read"]
