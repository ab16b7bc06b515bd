"""The facts of a network: pure, from who takes part in what. See ``docs/monitor.md``."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

Party = int
Work = str


@dataclass(frozen=True)
class Bridge:
    """A party without which others are not connected any more.

    ``parts`` says of how many parties each group consists into which its own group would fall
    apart, the largest first.
    """

    party: Party
    parts: tuple[int, ...]

    @property
    def cut_off(self) -> int:
        """How many parties lose their connection with the largest part."""
        return sum(self.parts[1:])


@dataclass(frozen=True)
class Network:
    """Who takes part in what: ``members`` has the parties of every initiative.

    ``parties`` are all, also those that take part in nothing.
    """

    parties: frozenset[Party]
    members: Mapping[Work, frozenset[Party]]

    @cached_property
    def works_of(self) -> Mapping[Party, frozenset[Work]]:
        """What each party takes part in."""
        found: dict[Party, set[Work]] = {party: set() for party in self.parties}
        for work, members in self.members.items():
            for party in members:
                found[party].add(work)
        return {party: frozenset(works) for party, works in found.items()}

    @cached_property
    def partners_of(self) -> Mapping[Party, frozenset[Party]]:
        """With whom each party shares at least one initiative."""
        return {
            party: frozenset().union(*(self.members[work] for work in works)) - {party}
            for party, works in self.works_of.items()
        }

    @cached_property
    def shared(self) -> frozenset[Work]:
        """The initiatives of several parties."""
        return frozenset(work for work, members in self.members.items() if len(members) > 1)

    @cached_property
    def unclaimed(self) -> tuple[Work, ...]:
        """The initiatives of which no party is known."""
        return tuple(work for work, members in self.members.items() if not members)

    @cached_property
    def alone(self) -> frozenset[Party]:
        """The parties that share no initiative with anybody."""
        return frozenset(party for party, partners in self.partners_of.items() if not partners)

    @cached_property
    def groups(self) -> tuple[frozenset[Party], ...]:
        """Parties connected through others, the largest group first; nobody who stands alone."""
        found = [
            frozenset(node for node in component if isinstance(node, int))
            for component in nx.connected_components(self._graph)
        ]
        return tuple(sorted(found, key=lambda group: (-len(group), min(group))))

    @cached_property
    def bridges(self) -> tuple[Bridge, ...]:
        """Who holds others together, first those without whom most lose their connection.

        From the tree of blocks of the graph, in one walk: no party is taken out to try.
        """
        found: list[Bridge] = []
        for component in nx.connected_components(self._graph):
            found += _bridges_of(self._graph.subgraph(component))
        return tuple(sorted(found, key=lambda one: (-one.cut_off, -sum(one.parts), one.party)))

    def cut_off_without(self, party: Party) -> frozenset[Party]:
        """Who would lose the connection with the largest part of the group of a party."""
        seen: set[Party | Work] = {party}
        parts: list[frozenset[Party]] = []
        for start in self._neighbours.get(party, ()):
            if start not in seen:
                reached = self._reached(start, seen)
                parts.append(frozenset(node for node in reached if isinstance(node, int)))
        # Of equal parts the one with the oldest party stays, so that it is always the same.
        in_order = sorted(filter(None, parts), key=lambda part: (-len(part), min(part)))
        return frozenset().union(*in_order[1:])

    def _reached(self, start: Party | Work, seen: set[Party | Work]) -> list[Party | Work]:
        """What can be reached without passing what was seen; afterwards that was seen, too."""
        reached = [start]
        seen.add(start)
        for node in reached:
            new = [other for other in self._neighbours[node] if other not in seen]
            seen.update(new)
            reached += new
        return reached

    def around(self, party: Party) -> "Network":
        """A party, its partners, and what they share among each other."""
        near = self.partners_of.get(party, frozenset()) | {party}
        own = self.works_of.get(party, frozenset())
        members = {
            work: self.members[work] & near
            for work in sorted({work for each in near for work in self.works_of.get(each, ())})
            if work in own or len(self.members[work] & near) > 1
        }
        return Network(frozenset(near), members)

    @cached_property
    def _neighbours(self) -> Mapping[Party | Work, Sequence[Party | Work]]:
        """The same as plain lists, which are read much faster."""
        return {node: list(others) for node, others in self._graph.adjacency()}

    @cached_property
    def _graph(self) -> "nx.Graph[Party | Work]":
        """Both sorts of nodes: parties are numbers, initiatives are texts. Only what is shared."""
        graph: nx.Graph[Party | Work] = nx.Graph()
        for work in sorted(self.shared):
            graph.add_edges_from((party, work) for party in sorted(self.members[work]))
        return graph


def _bridges_of(graph: "nx.Graph[Party | Work]") -> Iterable[Bridge]:
    """The bridges of one connected piece.

    Its blocks (pieces that hold together whoever leaves) and the nodes between them form a
    tree; what hangs below a node in it is what falls off without that node.
    """
    cuts = set(nx.articulation_points(graph))
    if not any(isinstance(cut, int) for cut in cuts):
        return
    tree: dict[object, list[object]] = {cut: [] for cut in cuts}
    weights: dict[object, int] = {cut: int(isinstance(cut, int)) for cut in cuts}
    for number, block in enumerate(nx.biconnected_components(graph)):
        name = ("block", number)
        inside = block & cuts
        weights[name] = sum(isinstance(node, int) for node in block - inside)
        tree[name] = list(inside)
        for cut in inside:
            tree[cut].append(name)
    total = sum(weights.values())
    root: object = ("block", 0)
    parents: dict[object, object | None] = {root: None}
    order = [root]
    for node in order:
        for neighbour in tree[node]:
            if neighbour not in parents:
                parents[neighbour] = node
                order.append(neighbour)
    below = dict(weights)
    for node in reversed(order):
        parent = parents[node]
        if parent is not None:
            below[parent] += below[node]
    for cut in cuts:
        if isinstance(cut, int):
            parts = [below[child] for child in tree[cut] if parents[child] == cut]
            parts.append(total - below[cut])
            sizes = tuple(sorted((size for size in parts if size), reverse=True))
            if len(sizes) > 1:
                yield Bridge(cut, sizes)
