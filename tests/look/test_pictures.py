"""The province map, the path picture and the plait."""

from portal.path_picture import LANES, LYING, STANDING, path_picture
from portal.weave import STRANDS, plait
from taxonomy.province_map import POSITIONS, province_map

PROVINCES = [
    {"code": f"NL-{code}", "name": code, "count": count, "url": f"?province={code}"}
    for count, code in enumerate(POSITIONS)
]


def path(code, line="A"):
    return {"code": code, "title": f"Path {code}", "line": line, "url": f"?path={code}"}


def test_map_has_twelve_tiles_that_do_not_overlap():
    tiles = province_map(PROVINCES).tiles
    assert len({(tile.x, tile.y) for tile in tiles}) == 12


def test_map_reads_from_north_west_to_south_east():
    tiles = province_map(PROVINCES).tiles
    assert [tile.code for tile in tiles][:3] == ["FR", "GR", "NH"]


def test_map_shades_from_nothing_to_most():
    by_code = {tile.code: tile for tile in province_map(PROVINCES).tiles}
    counts = sorted(by_code.values(), key=lambda tile: tile.count)
    assert counts[0].shade == 0
    assert counts[1].shade == 1
    assert counts[-1].shade == 3


def test_map_without_counts_has_no_shade():
    unknown = [{**province, "count": None} for province in PROVINCES]
    assert {tile.shade for tile in province_map(unknown).tiles} == {0}


def test_map_marks_the_current_province():
    chosen = [tile.code for tile in province_map(PROVINCES, "NL-FL").tiles if tile.is_current]
    assert chosen == ["FL"]


def test_map_breaks_long_names():
    lines = province_map([{"code": "NL-NB", "name": "Noord-Brabant", "count": 1, "url": ""}])
    assert lines.tiles[0].name_lines == ["Noord-", "Brabant"]


def test_map_leaves_out_a_place_it_does_not_know():
    assert province_map([{"code": "NL-XX", "name": "X", "count": 1, "url": ""}]).tiles == []


def test_picture_draws_only_the_paths_there_are():
    picture = path_picture([path("A"), path("E", "D")])
    assert {strand.path for strand in picture.strands} == {"A", "E"}
    assert [row.path["code"] for row in picture.rows] == ["A", "E"]


def test_picture_takes_the_line_of_each_path():
    picture = path_picture([path("C", "B")])
    assert {strand.line for strand in picture.strands} == {"B"}


def test_picture_keeps_a_path_it_has_no_place_for():
    assert [rest["code"] for rest in path_picture([path("G")]).rest] == ["G"]


def test_both_drawings_show_the_same_paths():
    assert {code for code, _ in LYING} == set(STANDING) == set(LANES)


def test_plait_repeats_after_ten_crossings():
    once, twice = plait(steps=10), plait(steps=20)
    # The second half is the first half again, so each strand has exactly twice as many pieces.
    assert [data.count("M") * 2 for _, data in once.under] == [
        data.count("M") for _, data in twice.under
    ]


def test_plait_alternates_over_and_under():
    drawing = plait(steps=10)
    over = {letter: data.count("M") for letter, data in drawing.over}
    assert over == dict.fromkeys(STRANDS, 4)
