from bench.engines.answer import Answer
from bench.engines.comparing import Compared, Row, agreeing
from bench.engines.entries import EMBEDDED, LIMIT, STOCK, WORDS_AND_FILTERS
from bench.engines.report import markdown, results, verdicts
from bench.engines.worker import Built, Held, Time

MEGABYTE = 2**20


def _row(label: str, clock: float, own: float = 1.0, held: int = 50) -> Row:
    slow, quiet = [Time(clock * 3, own)] * 4, [Time(clock, own)] * 4
    return Row(
        label,
        built=Built(5.0, 4.0, 100 * MEGABYTE, 3 * MEGABYTE),
        size=3 * MEGABYTE,
        held=Held(80 * MEGABYTE, held * MEGABYTE),
        turns={WORDS_AND_FILTERS: [slow, quiet]},
        edits=[12.0, 30.0],
    )


def _compared(embedded: float, stock: float, held: int = 50) -> Compared:
    rows = [_row(EMBEDDED.label, embedded, held=held), *(_row(label, stock) for label in STOCK)]
    return Compared(100_000, rows=[*rows, _row(LIMIT, 0.5)], loads=[0.5, 1.5])


def test_the_quietest_pass_counts() -> None:
    assert _row("engine", 7.0).times(WORDS_AND_FILTERS) == [7.0] * 4


def test_the_report_says_what_is_reached() -> None:
    found = "\n".join(verdicts([_compared(5, 60)]))
    assert "embedded p95 5.0 ms, own 1.0 ms (at most 10: reached)" in found
    assert (
        "takes 12 times as long in the middle and 12 times at p95 (at least 10: reached)" in found
    )
    assert "embedded takes 10 times as long as the limit" in found
    assert "an edit is found after 30 ms (p95; at most 1000: reached)" in found
    assert "holds 50 MB of its own and 80 MB with what it maps (own at most 200: reached)" in found


def test_the_report_says_what_is_missed() -> None:
    found = verdicts([_compared(20, 60, held=300)])
    assert sum("NOT reached" in line for line in found) == 4


def test_nothing_is_judged_of_a_run_without_the_embedded_engine() -> None:
    assert verdicts([Compared(100_000, rows=[_row(STOCK[0], 3)])]) == []


def test_the_table_shows_ratios_and_what_was_left_out() -> None:
    report = markdown([_compared(5, 60)], {"Elasticsearch": "there is none"})
    assert f"| {STOCK[0]} | 60 / 60 | 12 |" in report
    assert "- Elasticsearch: there is none" in report
    assert "load 0 to 2" in report


def test_the_results_hold_every_pass() -> None:
    kept = results([_compared(5, 60)], {})
    assert len(kept["sizes"][0]["rows"][0]["turns"][WORDS_AND_FILTERS]) == 2


def test_a_value_that_is_not_counted_has_no_documents() -> None:
    one = Answer(3, {"kind": {"offer": 3, "event": 0}, "form": {}})
    assert one.agrees_with(Answer(3, {"kind": {"offer": 3}}))
    assert not one.agrees_with(Answer(3, {"kind": {"offer": 2}}))
    assert not one.agrees_with(Answer(4, {"kind": {"offer": 3}}))


def test_agreement_tells_totals_from_counts() -> None:
    same, other = Answer(3, {"kind": {"offer": 3}}), Answer(3, {"kind": {"offer": 2}})
    (line,) = agreeing("words", {"embedded": [same, same], "other": [same, other]})
    assert line == "words, other: of 2 questions 2 totals, and of 1 every count as well"
