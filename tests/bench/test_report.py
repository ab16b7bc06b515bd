import argparse
import json

import pytest

from bench.measuring import Measurement, Pass
from bench.options import sizes
from bench.report import Size, markdown, results, table
from bench.site import Memory, Run, environment
from bench.statistics import Sample


def _size(label: str, times: list[float], generating: Run | None = None) -> Size:
    samples = [
        Sample(group, "one word", "/zoeken/", 200, time, time / 2, 4000, 40_000)
        for group in ("list", "search", "home")
        for time in times
    ]
    slow = [Sample("list", "one word", "/", 200, 900, 1, 1, 1)]
    return Size(
        label=label,
        items=1234,
        generating=generating,
        rebuilding=Run(3.0, 2.5, 200 * 2**20),
        database=5 * 2**20,
        index=2**20,
        measurement=Measurement([Pass(slow, 9.0), Pass(samples, 0.4)], Memory(2**28, 2**27)),
    )


def test_a_table_has_as_many_cells_in_every_line() -> None:
    lines = table(("name", "a", "b"), [["x", 1, 2], ["y", 3, 4]]).splitlines()
    assert lines == ["| name | a | b |", "| --- | --: | --: |", "| x | 1 | 2 |", "| y | 3 | 4 |"]


def test_the_report_judges_the_quietest_pass() -> None:
    report = markdown([_size("launch content", [10, 20, 30])])
    assert "100.0% of the list and search pages within 60 ms" in report
    assert "load of the machine 0.4" in report


def test_the_report_says_when_the_target_is_missed() -> None:
    report = markdown([_size("large", [10, 100])])
    assert "50.0% of the list and search pages within 60 ms (target 95%: NOT reached)" in report


def test_the_report_compares_the_largest_size_with_the_smallest() -> None:
    report = markdown([_size("small", [10]), _size("large", [30], Run(60, 50, 2**28))])
    assert "| large compared with small (times as slow) |" in report
    assert "| search | 3.0 | 3.0 | 3.0 |" in report


def test_one_size_is_compared_with_nothing() -> None:
    assert "compared with" not in markdown([_size("small", [10])])


def test_the_results_can_be_kept_as_json() -> None:
    kept = json.loads(json.dumps(results([_size("small", [10, 70])])))
    assert kept["sizes"][0]["share_within_target"] == 0.5
    assert kept["sizes"][0]["quietest_pass"] == 1
    assert kept["sizes"][0]["passes"][1]["groups"]["search"]["p95"] == 70
    assert kept["sizes"][0]["slowest"][0]["milliseconds"] == 70


def test_sizes_are_measured_from_small_to_large() -> None:
    assert sizes("10000,0,100") == [0, 100, 10000]


@pytest.mark.parametrize("text", ["", "many", "1,,2", "-1"])
def test_sizes_that_are_no_numbers_are_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        sizes(text)


def test_the_site_keeps_to_its_own_folder(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://production")
    monkeypatch.setenv("VLECHTWERK_STATIC_ROOT", "/srv/static")
    monkeypatch.setenv("SEARCH_URL", "https://cluster")
    values = environment(tmp_path, 1234)
    assert values["VLECHTWERK_VAR_DIR"] == str(tmp_path)
    assert values["PORT"] == "1234"
    assert {"DATABASE_URL", "SEARCH_URL", "VLECHTWERK_STATIC_ROOT"}.isdisjoint(values)
