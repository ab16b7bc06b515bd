"""Choosing the time zone whose clock the times are of."""

from itertools import groupby
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from events.recurrence.zones import zone_names

#: The first parts of names that are places and not rules or old spellings.
_AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
          "Indian", "Pacific")  # fmt: skip


def zone_choices(current: str = "") -> list[Any]:
    """The site's own zone first, then UTC and every place under its part of the world.

    `current` is offered as well when it is none of these, so that a zone that came with a feed
    stays as it is.
    """
    places = sorted(name for name in zone_names() if name.partition("/")[0] in _AREAS)
    first = list(dict.fromkeys([settings.TIME_ZONE, "UTC"]))
    if current and current not in first and current not in places:
        first.append(current)
    choices: list[Any] = [(name, name.replace("_", " ")) for name in first]
    for area, names in groupby(places, key=lambda name: name.partition("/")[0]):
        choices.append((area, [(name, _place(name)) for name in names]))
    return choices


def _place(name: str) -> str:
    return name.replace("_", " ")


class ZoneField(forms.ChoiceField):
    """A name of the IANA database; "Europe/Amsterdam" unless somebody chooses another."""

    default_error_messages = {
        "invalid_choice": _("There is no time zone “%(value)s”. Choose one from the list."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("choices", zone_choices)
        kwargs.setdefault("initial", settings.TIME_ZONE)
        super().__init__(**kwargs)

    def offer(self, current: str) -> None:
        """Lets the zone that an event has already be chosen again."""
        self.choices = zone_choices(current)
