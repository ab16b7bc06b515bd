"""The parts of the loader that need no database."""

from pathlib import Path

import pytest

from portal.launching.figures import in_dutch, in_english
from portal.launching.links import address_of
from portal.launching.merge import merge
from portal.launching.reader import read_file
from portal.launching.rich_text import links_in, normalised, unknown_tags
from portal.management.commands.load_launch_content import PrintedProgress


def read(path: Path, text: str):
    path.write_text(text, encoding="utf-8")
    records, faults = read_file(path)
    assert not faults
    return records[0].data


# --- reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["NO", "no", "on", "Yes", "y", "off", "010", "1:30", "2024-07-30"])
def test_words_that_yaml_1_1_reads_as_something_else_stay_words(tmp_path, word):
    assert read(tmp_path / "x.yaml", f"- id: a\n  code: {word}\n")["code"] == word


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("12", 12), ("-3", -3), ("1.5", 1.5), ("'12'", "12")]
)
def test_plain_values_keep_their_type(tmp_path, text, value):
    found = read(tmp_path / "x.yaml", f"- id: a\n  x: {text}\n")["x"]
    assert found == value
    assert type(found) is type(value)


def test_years_may_be_names_of_fields(tmp_path):
    assert read(tmp_path / "x.yaml", "- id: a\n  per_year: {2025: 600}\n")["per_year"] == {
        2025: 600
    }


def test_record_knows_the_line_of_every_field(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("# remark\n- id: a\n  x: 1\n\n- id: b\n  y: 2\n", encoding="utf-8")
    records, _faults = read_file(path)
    assert [(record.id, record.line) for record in records] == [("a", 2), ("b", 5)]
    assert records[1].lines["y"] == 6


@pytest.mark.parametrize(
    ("link", "dutch", "english"),
    [
        ("search:?", "/zoeken/", "/en/search/"),
        ("search:?kind=offer", "/zoeken/?kind=offer", "/en/search/?kind=offer"),
        ("agenda:?province=NL-FL", "/agenda/?province=NL-FL", "/en/calendar/?province=NL-FL"),
        ("/hulp/", "/hulp/", "/hulp/"),
        ("https://example.org/?a=1", "https://example.org/?a=1", "https://example.org/?a=1"),
    ],
)
def test_a_link_leads_to_the_address_in_the_language_of_its_text(link, dutch, english):
    assert address_of(link, "nl") == dutch
    assert address_of(link, "en") == english


def test_empty_file_holds_no_records(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("# nothing yet\n", encoding="utf-8")
    assert read_file(path) == ([], [])


# --- deciding ------------------------------------------------------------------------------------


def test_untouched_field_follows_the_files():
    result = merge({"a": "new"}, {"a": "old"}, {"a": "old"})
    assert (result.changes, result.kept, result.remembered) == ({"a": "new"}, [], {"a": "new"})


def test_field_a_curator_changed_is_kept_and_its_old_value_remembered():
    result = merge({"a": "new"}, {"a": "old"}, {"a": "by hand"})
    assert (result.changes, result.kept, result.remembered) == ({}, ["a"], {"a": "old"})


def test_curator_and_files_that_agree_are_no_conflict():
    result = merge({"a": "new"}, {"a": "old"}, {"a": "new"})
    assert (result.changes, result.kept, result.remembered) == ({}, [], {"a": "new"})


@pytest.mark.parametrize("empty", ["", None, []])
def test_field_never_loaded_is_only_filled_when_empty(empty):
    assert merge({"a": "new"}, {}, {"a": empty}).changes == {"a": "new"}
    assert merge({"a": "new"}, {}, {"a": "by hand"}).kept == ["a"]


# --- texts ---------------------------------------------------------------------------------------


def test_rich_text_has_one_way_of_writing():
    written = '<p data-block-key="x1">A  &amp; <b>b</b>, c.</p>\n <ul> <li>d</li> </ul>'
    assert normalised(written) == "<p>A &amp; <b>b</b>, c.</p><ul><li>d</li></ul>"
    assert normalised(normalised(written)) == normalised(written)


def test_order_of_attributes_does_not_matter():
    one, other = '<a id="5" linktype="page">x</a>', '<a linktype="page" id="5">x</a>'
    assert normalised(one) == normalised(other)


def test_words_of_a_link_taken_away_stay():
    assert normalised('<p>Zie <a href="x">hier</a>.</p>', lambda _link: None) == "<p>Zie hier.</p>"


def test_ampersand_in_an_address_survives():
    assert links_in('<a href="search:?a=1&amp;b=2">x</a>') == ["search:?a=1&b=2"]
    assert "a=1&amp;b=2" in normalised('<a href="search:?a=1&b=2">x</a>')


def test_elements_an_editor_would_lose_are_found():
    assert unknown_tags("<p>a</p><iframe></iframe><h2>b</h2>") == ["iframe", "h2"]


@pytest.mark.parametrize(
    ("number", "dutch", "english"),
    [(1, "1", "1"), (1500, "1.500", "1,500"), (11840000, "11.840.000", "11,840,000")],
)
def test_numbers_are_written_as_each_language_does(number, dutch, english):
    assert (in_dutch(number), in_english(number)) == (dutch, english)


# --- progress ------------------------------------------------------------------------------------


class Terminal:
    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str, ending: str = "\n") -> None:
        self.text += text + ending

    def flush(self) -> None: ...


def test_bar_grows_on_a_terminal():
    terminal = Terminal()
    progress = PrintedProgress(terminal)
    progress.start("initiatives", 60)
    for _number in range(60):
        progress.advance()
    progress.finish()
    shown = terminal.text.split("\r")
    assert "[..............................] 0/60" in shown[1]
    assert "[##############################] 60/60" in shown[-1]
    assert len(shown) > 20
