"""Colours: in one place, and readable on every ground they are used on."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text("utf-8")

GROUNDS = ["canvas", "surface"]
LINES = [f"line-{letter}" for letter in "abcde"]
#: text on ground, at least 4.5 : 1
TEXT = [
    *[(text, ground) for text in ("text", "text-muted", "accent", "error") for ground in GROUNDS],
    *[("line-contrast", line) for line in LINES],
    *[(line, ground) for line in LINES for ground in GROUNDS],
    *[(state, f"{state}-wash") for state in ("info", "success", "warning", "error")],
    *[("text", f"{state}-wash") for state in ("info", "success", "warning", "error", "accent")],
    *[("map-text", f"map-{shade}") for shade in range(4)],
    ("text", "surface-sunken"),
    ("text-muted", "surface-sunken"),
    ("accent", "accent-wash"),
    ("accent-hover", "canvas"),
    ("accent-contrast", "accent"),
    ("accent-contrast", "accent-hover"),
    ("text-inverse", "surface-inverse"),
    ("mark-text", "mark"),
    ("canvas", "error"),
]
#: the bounds of something one can use, and the focus mark, at least 3 : 1
BOUNDS = [("border-control", ground) for ground in (*GROUNDS, "surface-sunken")]


def colours(scheme: str) -> dict[str, str]:
    light, dark = TOKENS.split("@media screen and (prefers-color-scheme: dark)", 1)
    dark = dark.split("@media", 1)[0]
    found = dict(re.findall(r"--vw-color-([\w-]+):\s*(#[0-9a-f]{6})", light))
    if scheme == "dark":
        found |= dict(re.findall(r"--vw-color-([\w-]+):\s*(#[0-9a-f]{6})", dark))
    return found


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_is_readable_on_its_ground(scheme, text, ground):
    palette = colours(scheme)
    assert contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("bound", "ground"), BOUNDS)
def test_bound_of_a_control_stands_out(scheme, bound, ground):
    palette = colours(scheme)
    assert contrast(palette[bound], palette[ground]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_action_lines_have_five_different_colours(scheme):
    palette = colours(scheme)
    assert len({palette[line] for line in LINES}) == 5


def test_no_colour_outside_tokens():
    colour = re.compile(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*[;}])|\b(?:rgb|hsl|oklch|lab)a?\(")
    offenders = {
        str(path.relative_to(CSS)): hits
        for path in CSS.rglob("*.css")
        # Paper is white and ink is black, whatever the theme says.
        if path.name not in {"tokens.css", "print.css"}
        and (hits := colour.findall(re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)))
    }
    assert offenders == {}


def test_every_custom_property_that_is_used_is_declared():
    sources = {path: path.read_text("utf-8") for path in CSS.rglob("*.css")}
    declared = {name for text in sources.values() for name in re.findall(r"(--[\w-]+):", text)}
    used = {name for text in sources.values() for name in re.findall(r"var\((--[\w-]+)", text)}
    assert used - declared == set()
