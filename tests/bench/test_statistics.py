import pytest

from bench.statistics import (
    Sample,
    by_group,
    percentile,
    quietest,
    quietest_times,
    share_within,
    summarise,
)


def sample(milliseconds: float, group: str = "list", **fields) -> Sample:
    values = {"status": 200, "processor": 1.0, "sent": 10, "raw": 20} | fields
    return Sample(group, "any", "/", milliseconds=milliseconds, **values)


def test_a_percentile_is_the_value_that_so_many_do_not_exceed() -> None:
    values = [float(number) for number in range(1, 101)]
    assert [percentile(values, share) for share in (0.0, 0.5, 0.95, 0.99, 1.0)] == [
        1.0, 50.0, 95.0, 99.0, 100.0,
    ]  # fmt: skip


def test_a_percentile_of_one_value_is_that_value() -> None:
    assert percentile([7.0], 0.95) == 7.0


def test_the_order_of_the_values_does_not_matter() -> None:
    assert percentile([9.0, 1.0, 5.0], 0.5) == 5.0


def test_nothing_measured_has_no_percentile() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)
    with pytest.raises(ValueError, match="no samples"):
        share_within([], 60)


def test_a_summary_tells_times_and_the_typical_size() -> None:
    samples = [sample(number, sent=number, raw=2 * number) for number in (10, 20, 30, 1000)]
    summary = summarise("list", samples)
    assert (summary.requests, summary.p50, summary.p95) == (4, 20, 1000)
    assert (summary.sent, summary.raw) == (20, 40)


def test_the_share_within_a_time_counts_the_time_itself() -> None:
    assert share_within([sample(60.0), sample(60.1), sample(10), sample(90)], 60) == 0.5


def test_samples_are_kept_apart_by_group() -> None:
    groups = by_group([sample(1), sample(2, "home"), sample(3)])
    assert {group: len(found) for group, found in groups.items()} == {"list": 2, "home": 1}


def test_the_quietest_pass_has_the_least_waiting_per_request() -> None:
    busy, quiet = [sample(50), sample(70)], [sample(20), sample(30), sample(40), sample(60)]
    assert quietest([busy, quiet]) == 1


def test_the_quietest_times_compare_only_what_every_pass_got_to() -> None:
    short, long = [5.0, 5.0], [4.0, 4.0, 90.0]
    assert quietest_times([short, long]) == long
    assert quietest_times([]) == []
