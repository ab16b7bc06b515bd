from io import StringIO

from django.core.management.base import OutputWrapper

from search import progress
from search.progress import ProgressLine


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def told(out: StringIO, counts: range, monkeypatch) -> str:
    """What is written when every count takes a second."""
    moments = iter(range(1_000))
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(moments))
    with ProgressLine(OutputWrapper(out), total=40) as line:
        for count in counts:
            line(count)
    return out.getvalue()


def test_a_terminal_gets_one_line_that_counts(monkeypatch):
    written = told(Terminal(), range(10, 50, 10), monkeypatch)
    assert "\n" not in written
    assert "10 of 40 documents (25%), 10 a second" in written
    assert "40 of 40 documents (100%), 10 a second" in written
    assert written.endswith(" \r")


def test_a_log_gets_a_line_now_and_then(monkeypatch):
    written = told(StringIO(), range(1, 41), monkeypatch)
    assert [line.split()[0] for line in written.splitlines()] == ["10", "20", "30", "40"]


def test_a_total_that_was_too_low_is_no_fault():
    assert "(100%)" in ProgressLine(OutputWrapper(StringIO()), total=3).text(5, 1.0)
    assert "%" not in ProgressLine(OutputWrapper(StringIO()), total=0).text(5, 0.0)
