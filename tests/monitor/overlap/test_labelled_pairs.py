"""The engine says what a programme manager would say, of pairs as people write them."""

import pytest

from monitor.overlap.comparing import compare
from tests.monitor.overlap.labelled_pairs import read_pairs

PRECISION, RECALL = 0.9, 0.85


@pytest.mark.parametrize("part", ["tuning", "testing"])
def test_of_what_is_shown_nearly_all_overlaps_and_of_what_overlaps_most_is_shown(part):
    pairs = read_pairs(part)
    shown = [pair for pair in pairs if compare(pair.one, pair.other).is_shown()]
    right = [pair for pair in shown if pair.overlaps]
    overlaps = [pair for pair in pairs if pair.overlaps]

    wrong = "; ".join(str(pair) for pair in shown if not pair.overlaps)
    missed = "; ".join(str(pair) for pair in overlaps if pair not in shown)
    assert len(right) / len(shown) >= PRECISION, f"shown without reason: {wrong}"
    assert len(right) / len(overlaps) >= RECALL, f"not found: {missed}"
