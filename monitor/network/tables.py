"""The same facts as tables: who works with whom, what they share, bridges, what stands alone."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitor.network.graph import Bridge, Network, Party, Work
from monitor.network.question import ALONE, BRIDGES, PARTIES, SHARED, UNCLAIMED, NetworkQuery
from monitor.network.reading import ReadNetwork
from search.labels import organisation_key

#: Names in one cell; the rest is a number.
NAMES = 5
#: Names in the sentence about a bridge.
IN_SENTENCE = 3


def ordered(read: ReadNetwork, whole: Network) -> dict[str, Sequence[Any]]:
    """What each table is about, in its order."""
    network = read.network
    return {
        PARTIES: by_partners(read, whole, network.parties),
        SHARED: by_size(network),
        BRIDGES: [bridge for bridge in whole.bridges if bridge.party in network.parties],
        ALONE: [pk for pk in read.parties if pk in network.alone],
        UNCLAIMED: network.unclaimed,
    }


def lines_of(
    page: Sequence[Any], read: ReadNetwork, whole: Network, query: NetworkQuery, path: str
) -> list[dict[str, Any]]:
    """The lines of one page of the chosen table."""
    if query.listed == SHARED:
        return [_shared_line(read, work) for work in page]
    if query.listed == BRIDGES:
        return [bridge_line(read, whole, bridge) for bridge in page]
    if query.listed == UNCLAIMED:
        return [named(read.works[work]) for work in page]
    return [_party_line(read, whole, party, query, path) for party in page]


def by_partners(read: ReadNetwork, whole: Network, parties: Iterable[Party]) -> list[Party]:
    """Parties, those with most partners first."""
    return sorted(parties, key=lambda one: (-len(whole.partners_of[one]), read.order[one]))


def by_size(network: Network) -> list[Work]:
    """What several parties share, what most share first."""
    return sorted(network.shared, key=lambda work: (-len(network.members[work]), work))


def named(row: Any) -> dict[str, str]:
    """A record as a link."""
    title = row.text("title")
    return {"title": title.text, "lang": title.lang, "url": row.get_absolute_url()}


def names_of(rows: Iterable[Any], most: int = NAMES) -> dict[str, Any]:
    """The first names as links, and how many more there are."""
    found = list(rows)
    return {"shown": [named(row) for row in found[:most]], "more": max(0, len(found) - most)}


def _party_line(
    read: ReadNetwork, whole: Network, party: Party, query: NetworkQuery, path: str
) -> dict[str, Any]:
    row = read.parties[party]
    partners = by_partners(read, whole, whole.partners_of[party] & read.parties.keys())
    works = sorted(whole.works_of[party])
    return {
        **named(row),
        "works": names_of(read.works[work] for work in works if work in read.works),
        "work_count": len(works),
        "partner_count": len(whole.partners_of[party]),
        "partners": names_of(read.parties[other] for other in partners),
        "around_url": query.around(organisation_key(party, row.ref)).url(path),
    }


def _shared_line(read: ReadNetwork, work: Work) -> dict[str, Any]:
    members = read.network.members[work]
    return {
        **named(read.works[work]),
        "party_count": len(members),
        "parties": names_of(read.parties[pk] for pk in sorted(members, key=read.order.__getitem__)),
    }


def bridge_line(read: ReadNetwork, whole: Network, bridge: Bridge) -> dict[str, Any]:
    """A bridge with the sentence that says why it is one."""
    lost = whole.cut_off_without(bridge.party)
    by_name = sorted(lost, key=read.order.__getitem__)
    names = [str(read.parties[pk].text("title").text) for pk in by_name]
    shown = ", ".join(names[:IN_SENTENCE])
    if more := len(names) - IN_SENTENCE if len(names) > IN_SENTENCE else 0:
        shown = _("%(names)s and %(count)d more") % {"names": shown, "count": more}
    told = {
        "party": read.parties[bridge.party].text("title").text,
        "names": shown,
        "rest": bridge.parts[0],
    }
    sentence = ngettext(
        "Without %(party)s, %(names)s has no connection with the other %(rest)d of this group.",
        "Without %(party)s, these have no connection with the other %(rest)d of this group: "
        "%(names)s.",
        len(names),
    )
    return {**named(read.parties[bridge.party]), "sentence": sentence % told, "lost": len(names)}
