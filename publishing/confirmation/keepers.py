"""Who keeps an item true on behalf of an organisation.

Organisations live in a room above this one, so that room registers how to find out.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models

from publishing.models.user import User


@dataclass(frozen=True)
class Keepers:
    """An organisation, its name in Dutch and in English (may be empty), and its people here."""

    organisation: int | None = None
    name: str = ""
    name_en: str = ""
    owners: tuple[User, ...] = ()
    members: tuple[User, ...] = ()


KeepersOf = Callable[[int], Keepers]
_keepers_of: KeepersOf = lambda organisation: Keepers()  # noqa: E731


def register_keepers_of(function: KeepersOf) -> None:
    """Let the organisations room say who works for what."""
    global _keepers_of
    _keepers_of = function


def keepers_of(item: models.Model) -> Keepers:
    """Those of the organisation that keeps `item`; nobody when none does."""
    field = getattr(item, "owner_field", None)
    organisation = getattr(item, field) if field else None
    return _keepers_of(organisation) if organisation else Keepers()
