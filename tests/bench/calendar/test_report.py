"""What the report says of measurements that were made."""

from bench.calendar.bare_library import Bare
from bench.calendar.measuring import CalendarMeasurement, Export, FeedTimes, _Counter
from bench.calendar.report import markdown, results
from bench.site import Memory, Run
from bench.statistics import Sample

MB = 1024 * 1024


def _measured(*, page=20.0, cold=100.0, more=50) -> CalendarMeasurement:
    samples = [Sample("calendar", "month", "/agenda/?view=month", 200, page, page, 1000, 5000)] * 20
    feed = FeedTimes(1000, 900_000, [cold], [cold], [2.0], [1.0], Bare(100, 200, 300, 900_000))
    export = Export(50_000, 40 * MB, 3.0, Memory(100 * MB, 0), Memory((100 + more) * MB, 0))
    return CalendarMeasurement([samples], feed, export)


def _text(measured: CalendarMeasurement) -> str:
    return markdown(measured, (50_000, 200_000, 6_000), Run(60.0, 50.0, 300 * MB))


def test_bars_that_are_reached_are_said_to_be():
    assert "NOT reached" not in _text(_measured())


def test_each_bar_that_is_missed_is_said_to_be():
    assert _text(_measured(page=61, cold=301, more=201)).count("NOT reached") == 3


def test_the_feed_is_compared_with_the_bare_library():
    assert "6.0 times as fast as the bare library" in _text(_measured(cold=100))


def test_everything_is_kept_for_a_program():
    kept = results(_measured(), (1, 2, 3))
    assert kept["sizes"] == {"events": 1, "dates": 2, "fullest_month": 3}
    assert kept["share_within_target"] == 1.0


def test_a_word_that_is_cut_by_a_piece_is_counted_once():
    counter = _Counter(b"BEGIN")
    for piece in (b"BEG", b"INxxBEGIN", b"B", b"EGIN"):
        counter.add(piece)
    assert counter.found == 3
