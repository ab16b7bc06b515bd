"""What counts as a day when people write one."""

from datetime import date

import pytest

from taxonomy.days import read_day

NEW_YEARS_EVE = date(2026, 12, 31)


@pytest.mark.parametrize(
    "text",
    ["2026-12-31", "31-12-2026", "31/12/2026", "31.12.2026", " 31 12 2026 ", "31 december 2026",
     "31 Dec 2026", "31 dec. 2026", "31st December, 2026", "31e december 2026"],
)  # fmt: skip
def test_day_is_read_as_people_write_it(text):
    assert read_day(text) == NEW_YEARS_EVE


def test_months_have_names_in_both_languages():
    for number, names in {3: "maart mrt march mar", 5: "mei may", 10: "oktober okt oct"}.items():
        for name in names.split():
            assert read_day(f"1 {name} 2026") == date(2026, number, 1)


@pytest.mark.parametrize(
    "text",
    ["", "morgen", "31-12", "31-12-26", "2026-02-30", "12/31/2026", "31-12/2026", "2026-W05-1",
     "0000-01-01", "10000-01-01", "1 brumaire 2026", "٣١-١٢-٢٠٢٦", "2026-12-31" + " " * 90],
)  # fmt: skip
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError, match=r"day|year|month"):
        read_day(text)
