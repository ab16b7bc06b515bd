"""Cells are understood as people here write them; what could mean two things is asked back."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from initiatives.models import Offer
from organisations.bulk_upload.cells import (
    Address,
    CellError,
    CellKind,
    Choice,
    Day,
    Line,
    Lines,
    Names,
    Number,
    OneTerm,
    Scope,
    Terms,
    TimeOfDay,
    WholeNumber,
    YesNo,
)
from organisations.bulk_upload.cells.days import day_in
from organisations.bulk_upload.reading.table import FORMULA_MARK, UNREADABLE
from organisations.typed_numbers import number_in
from taxonomy.models import ActionLine, Province, TargetGroup
from tests.factories import ActionLineFactory, ProvinceFactory, TargetGroupFactory

NOBODY = Scope(None, None)
MONTHS = """
januari februari maart april mei juni juli augustus september oktober november december
January February March April May June July August September October November December
"""
MONTHS_NL, MONTHS_EN = (line.split() for line in MONTHS.strip().splitlines())


def refusal(kind: CellKind, cell: Any) -> str:
    with translation.override("en"), pytest.raises(CellError) as raised:
        kind.read(cell)
    return str(raised.value)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("25", "25"),
        ("25,5", "25.5"),
        ("25.50", "25.5"),
        ("1.234,50", "1234.5"),
        ("1,234.50", "1234.5"),
        ("1.500", "1500"),
        ("1.234.567", "1234567"),
        ("€ 25,-", "25"),
        ("€25,00", "25"),
        ("25 euro", "25"),
        ("EUR 1 250,75", "1250.75"),
        ("0,05", "0.05"),
        ("-3", "-3"),
        (25, "25"),
        (25.0, "25"),
        (0.1, "0.1"),
        (249.95, "249.95"),
    ],
)
def test_numbers_are_read_the_dutch_way_and_the_english_way(written: Any, meant: str):
    assert Number(NOBODY).read(written) == Decimal(meant)


@pytest.mark.parametrize("written", ["gratis", "1,2,3", "1.23.4", "--", "12%", True, "1e5", "٣"])
def test_what_is_no_number_is_refused(written: Any):
    if written == "٣":
        assert number_in(written) == 3
        return
    assert "no number" in refusal(Number(NOBODY), written)


def test_a_number_that_could_mean_two_things_is_asked_back():
    assert "thousands" in refusal(Number(NOBODY), "1,234")


def test_a_whole_number_has_no_decimals():
    assert WholeNumber(NOBODY).read("4") == 4
    assert WholeNumber(NOBODY).read(4.0) == 4
    assert "whole number" in refusal(WholeNumber(NOBODY), "4,5")
    assert "too large" in refusal(WholeNumber(NOBODY), "9" * 12)


@given(st.decimals(min_value=0, max_value=9_999_999, places=2))
def test_every_amount_means_itself_in_both_ways_of_writing(amount: Decimal):
    english = f"{amount:,.2f}"
    dutch = english.translate(str.maketrans(",.", ".,"))
    assert number_in(dutch) == number_in(english) == number_in(f"€ {dutch}") == amount
    assert Number(NOBODY).read(float(amount)) == amount


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_numbers_and_days(text: str):
    for kind in (Number(NOBODY), WholeNumber(NOBODY), Day(NOBODY), TimeOfDay(NOBODY)):
        try:
            kind.read(text)
        except CellError:
            continue


@given(st.dates(date(1901, 1, 1), date(2199, 12, 31)))
def test_every_day_means_itself_in_every_way_of_writing(day: date):
    number, nl, en = day.month, MONTHS_NL[day.month - 1], MONTHS_EN[day.month - 1]
    serial = (day - date(1899, 12, 30)).days
    for written in (
        day.isoformat(),
        f"{day.isoformat()}T00:00:00",
        f"{day.day}-{number}-{day.year}",
        f"{day.day:02}-{number:02}-{day.year}",
        f"{day.day}/{number}/{day.year}",
        f"{day.day}.{number}.{day.year}",
        f"{day.day} {nl} {day.year}",
        f"dinsdag {day.day} {nl} {day.year}",
        f"{day.day} {nl[:3].upper()}. {day.year}",
        f"{en} {day.day}, {day.year}",
        f"{day.day} {en} {day.year}",
        f"{day.day}-{en[:3]}-{day.year}",
        serial,
        float(serial),
        str(serial),
    ):
        assert Day(NOBODY).read(written) == day, written
    assert Day(NOBODY).read(Day(NOBODY).write(day).isoformat()) == day


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("1-12-26", "four digits"),
        ("1 december '26", "four digits"),
        ("12/25/2026", "no such day"),
        ("31-2-2027", "no such day"),
        ("morgen", "no date"),
        ("1 foo 2026", "no date"),
        (46357.5, "with a time"),
        (12, "no date"),
        (True, "no date"),
        ("2026-12-01T09:30:00", "no date"),
    ],
)
def test_what_is_no_day_is_refused_with_what_would_be(written: Any, why: str):
    assert why in refusal(Day(NOBODY), written)


def test_a_short_month_with_a_point_is_known_in_dutch_too():
    assert day_in("1 mrt. 2027") == date(2027, 3, 1)
    assert day_in("1 okt 2027") == date(2027, 10, 1)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("9:30", time(9, 30)),
        ("09.30 uur", time(9, 30)),
        ("9u30", time(9, 30)),
        ("14u", time(14)),
        ("14 uur", time(14)),
        ("10:00:00", time(10)),
        ("2:30 pm", time(14, 30)),
        ("12 a.m.", time(0)),
        (0.4375, time(10, 30)),
        ((timedelta(hours=9, minutes=20) / timedelta(days=1)), time(9, 20)),
    ],
)
def test_times_are_read_as_people_write_them(written: Any, meant: time):
    assert TimeOfDay(NOBODY).read(written) == meant


@pytest.mark.parametrize("written", ["25:00", "9:75", "straks", "13 pm"])
def test_what_is_no_time_is_refused(written: str):
    assert "no time" in refusal(TimeOfDay(NOBODY), written)


@pytest.mark.parametrize("written", ["ja", "J", "Yes", "WAAR", "x", 1, True, "true"])
def test_yes_is_understood(written: Any):
    assert YesNo(NOBODY).read(written) is True


@pytest.mark.parametrize("written", ["nee", "n", "No", "onwaar", 0, False, None])
def test_no_is_understood_and_an_empty_cell_means_it(written: Any):
    assert YesNo(NOBODY).read(written) is False


def test_perhaps_is_neither():
    assert "yes" in refusal(YesNo(NOBODY), "misschien")


@pytest.mark.parametrize("written", ["free", "Gratis", " FREE ", "gratis"])
def test_a_choice_is_known_by_its_word_in_either_language(written: str):
    assert Choice(NOBODY, Offer.Cost).read(written) == Offer.Cost.FREE


def test_an_unknown_choice_is_refused_with_those_there_are():
    assert "paid in part by somebody else" in refusal(Choice(NOBODY, Offer.Cost), "duur")


def test_text_is_kept_and_what_cannot_be_seen_is_not():
    assert Line(NOBODY).read(" Een\u00a0 twee\nregels\u200b ") == "Een twee regels"
    assert Lines(NOBODY).read("Een \r\ntwee\x07".replace("\r\n", "\n")) == "Een\ntwee"
    assert Line(NOBODY).read(12.0) == "12"
    assert Names(NOBODY).read("a; b\n c;a;;") == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("www.example.org", "https://www.example.org"),
        ("example.org/cursus?a=b", "https://example.org/cursus?a=b"),
        ("http://example.org", "http://example.org"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("volgt nog", "volgt nog"),
    ],
)
def test_an_address_may_lack_its_beginning(written: str, meant: str):
    assert Address(NOBODY).read(written) == meant


@pytest.mark.parametrize("kind", [Line(NOBODY), Number(NOBODY), Day(NOBODY), YesNo(NOBODY)])
def test_formulas_and_what_is_unreadable_are_refused_everywhere(kind: CellKind):
    assert "formula" in refusal(kind, FORMULA_MARK + "1+1")
    assert "cannot be read" in refusal(kind, f"a{UNREADABLE}b")


@pytest.mark.django_db
def test_a_province_is_known_by_its_name_and_its_codes():
    flevoland = ProvinceFactory(code="NL-FL", label="Flevoland", ref="flevoland")
    friesland = ProvinceFactory(
        code="NL-FR", label="Fryslân", label_en="Frisia", synonyms=["Friesland"]
    )
    provinces = Terms(NOBODY, Province)
    both = tuple(sorted((flevoland.pk, friesland.pk)))
    for written in (
        "Flevoland; Fryslân",
        "flevoland, friesland",
        "FL;FR",
        "NL-FL\nnl-fr",
        "Frisia | fl",
        "FL, FL; Friesland",
    ):
        assert provinces.read(written) == both, written
    assert provinces.read(None) == ()
    assert "“Texas”" in refusal(provinces, "Flevoland; Texas")


@pytest.mark.django_db
def test_a_label_with_commas_is_one_term():
    TargetGroupFactory(label="Weten")
    long = TargetGroupFactory(label="Weten, willen, kunnen")
    other = TargetGroupFactory(label="Anders")
    groups = Terms(NOBODY, TargetGroup)
    assert groups.read("Weten, willen, kunnen") == (long.pk,)
    assert groups.read("Anders, weten, willen, kunnen") == (long.pk, other.pk)


@pytest.mark.django_db
def test_a_word_for_several_terms_is_asked_back():
    TargetGroupFactory(label="Jongeren", synonyms=["jeugd"])
    TargetGroupFactory(label="Leerlingen", synonyms=["Jeugd"])
    assert "Jongeren (English), Leerlingen (English)" in refusal(
        Terms(NOBODY, TargetGroup), "jeugd"
    )


@pytest.mark.django_db
def test_a_column_for_one_term_takes_one():
    line = ActionLineFactory(letter="C", label="Omscholen")
    assert OneTerm(NOBODY, ActionLine).read("C") == line.pk
    assert "not known" in refusal(OneTerm(NOBODY, ActionLine), "Omscholen; iets anders")


@pytest.mark.django_db
def test_what_is_written_is_read_as_the_same():
    first, second = TargetGroupFactory(label="Een, twee"), TargetGroupFactory(label="Drie")
    keys = (first.pk, second.pk)
    for language in ("nl", "en"):
        with translation.override(language):
            groups = Terms(NOBODY, TargetGroup)
            assert groups.read(groups.write(keys)) == keys
            for value in Offer.Cost.values:
                cost = Choice(NOBODY, Offer.Cost)
                assert cost.read(cost.write(value)) == value
