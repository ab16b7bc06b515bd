"""What people searched for in this region without finding enough."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitor.demand.page import NO_PLACE, demand_address
from monitor.demand.reading import DemandLine, demand_of
from monitor.workbench.parts import SHOWN, Desk, Line, Part, Tally


def demand(desk: Desk) -> Part:
    """The questions of the last weeks: for this region, then for no place; most asked first."""
    found = demand_of(desk.region)
    address, no_place = demand_address(desk.region.ref), demand_address(NO_PLACE)
    lines = [Line(line.words, address, _searches(line)) for line in found.here]
    lines += [Line(line.words, no_place, _without_place(line)) for line in found.anywhere]
    tallies = (
        Tally(_("For this region"), len(found.here), address),
        Tally(_("Without a place"), len(found.anywhere), no_place),
    )
    return Part(
        title=_("Searched for in vain"),
        count=len(lines),
        lines=tuple(lines[:SHOWN]),
        tallies=tuple(tally for tally in tallies if tally.count),
        url=address,
        all_label=_("Demand and supply of the region"),
        words=_(
            "What visitors found little or nothing of: with this region or a place of it, "
            "and without any place."
        ),
        waits=False,
    )


def _without_place(line: DemandLine) -> str:
    return _("%(searches)s; no place") % {"searches": _searches(line)}


def _searches(line: DemandLine) -> str:
    return ngettext(
        "%(count)d search, %(without)d without a result",
        "%(count)d searches, %(without)d without a result",
        line.searches,
    ) % {"count": line.searches, "without": line.without_result}
