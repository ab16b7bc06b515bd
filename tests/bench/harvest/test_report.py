from bench.harvest.measuring import Beside, Step
from bench.harvest.report import markdown
from bench.statistics import Sample

MEGABYTE = 1024 * 1024


def step(name: str, seconds: float, processor: float = 0.0, peak: int = 200) -> Step:
    return Step(name, [seconds], [processor], 100 * MEGABYTE, peak * MEGABYTE, {})


def pages(milliseconds: float) -> list[Sample]:
    return [Sample("list", "all", "/", 200, milliseconds, milliseconds / 2, 1, 1)]


def test_says_which_targets_were_reached():
    steps = [step("first", 59), step("unchanged", 9, 0.09), step("changed", 4, peak=301)]
    told = markdown(5000, steps, Beside(200, 25, 300, 90, 3, rest=pages(100), during=pages(140)))
    assert "first run within 60 s: reached" in told
    assert "unchanged within 100 ms of our own time (90): reached" in told
    assert "one in a hundred changed within 3 s: NOT reached" in told
    assert "at most 300 MB (301): NOT reached" in told
    assert "1.40 times as long as at rest (target 1.5: reached)" in told
