"""Decides, field by field, whether launch content may change what the database holds."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Merge:
    """What to write, what a curator's hand protects, and what to remember as last loaded."""

    changes: dict[str, Any] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    remembered: dict[str, Any] = field(default_factory=dict)


def merge(planned: dict[str, Any], loaded: dict[str, Any], stored: dict[str, Any]) -> Merge:
    """Compare what the files want with what was loaded last and with what is there now.

    A field changes only when it still holds the value loaded last. One that was never loaded
    changes only when it is empty. `remembered` keeps the old value of a protected field, so that
    a curator who puts it back hands the field over again.
    """
    result = Merge(remembered=dict(loaded))
    for name, wanted in planned.items():
        present = stored[name]
        if present != wanted:
            untouched = present == loaded[name] if name in loaded else present in (None, "", [])
            if not untouched:
                result.kept.append(name)
                continue
            result.changes[name] = wanted
        result.remembered[name] = wanted
    return result
