"""What differs between two texts, in pieces that read well."""

import pytest

from publishing.comparing.words import Mark, difference

SIGNS = {Mark.SAME: "{}", Mark.REMOVED: "[-{}-]", Mark.ADDED: "[+{}+]", Mark.LEFT_OUT: "…"}


def shown(before: str, after: str) -> str:
    return "".join(SIGNS[part.mark].format(part.text) for part in difference(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ""),
        ("", "nieuw", "[+nieuw+]"),
        ("oud", "", "[-oud-]"),
        ("een twee", "een twee", "een twee"),
        ("een twee drie", "een vier drie", "een [-twee-][+vier+] drie"),
        ("een twee", "een twee drie", "een twee[+ drie+]"),
        # Neighbouring words change together.
        ("de oude rode jas", "de nieuwe groene jas", "de [-oude rode-][+nieuwe groene+] jas"),
        ("kost 10 euro.", "kost 12 euro.", "kost [-10-][+12+] euro."),
    ],
)
def test_words_that_differ_are_marked(before: str, after: str, expected: str) -> None:
    assert shown(before, after) == expected


def test_both_texts_can_be_read_back_from_the_pieces() -> None:
    before = "Voor iedereen die wil leren.\nDrie dagen in Zwolle, met lunch."
    after = "Voor wie wil leren weven.\nTwee dagen in Zwolle of Deventer."
    parts = difference(before, after)
    assert "".join(part.text for part in parts if part.mark != Mark.ADDED) == before
    assert "".join(part.text for part in parts if part.mark != Mark.REMOVED) == after


def test_long_stretches_that_stay_the_same_are_left_out() -> None:
    long = " ".join(f"woord{n}" for n in range(300))
    text = shown(f"{long} oud", f"{long} nieuw")
    assert text.startswith("…")
    assert text.endswith("woord299 [-oud-][+nieuw+]")
    assert "woord10 " not in text


def test_a_very_long_text_is_compared_by_lines() -> None:
    lines = "".join(f"regel {n} van heel veel\n" for n in range(3000))
    text = shown(lines, lines.replace("regel 1500 ", "zin 1500 "))
    assert "[-regel 1500 van heel veel-][+zin 1500 van heel veel+]\n" in text
