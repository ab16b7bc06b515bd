"""Which provinces lie next to each other: across a shared border on land or over a bridge or dam.

By ISO code, since terms may be renamed but borders stay. Whoever runs this elsewhere has other
codes, and then no province has neighbours.
"""

from collections.abc import Mapping

#: Each border once.
BORDERS = (
    ("NL-GR", "NL-FR"),
    ("NL-GR", "NL-DR"),
    ("NL-FR", "NL-DR"),
    ("NL-FR", "NL-OV"),
    ("NL-FR", "NL-FL"),
    # The Afsluitdijk.
    ("NL-FR", "NL-NH"),
    ("NL-DR", "NL-OV"),
    ("NL-OV", "NL-FL"),
    ("NL-OV", "NL-GE"),
    ("NL-FL", "NL-GE"),
    ("NL-FL", "NL-UT"),
    ("NL-FL", "NL-NH"),
    ("NL-GE", "NL-UT"),
    ("NL-GE", "NL-ZH"),
    ("NL-GE", "NL-NB"),
    ("NL-GE", "NL-LI"),
    ("NL-UT", "NL-NH"),
    ("NL-UT", "NL-ZH"),
    ("NL-NH", "NL-ZH"),
    ("NL-ZH", "NL-ZE"),
    ("NL-ZH", "NL-NB"),
    ("NL-ZE", "NL-NB"),
    ("NL-NB", "NL-LI"),
)


def _both_ways() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in BORDERS:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {code: frozenset(others) for code, others in found.items()}


_NEIGHBOURS = _both_ways()


def neighbours_of(code: str) -> frozenset[str]:
    """The codes of the provinces beside this one; none for a code that is not known."""
    return _NEIGHBOURS.get(code, frozenset())
