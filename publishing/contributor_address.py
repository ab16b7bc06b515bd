"""Where somebody of an organisation works on an item.

That form lives in a room above this one, which registers its address here. Until then the item's
own page has to do.
"""

from collections.abc import Callable
from typing import Any

AddressOf = Callable[[Any], str]
_address_of: AddressOf = lambda item: item.get_absolute_url()  # noqa: E731


def register_contributor_address(function: AddressOf) -> None:
    """Let a higher room say where an item is changed, in the language that is active."""
    global _address_of
    _address_of = function


def contributor_address(item: Any) -> str:
    """The path of the form in which a member of its organisation changes `item`."""
    return _address_of(item)
