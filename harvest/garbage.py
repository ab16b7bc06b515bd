"""Keeps Python from looking for garbage among what is all still needed."""

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def many_objects() -> Iterator[None]:
    """Around the making of thousands of objects that are kept. Looking through all of them again and
    again, for those that only hold each other, costs an eighth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
