"""A file is read whatever program made it, or refused with a sentence that helps."""

import io
import struct
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from organisations.bulk_upload.reading import Table, UnreadableError, read_table
from organisations.bulk_upload.reading.table import FORMULA_MARK, UNREADABLE, table_of
from tests.organisations.bulk_upload.made_files import csv_bytes, saved, with_part, xlsx_bytes

HEADER = ["title", "summary", "place"]
WORKBOOK = xlsx_bytes([HEADER, ["a", 12, "b"]])


def read(data: bytes) -> Table:
    with translation.override("en"):
        return read_table(io.BytesIO(data), lambda names: len(set(HEADER) & set(names)))


def rows(data: bytes) -> list[tuple[Any, ...]]:
    return [row.cells for row in read(data).rows]


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableError) as raised:
        read(data)
    return str(raised.value)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_text_is_read_in_every_usual_encoding_and_with_every_usual_delimiter(
    encoding: str, delimiter: str
):
    line = ["Café: één, twee; drie", "Kost € 25 – écht", "Zoë"]
    assert rows(csv_bytes([HEADER, line], encoding=encoding, delimiter=delimiter)) == [tuple(line)]


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_lines_may_end_as_on_any_system(ending: str):
    assert rows(f"title;summary{ending}a;b{ending}{ending}c;d".encode()) == [("a", "b"), ("c", "d")]


def test_a_line_that_names_the_delimiter_is_no_header():
    found = read(b"sep=,\r\ntitle,summary\r\na,b;c\r\n")
    assert found.header == ("title", "summary")
    assert [(row.number, row.cells) for row in found.rows] == [(3, ("a", "b;c"))]


def test_a_cell_between_quotes_may_hold_line_breaks_and_delimiters():
    assert rows(b'title;summary\r\n"a;b";"first\r\nsecond ""line"""\r\n') == [
        ("a;b", 'first\nsecond "line"')
    ]


def test_empty_rows_and_cells_are_left_out_and_numbers_stay_those_of_the_spreadsheet():
    found = read(xlsx_bytes([[], HEADER, ["a"], [None, " "], ["b", None, "c", None]]))
    assert [(row.number, row.cells) for row in found.rows] == [(3, ("a",)), (5, ("b", None, "c"))]


def test_a_workbook_keeps_numbers_days_and_times_apart():
    line = [12, 0.5, True, datetime(2026, 12, 1), datetime(2026, 12, 1, 9, 30), time(9, 30)]
    assert rows(xlsx_bytes([["title", *"abcde"], line])) == [
        (12, 0.5, True, "2026-12-01", "2026-12-01T09:30:00", "09:30:00")
    ]


def test_the_sheet_with_the_known_columns_is_read_and_a_hidden_one_is_not():
    book = Workbook()
    book.active.append(["About this file"])
    for name, state in (("rows", "visible"), ("old", "hidden")):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        sheet.append(HEADER)
        sheet.append([name])
    assert rows(saved(book)) == [("rows",)]


def test_a_formula_is_known_as_one_in_both_kinds_of_files():
    assert rows(xlsx_bytes([["title"], ["=1+1"]])) == [(FORMULA_MARK + "1+1",)]
    assert rows(b'title\n"=HYPERLINK(""x"")"\n') == [(FORMULA_MARK + 'HYPERLINK("x")',)]


def test_what_a_spreadsheet_quoted_is_text_again():
    assert rows(b"title;summary\n'-5 graden;'+31 6\n") == [("-5 graden", "+31 6")]


def test_an_error_in_a_cell_makes_only_that_cell_unreadable():
    book = Workbook()
    sheet: Worksheet = book.active
    sheet.append(HEADER)
    sheet.append(["a", "#REF!"])
    sheet["B2"].data_type = "e"
    assert rows(saved(book)) == [("a", UNREADABLE)]


def test_a_workbook_is_known_by_its_content():
    assert rows(xlsx_bytes([HEADER, ["a"]])) == [("a",)]
    assert "not a table" in refusal(b"%PDF-1.7 title;summary")
    assert "not a table" in refusal(b"  <html><table><tr><td>title")
    assert "old Excel file" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_two_thousand_rows_are_read_and_one_more_is_not():
    lines = [[f"t{number}"] for number in range(2_000)]
    assert len(rows(csv_bytes([HEADER, *lines]))) == 2_000
    assert "2000" in refusal(csv_bytes([HEADER, *lines, ["one more"]]))
    assert "2000" in refusal(xlsx_bytes([HEADER, *lines, ["one more"]]))


def test_a_file_without_anything_to_add_is_refused():
    assert "empty" in refusal(b" ")
    assert "empty" in refusal(csv_bytes([["", ""]]))
    assert "no rows" in refusal(csv_bytes([HEADER]))


@pytest.mark.parametrize("size", [8 * 1024 * 1024 + 1, 50 * 1024 * 1024])
def test_a_file_that_is_too_large_is_refused_before_it_is_read(size: int):
    file = io.BytesIO(b"title\n".ljust(size, b"x"))
    with translation.override("en"), pytest.raises(UnreadableError, match="larger than 8 MB"):
        read_table(file, len)
    assert file.tell() <= 8 * 1024 * 1024 + 1


def test_a_file_that_unpacks_to_far_more_is_refused_unopened():
    bomb = with_part(xlsx_bytes([HEADER, ["a"]]), "xl/media/picture.bin", bytes(200 * 1024 * 1024))
    assert len(bomb) < 1024 * 1024
    assert "far too large" in refusal(bomb)


def test_a_bomb_that_lies_about_its_size_is_not_unpacked_further_than_it_says():
    bomb = with_part(
        xlsx_bytes([HEADER]), "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 60_000_000
    )
    at = bomb.rindex(b"PK\x01\x02")
    lying = bomb[: at + 24] + struct.pack("<L", 1000) + bomb[at + 28 :]
    assert "damaged" in refusal(lying)


def test_a_file_with_macros_is_refused():
    plain = xlsx_bytes([HEADER, ["a"]])
    assert "macros" in refusal(with_part(plain, "xl/vbaProject.bin", b"x"))
    kinds = zipfile.ZipFile(io.BytesIO(plain)).read("[Content_Types].xml")
    macro = kinds.replace(b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")
    assert "macros" in refusal(with_part(plain, "[Content_Types].xml", macro))


def test_a_zip_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("content.xml", "<office/>")
    assert "not an Excel workbook" in refusal(out.getvalue())


def test_a_damaged_workbook_is_refused():
    whole = xlsx_bytes([HEADER, ["a"]])
    assert "damaged" in refusal(whole[: len(whole) // 2])
    assert "damaged" in refusal(
        with_part(whole, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData>")
    )
    assert "damaged" in refusal(with_part(whole, "xl/workbook.xml", b"nothing of use"))


def test_entities_in_a_workbook_are_not_expanded():
    lol = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    sheet = (
        lol
        + b"<worksheet><sheetData><row><c t='inlineStr'><is><t>&b;</t></is></c></row></sheetData></worksheet>"
    )
    assert "damaged" in refusal(with_part(xlsx_bytes([HEADER]), "xl/worksheets/sheet1.xml", sheet))


def test_a_sheet_that_claims_to_be_endless_is_read_as_far_as_it_goes():
    book = Workbook()
    book.active.append(HEADER)
    book.active["A3"] = "a"
    book.active["A1048576"] = "far away"
    assert [row.number for row in read(saved(book)).rows] == [3]


def test_text_with_nul_bytes_is_refused():
    assert "not a table" in refusal(b"title;summary\na\x00b;c\n")


def test_a_quotation_mark_too_many_is_told_with_its_row():
    assert "Row 3" in refusal(b'title;summary\na;b\n"c;d\ne;f\n')


def test_a_row_with_very_many_columns_is_refused():
    assert "more than 200 columns" in refusal(csv_bytes([HEADER, ["x"] * 500]))


def test_numbers_without_end_are_unreadable_and_can_be_stored():
    book = Workbook()
    book.active.append(HEADER)
    book.active.append([1e308])
    sheet = zipfile.ZipFile(io.BytesIO(saved(book))).read("xl/worksheets/sheet1.xml")
    endless = with_part(
        saved(book), "xl/worksheets/sheet1.xml", sheet.replace(b"1e+308", b"1e+999")
    )
    assert rows(endless) == [(UNREADABLE,)]


def test_days_before_the_calendar_of_spreadsheets_do_not_break_the_file():
    assert rows(xlsx_bytes([["title"], [date(1850, 1, 1).isoformat()]])) == [("1850-01-01",)]


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading_of_text(data: bytes):
    try:
        read(data)
    except UnreadableError:
        return


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8))
def test_no_damage_breaks_the_reading_of_a_workbook(damage: list[tuple[int, int]]):
    data = bytearray(WORKBOOK)
    for place, value in damage:
        data[place % len(data)] = value
    try:
        read(bytes(data))
    except UnreadableError:
        return


def test_half_a_character_makes_only_its_cell_unreadable():
    table = table_of([(1, ["title"]), (2, ["a\ud800"])])
    assert table.rows[0].cells == (f"a{UNREADABLE}",)
