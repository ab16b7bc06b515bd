"""The facts of a network, against what somebody would find by trying everything out."""

from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.network.graph import Bridge, Network
from monitor.network.layout import ROW, lay_out

PARTIES = st.integers(min_value=1, max_value=9)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Up to nine parties in up to nine initiatives; some of either with nothing."""
    members = draw(
        st.dictionaries(
            st.sampled_from([f"initiative:{n}" for n in range(1, 10)]),
            st.frozensets(PARTIES, max_size=4),
            max_size=9,
        )
    )
    more = draw(st.frozensets(PARTIES, max_size=3))
    return Network(more.union(*members.values()), members)


def naive_groups(
    parties: frozenset[int], members: Mapping[str, frozenset[int]]
) -> list[frozenset[int]]:
    """Merge whatever shares an initiative until nothing changes."""
    groups = [{party} for party in parties]
    for together in members.values():
        touched = [group for group in groups if group & together]
        groups = [group for group in groups if not group & together]
        groups.append(set().union(*touched)) if touched else None
    return sorted(map(frozenset, groups), key=lambda group: (-len(group), sorted(group)))


def without(network: Network, party: int) -> list[frozenset[int]]:
    members = {work: found - {party} for work, found in network.members.items()}
    return naive_groups(network.parties - {party}, members)


class TestAgainstTryingEverythingOut:
    @given(networks())
    def test_partners_are_who_stands_in_the_same_initiative(self, network: Network) -> None:
        for party in network.parties:
            partners = {
                other
                for found in network.members.values()
                if party in found
                for other in found
                if other != party
            }
            assert network.partners_of[party] == partners
            assert (party in network.alone) == (not partners)

    @given(networks())
    def test_groups_are_what_hangs_together(self, network: Network) -> None:
        naive = naive_groups(network.parties, network.members)
        expected = [group for group in naive if len(group) > 1]
        assert sorted(network.groups, key=sorted) == sorted(expected, key=sorted)
        assert [len(group) for group in network.groups] == [len(group) for group in expected]

    @given(networks())
    def test_a_bridge_is_who_leaves_others_without_a_connection(self, network: Network) -> None:
        expected = set()
        for group in network.groups:
            for party in group:
                parts = [part for part in without(network, party) if part <= group]
                if len(parts) > 1:
                    expected.add(Bridge(party, tuple(len(part) for part in parts)))
        assert set(network.bridges) == expected
        costs = [bridge.cut_off for bridge in network.bridges]
        assert costs == sorted(costs, reverse=True)

    @given(networks())
    def test_who_is_cut_off_are_all_but_the_largest_part(self, network: Network) -> None:
        for bridge in network.bridges:
            lost = network.cut_off_without(bridge.party)
            (group,) = [group for group in network.groups if bridge.party in group]
            parts = [part for part in without(network, bridge.party) if part <= group]
            assert len(lost) == bridge.cut_off
            assert all(part <= lost or not part & lost for part in parts)

    @given(networks())
    def test_around_a_party_stand_its_partners_and_all_it_does(self, network: Network) -> None:
        for party in network.parties:
            near = network.around(party)
            assert near.parties == network.partners_of[party] | {party}
            assert near.works_of[party] == network.works_of[party]
            assert all(found <= near.parties for found in near.members.values())


class TestPlainCases:
    def test_an_umbrella_holds_its_members_together(self) -> None:
        members = {f"initiative:{n}": frozenset({1, n}) for n in (2, 3, 4)}
        network = Network(frozenset({1, 2, 3, 4, 5}), members)
        assert network.bridges == (Bridge(1, (1, 1, 1)),)
        assert network.alone == {5}
        assert network.cut_off_without(1) == {3, 4}

    def test_a_ring_has_no_bridge(self) -> None:
        ring = {"a": frozenset({1, 2}), "b": frozenset({2, 3}), "c": frozenset({3, 1})}
        assert Network(frozenset({1, 2, 3}), ring).bridges == ()

    def test_own_initiatives_make_nobody_a_bridge(self) -> None:
        own = {"a": frozenset({1}), "b": frozenset({1}), "c": frozenset({1, 2})}
        network = Network(frozenset({1, 2}), own)
        assert network.bridges == ()
        assert network.shared == {"c"}

    def test_thousands_in_a_row_are_no_deep_recursion(self) -> None:
        row = {f"initiative:{n}": frozenset({n, n + 1}) for n in range(1, 3_000)}
        network = Network(frozenset(range(1, 3_001)), row)
        assert len(network.bridges) == 2_998
        assert network.bridges[0].cut_off == 1_499


@st.composite
def ties(draw: st.DrawFn) -> dict[int, list[str]]:
    rights = st.sampled_from("abcdefgh")
    return draw(st.dictionaries(PARTIES, st.lists(rights, min_size=1, max_size=4, unique=True)))


class TestThePicture:
    @given(ties())
    def test_no_two_names_of_a_side_lie_over_each_other(self, drawn: dict[int, list[str]]) -> None:
        layout = lay_out(drawn)
        assert set(layout.left) == set(drawn)
        assert set(layout.right) == {one for ones in drawn.values() for one in ones}
        for side in (layout.left, layout.right):
            heights = sorted(side.values())
            gaps = [after - before for before, after in pairwise(heights)]
            assert all(gap >= ROW - 0.2 for gap in gaps)
            assert all(ROW / 2 - 0.2 <= height <= layout.height for height in heights)

    @given(ties(), st.randoms())
    def test_the_order_in_which_ties_are_told_plays_no_part(
        self, drawn: dict[int, list[str]], random: object
    ) -> None:
        again = {party: sorted(ones) for party, ones in drawn.items()}
        assert lay_out(again) == lay_out(
            {party: sorted(set(ones)) for party, ones in drawn.items()}
        )

    def test_two_that_cross_are_put_straight(self) -> None:
        layout = lay_out({1: ["a"], 2: ["b"], 3: ["a"], 4: ["b", "a"]})
        assert (layout.left[1] < layout.left[2]) == (layout.right["a"] < layout.right["b"])
        assert (layout.left[3] < layout.left[2]) == (layout.right["a"] < layout.right["b"])

    @pytest.mark.parametrize("drawn", [{}, {1: []}])
    def test_nothing_is_drawn_of_nothing(self, drawn: dict[int, list[str]]) -> None:
        assert lay_out(drawn).height == 0
