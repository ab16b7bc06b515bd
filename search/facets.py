"""The facets, as data.

A new facet is one entry here; and, when it is no field of an item, one line in
``search/documents.py`` that fills it.
The name is at once the address parameter, the key in a document's ``facets`` and the
field in the index.
"""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Order(Enum):
    """How the values of a facet follow each other."""

    VOCABULARY = "as the curators ordered the terms"
    COUNT = "most frequent first"


class Nesting(Enum):
    """What happens to the values under a broader one."""

    NONE = "all values stand side by side"
    ALWAYS = "narrower values stand under their broader one"
    WHEN_CHOSEN = "narrower values show once the broader one is chosen"


@dataclass(frozen=True)
class Facet:
    name: str
    label: Promise
    # The field of an item that fills it: a term, several, or a choice. Narrower terms count
    # under their broader ones too. Without it a line in ``search/documents.py`` fills it.
    source: str = ""
    # Whether an item may have several values.
    many: bool = True
    # The kinds that have it; empty for all.
    kinds: tuple[str, ...] = ()
    order: Order = Order.VOCABULARY
    nesting: Nesting = Nesting.NONE
    # Whether every page shows a panel for it; a hidden one still filters and shows a chip.
    shown: bool = False
    # Whether the lists of its kinds show one although other pages do not.
    on_lists: bool = False
    # A collapsed panel opens when one of its values is chosen.
    collapsed: bool = False


FACETS = (
    Facet("province", _("Province"), shown=True),
    Facet("target_group", _("Target group"), "target_groups", nesting=Nesting.ALWAYS, shown=True),
    Facet("action_line", _("Action line"), "action_lines", nesting=Nesting.WHEN_CHOSEN, shown=True),
    Facet("kind", _("Kind"), many=False, shown=True),
    Facet(
        "form",
        _("Form"),
        "form",
        many=False,
        kinds=("initiative", "offer"),
        order=Order.COUNT,
        shown=True,
        collapsed=True,
    ),
    Facet("path", _("Development path"), "development_paths", shown=True, collapsed=True),
    Facet("region", _("Region")),
    Facet("action", _("Action"), "actions"),
    Facet("factor", _("Reason to choose ICT or not"), "choice_factors", nesting=Nesting.ALWAYS),
    Facet(
        "phase",
        _("Phase"),
        "phase",
        many=False,
        kinds=("initiative", "offer", "practice"),
        on_lists=True,
        collapsed=True,
    ),
    Facet(
        "level", _("Level"), "level", many=False, kinds=("offer",), on_lists=True, collapsed=True
    ),
    Facet(
        "mode",
        _("Where people take part"),
        "mode",
        many=False,
        kinds=("offer", "event"),
        on_lists=True,
        collapsed=True,
    ),
    Facet(
        "cost",
        _("Cost"),
        "cost",
        many=False,
        kinds=("offer", "event"),
        on_lists=True,
        collapsed=True,
    ),
    Facet(
        "event_type",
        _("Sort of event"),
        "event_type",
        many=False,
        kinds=("event",),
        on_lists=True,
        collapsed=True,
    ),
    Facet("organisation", _("Organisation"), order=Order.COUNT),
    Facet(
        "org_type",
        _("Type of organisation"),
        "organisation_type",
        many=False,
        kinds=("organisation",),
        on_lists=True,
    ),
    Facet("lang", _("Language")),
    # Filled for every kind by ``search/validity.py``; the coverage map counts what is current.
    Facet("validity", _("Can be used"), many=False),
)
FACETS_BY_NAME = {facet.name: facet for facet in FACETS}


@dataclass(frozen=True)
class DateFilter:
    """The parameters ``from`` and ``to``, and the kinds of which an item has days."""

    label: Promise
    kinds: tuple[str, ...]


DATES = DateFilter(_("Date"), kinds=("event", "article"))


def shown_facets(kinds: tuple[str, ...] = ()) -> tuple[Facet, ...]:
    """The facets with a panel, on the search page or on the list of one kind."""
    return tuple(
        facet
        for facet in FACETS
        if facet.shown or (facet.on_lists and not set(kinds).isdisjoint(facet.kinds))
    )
