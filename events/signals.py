"""What the calendar tells the rooms above it."""

from django.dispatch import Signal

#: Sent with ``keys`` (of events) after events were stored with all that belongs to them.
event_stored = Signal()

#: Sent with ``keys`` (of events) when the dates of events, or what subscribers are told, differ.
occurrences_changed = Signal()
