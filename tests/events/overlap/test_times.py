"""Times of the day as people write them."""

from datetime import time

import pytest

from events.overlap.times import read_time


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("10", 10, 0),
        ("10:30", 10, 30),
        (" 10.30 uur ", 10, 30),
        ("10u30", 10, 30),
        ("9 uur", 9, 0),
        ("14h", 14, 0),
        ("2 pm", 14, 0),
        ("2:15PM", 14, 15),
        ("12 am", 0, 0),
        ("12 pm", 12, 0),
        ("0:00", 0, 0),
        ("24:00", 0, 0),
    ],
)
def test_reads_what_people_write(text: str, hour: int, minute: int) -> None:
    assert read_time(text) == time(hour, minute)


@pytest.mark.parametrize(
    "text",
    ["", "tien uur", "25", "24:01", "10:60", "13 pm", "0 am", "10:3", "-1", "1" * 50, "１０:００"],
)
def test_refuses_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError):
        read_time(text)
