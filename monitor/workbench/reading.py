"""Reads every part of the workbench; one that fails is told, and takes no other with it."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from monitor.workbench.parts import Desk, Part, ReadPart
from monitor.workbench.sections import PARTS

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Placed:
    """A part under its name; ``part`` is None when it could not be read."""

    name: str
    part: Part | None


def read_parts(desk: Desk, parts: Mapping[str, ReadPart] = PARTS) -> list[Placed]:
    """All parts in their order, without those that have nothing to tell at all."""
    placed = (_read(name, read, desk) for name, read in parts.items())
    return [one for one in placed if one is not None]


def _read(name: str, read: ReadPart, desk: Desk) -> Placed | None:
    try:
        part = read(desk)
    except Exception:
        # Whatever it is, the rest of the page is what a manager came for.
        logger.exception("The part %s of the workbench of %s failed", name, desk.region.ref)
        return Placed(name, None)
    return None if part is None else Placed(name, part)
