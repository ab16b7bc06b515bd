"""The parts of the workbench, one file for each, in the order in which they are worked through."""

from monitor.workbench.parts import ReadPart
from monitor.workbench.sections.adoptions import adoptions
from monitor.workbench.sections.afterwards import afterwards
from monitor.workbench.sections.crowded_weeks import crowded
from monitor.workbench.sections.demand import demand
from monitor.workbench.sections.doubles import doubles
from monitor.workbench.sections.gaps import gaps
from monitor.workbench.sections.overlaps import overlaps
from monitor.workbench.sections.own_practices import own_practices
from monitor.workbench.sections.proposed_practices import proposed_practices
from monitor.workbench.sections.same_events import same_events
from monitor.workbench.sections.sources import sources
from monitor.workbench.sections.stale import stale
from monitor.workbench.sections.to_review import to_review
from monitor.workbench.sections.unclassified import unclassified
from monitor.workbench.sections.unfinished import unfinished

#: By the name that stands in the address of a part (``#part-doubles``) and in the log.
PARTS: dict[str, ReadPart] = {
    "review": to_review,
    "afterwards": afterwards,
    "doubles": doubles,
    "same-events": same_events,
    "overlaps": overlaps,
    "gaps": gaps,
    "crowded": crowded,
    "sources": sources,
    "stale": stale,
    "unclassified": unclassified,
    "unfinished": unfinished,
    "proposed": proposed_practices,
    "adoptions": adoptions,
    "practices": own_practices,
    "demand": demand,
}
