"""The picture of a network: who is drawn, where, and what a screen reader hears."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitor.network.graph import Network, Party, Work
from monitor.network.layout import ROW, lay_out
from monitor.network.reading import ReadNetwork

#: What a picture can hold and still be read.
MOST_PARTIES, MOST_WORKS = 40, 30
MOST_BRIDGES = 10
#: In units of the picture; names stand outside the two columns.
WIDTH, LEFT, RIGHT = 1000, 372, 640
HEAD, FOOT = 34, 8
#: Between a mark and its name.
GAP = 18
LONGEST_NAME = 40


@dataclass(frozen=True)
class Node:
    """A party or an initiative in the picture, which is a link."""

    url: str
    name: str
    lang: str
    shown: str
    #: The name with what else the picture says of it.
    spoken: str
    x: float
    y: float
    size: float
    is_bridge: bool = False
    is_focus: bool = False


@dataclass(frozen=True)
class Picture:
    parties: list[Node]
    works: list[Node]
    #: Path data and whether a bridge is at its end.
    ties: list[tuple[str, bool]]
    width: int
    height: float
    #: How many parties and initiatives that share something were left out.
    left_out_parties: int
    left_out_works: int


def draw(read: ReadNetwork, whole: Network, focus: Party | None = None) -> Picture | None:
    """The picture of what parties share; None when there is nothing to draw.

    :param whole: the network of which partners and bridges are told, also around one party.
    """
    network = read.network
    ties = _drawn(network, read, focus)
    if not ties:
        return None
    places = lay_out(ties)
    bridges = {bridge.party for bridge in whole.bridges}
    parties = [
        _party(read, whole, party, places.left[party] + HEAD, party in bridges, party == focus)
        for party in ties
    ]
    works = [
        _work(read, whole, work, places.right[work] + HEAD)
        for work in dict.fromkeys(work for works in ties.values() for work in works)
    ]
    lines = [
        (_line(places.left[party] + HEAD, places.right[work] + HEAD), party in bridges)
        for party, held in ties.items()
        for work in held
    ]
    all_works = network.members if focus is not None else network.shared
    return Picture(
        parties=sorted(parties, key=lambda node: node.y),
        works=sorted(works, key=lambda node: node.y),
        ties=sorted(lines, key=lambda line: line[1]),
        width=WIDTH,
        height=places.height + HEAD + FOOT,
        left_out_parties=len(network.parties - network.alone - set(ties)),
        left_out_works=len(all_works) - len(works),
    )


def _drawn(network: Network, read: ReadNetwork, focus: Party | None) -> dict[Party, list[Work]]:
    """Who is drawn, with what: bridges with whom they hold, then those who share most.

    Of what they do, what at least two of them share; around one party also what that party does
    by itself.
    """
    held_by_bridges = _bridges_with_whom_they_hold(network)
    shared = {party: works & network.shared for party, works in network.works_of.items()}

    def rank(party: Party) -> tuple[Any, ...]:
        partners = len(network.partners_of[party])
        return (
            party != focus,
            party not in held_by_bridges,
            -len(shared[party]),
            -partners,
            read.parties[party].title,
            party,
        )

    chosen = sorted((p for p in network.parties if shared[p] or p == focus), key=rank)
    drawn = set(chosen[:MOST_PARTIES])
    candidates = {work: members & drawn for work, members in network.members.items()}
    works = sorted(
        (work for work, held in candidates.items() if len(held) > 1 or focus in held),
        key=lambda work: (
            focus not in candidates[work],
            # What holds a bridge and the others together; a bridge alone takes part in much.
            not any(held_by_bridges.get(party) for party in candidates[work]),
            -len(candidates[work]),
            work,
        ),
    )[:MOST_WORKS]
    ties = {
        party: [work for work in works if party in candidates[work]]
        for party in chosen[:MOST_PARTIES]
    }
    return {party: held for party, held in ties.items() if held}


def _bridges_with_whom_they_hold(network: Network) -> dict[Party, bool]:
    """The first bridges, and who loses the connection without one; true for the latter.

    At most half of a picture, which would explain a bridge badly without them.
    """
    found: dict[Party, bool] = {}
    for bridge in network.bridges[:MOST_BRIDGES]:
        lost = network.cut_off_without(bridge.party)
        together = {bridge.party: False} | dict.fromkeys(lost, True)
        if len(found | together) <= MOST_PARTIES // 2:
            found |= {party: held for party, held in together.items() if not found.get(party)}
    return found


def _party(
    read: ReadNetwork, whole: Network, party: Party, y: float, is_bridge: bool, is_focus: bool
) -> Node:
    row = read.parties[party]
    title = row.text("title")
    partners = len(whole.partners_of[party])
    told = ngettext("%(count)d partner", "%(count)d partners", partners) % {"count": partners}
    spoken = [title.text, _("organisation"), told, *([_("bridge")] if is_bridge else [])]
    return Node(
        url=row.get_absolute_url(),
        name=title.text,
        lang=title.lang,
        shown=_short(title.text),
        spoken=", ".join(spoken),
        x=LEFT,
        y=y,
        # The area grows with the number of partners.
        size=round(min(11.0, 4.0 + partners**0.5), 1),
        is_bridge=is_bridge,
        is_focus=is_focus,
    )


def _work(read: ReadNetwork, whole: Network, work: Work, y: float) -> Node:
    row = read.works[work]
    title = row.text("title")
    members = len(whole.members[work])
    told = ngettext("%(count)d party", "%(count)d parties", members) % {"count": members}
    size = round(min(20.0, 8.0 + 1.7 * members**0.5), 1)
    return Node(
        url=row.get_absolute_url(),
        name=title.text,
        lang=title.lang,
        shown=_short(title.text),
        spoken=", ".join([title.text, str(row._meta.verbose_name), told]),
        x=RIGHT,
        y=y,
        size=size,
    )


def _line(start: float, end: float) -> str:
    middle = (LEFT + RIGHT) / 2
    return f"M{LEFT} {start:.1f}C{middle:.0f} {start:.1f} {middle:.0f} {end:.1f} {RIGHT} {end:.1f}"


def _short(name: str) -> str:
    """The beginning of a name that is too long, in whole words.

    So that what somebody reads is part of what a screen reader or a spoken command calls it.
    """
    if len(name) <= LONGEST_NAME:
        return name
    begin = name[: LONGEST_NAME - 1]
    if not name[LONGEST_NAME - 1].isspace() and " " in begin.strip():
        begin = begin.rsplit(maxsplit=1)[0]
    return f"{begin.rstrip(' ,;:(-–')}…"


def drawing(picture: Picture) -> Mapping[str, Any]:
    """The context of ``templates/monitor/_network_svg.html``: plain numbers for its attributes."""
    return {
        "width": picture.width,
        "height": f"{picture.height:.0f}",
        "left": {"name": str(LEFT - GAP), "wide": str(LEFT + GAP - 4)},
        "right": {"name": str(RIGHT + GAP), "x": str(RIGHT - 14), "wide": str(WIDTH - RIGHT + 14)},
        "ties": picture.ties,
        "parties": [_marks(node, is_party=True) for node in picture.parties],
        "works": [_marks(node, is_party=False) for node in picture.works],
    }


def _marks(node: Node, *, is_party: bool) -> dict[str, Any]:
    half = ROW / 2 - 1
    return {
        "node": node,
        "x": f"{node.x:g}",
        "y": f"{node.y:.1f}",
        "top": f"{node.y - half:.1f}",
        "tall": f"{2 * half:g}",
        "baseline": f"{node.y + 5:.1f}",
        "text_x": f"{node.x - GAP:g}" if is_party else f"{node.x + GAP:g}",
        "size": f"{node.size:g}",
        "ring": f"{node.size + 4:g}",
        "corner_x": f"{node.x - node.size / 2:.1f}",
        "corner_y": f"{node.y - node.size / 2:.1f}",
    }
