"""Which provinces lie next to each other."""

from taxonomy.neighbours import BORDERS, neighbours_of
from taxonomy.province_map import POSITIONS


def test_neighbours_are_so_from_both_sides() -> None:
    assert neighbours_of("NL-DR") == {"NL-GR", "NL-FR", "NL-OV"}
    assert all(one in neighbours_of(other) for other, one in BORDERS)


def test_every_province_of_the_map_has_neighbours_and_an_unknown_code_has_none() -> None:
    assert all(neighbours_of(f"NL-{short}") for short in POSITIONS)
    assert neighbours_of("BE-VLG") == frozenset()
