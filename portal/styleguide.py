"""Every component with example content, for the people who maintain the site."""

import datetime
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from wagtail.admin.auth import require_admin_access

from monitor.coverage.glimpse import glimpse_of
from monitor.coverage.matrix import Cell, Line, Matrix, State
from portal.blocks import WayInBlock
from publishing.blocks import BodyBlock
from taxonomy.localised import LocalisedFieldsMixin
from taxonomy.models import ActionLine

LINES = {
    "A": "ICT-onderwijs: instroom en uitstroom",
    "B": "Kiezen voor ICT na de studie",
    "C": "Zij-instroom",
    "D": "Doorgroei en behoud",
    "E": "Voorwaarden om het te laten lukken",
}
PROVINCES = {
    "NL-GR": ("Groningen", 38),
    "NL-FR": ("Friesland (Fryslân)", 36),
    "NL-DR": ("Drenthe", 35),
    "NL-OV": ("Overijssel", 41),
    "NL-FL": ("Flevoland", 43),
    "NL-GE": ("Gelderland", 44),
    "NL-UT": ("Utrecht", 52),
    "NL-NH": ("Noord-Holland", 61),
    "NL-ZH": ("Zuid-Holland", 66),
    "NL-ZE": ("Zeeland", 29),
    "NL-NB": ("Noord-Brabant", 71),
    "NL-LI": ("Limburg", 0),
}
PATHS = [
    ("A", "Leren voor ICT op school", "A"),
    ("B", "Van ICT-diploma naar ICT-baan", "B"),
    ("C", "Van een ander diploma naar een ICT-baan", "B"),
    ("D", "Overstappen vanuit ander werk", "C"),
    ("E", "Groeien en blijven als ICT'er", "D"),
    ("F", "Overig: samenwerking en programma", "E"),
]


class Example(LocalisedFieldsMixin):
    """Stands in for a record: has the fields it is given, and no English."""

    is_national = True

    def __init__(self, **fields: Any) -> None:
        self.__dict__ |= fields

    def __getattr__(self, name: str) -> Any:
        # A companion field that was not given is empty, as in a record without English.
        if name.endswith("_en"):
            return ""
        raise AttributeError(name)


class Examples(list):
    """Stands in for a related manager."""

    def all(self) -> "Examples":
        return self


class ExampleForm(forms.Form):
    """A form with one right and two wrong answers."""

    name = forms.CharField(label="Naam van de organisatie", help_text="Zoals op uw website.")
    email = forms.EmailField(label="E-mailadres", widget=forms.EmailInput)
    form = forms.ChoiceField(
        label="Vorm",
        choices=[("course", "Cursus"), ("voucher", "Voucher")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea({"rows": 3}))

    def clean_name(self) -> str:
        raise ValidationError("Deze organisatie staat al in de lijst.")


@require_admin_access
def styleguide(request: HttpRequest) -> HttpResponse:
    """The living style guide: only for those who may use the admin."""
    return render(request, "pages/styleguide.html", example_context())


def example_context() -> dict[str, Any]:
    """What `pages/styleguide.html` shows; one function per group of components."""
    groups: list[Callable[[], dict[str, Any]]] = [
        _search,
        _items,
        _pictures,
        _facts,
        _region,
        _blocks,
    ]
    context: dict[str, Any] = {
        "breadcrumbs": [{"label": "Stijlgids"}],
        "preview_example": {"back_url": "#preview_banner"},
    }
    for group in groups:
        context |= group()
    return context


def _line(letter: str) -> dict[str, str]:
    return {"letter": letter, "label": LINES[letter], "url": "#tag"}


def _option(value: str, label: str, count: int, **more: Any) -> dict[str, Any]:
    return {"value": value, "label": label, "count": count, "selected": False, "depth": 0} | more


def _search() -> dict[str, Any]:
    provinces = [_option(code, name, count) for code, (name, count) in PROVINCES.items()]
    provinces[4]["selected"] = True
    groups = [
        _option("werkzoekenden", "Werkzoekenden", 18),
        _option("statushouders", "Statushouders", 4, depth=1, selected=True),
        _option("zij-instromers", "Zij-instromers", 22),
    ]
    lines = [_option(f"nl-{letter.lower()}", LINES[letter], 9, line=letter) for letter in LINES]
    return {
        "facets": [
            {"name": "province", "label": "Provincie", "options": provinces},
            {"name": "target_group", "label": "Doelgroep", "options": groups},
            {"name": "action_line", "label": "Actielijn", "options": lines},
        ],
        "chips": [
            {"facet_label": "Provincie", "label": "Flevoland", "remove_url": "#chip"},
            {"facet_label": "Doelgroep", "label": "Statushouders", "remove_url": "#chip"},
        ],
        "examples": [
            {"label": word, "url": "#hero"} for word in ("omscholing", "gastles", "voucher")
        ],
        "pages": [
            {"number": 1, "url": "#pagination", "current": False},
            {"gap": True},
            {"number": 4, "url": "#pagination", "current": True},
            {"number": 5, "url": "#pagination", "current": False},
        ],
        "sorts": [
            {"value": "relevance", "label": "Best passend", "selected": True},
            {"value": "title", "label": "Titel"},
        ],
        "tips": [
            "Haal een filter weg.",
            "Gebruik minder woorden.",
            "Kijk of u een typefout maakte.",
        ],
    }


def _items() -> dict[str, Any]:
    card = {
        "kind_label": "Aanbod",
        "title": "Omscholing tot softwareontwikkelaar",
        "url": "#card",
        "summary": "In zes maanden leert u het vak. Daarna begint u bij een bedrijf in de buurt.",
        "fragment": mark_safe("… <mark>omscholing</mark> voor wie nu ander werk doet …"),
        "organisations": ["Voorbeeldschool", "Voorbeeldbedrijf"],
        "place": "Flevoland",
        "lines": [_line("C"), _line("E")],
        "tags": [{"label": "Zij-instromers", "url": "#tag"}],
        "verified_on": datetime.date(2026, 9, 4),
        "show_verified": True,
    }
    plain = {
        "kind_label": "Initiatief",
        "title": "Network of teachers",
        "title_lang": "en",
        "url": "#card",
        "summary": "Een voorbeeld met een Engelse titel en zonder de rest.",
        "national": True,
        "verified_on": datetime.date(2024, 1, 8),
        "stale": True,
        "show_verified": True,
    }
    article = {
        "title": "Drie provincies, één aanpak",
        "url": "#teaser",
        "date": datetime.date(2026, 11, 2),
        "summary": "Groningen, Friesland en Drenthe werken samen.",
    }
    rows = [
        {
            "title": "Jobcoach voor het mkb",
            "url": "#list_row",
            "meta": "Zeeland",
            "lines": [_line("D")],
        }
    ]
    return {"card": card, "cards": [card, plain], "article": article, "rows": rows}


def _pictures() -> dict[str, Any]:
    ways = [
        ("Ik wil werken in de ICT", "Vind een opleiding of een omscholing.", "person"),
        ("Ik zoek hulp voor mijn bedrijf", "Bekijk vouchers, coaching en netwerken.", "building"),
        ("Ik werk aan een initiatief", "Zie wat anderen al doen.", "organisation"),
    ]
    return {
        "letters": list(LINES),
        "icons": ["search", "menu", "close", "check", "info", "warning", "error", "place", "globe"],
        "lines": [_line(letter) for letter in LINES],
        "provinces": [
            {"code": code, "name": name, "count": count, "url": "#province_map"}
            for code, (name, count) in PROVINCES.items()
        ],
        "glimpse": glimpse_of(_matrix()),
        "paths": [
            {"code": code, "title": title, "line": line, "url": "#path_picture", "count": 12}
            for code, title, line in PATHS
        ],
        "ways": [
            {"title": title, "text": text, "icon": icon, "url": "#ways_in"}
            for title, text, icon in ways
        ],
        "stats": [
            {
                "value": "1.000.000",
                "label": "ICT'ers nodig in 2030",
                "note": "Human Capital Agenda ICT",
            },
            {"value": 187, "label": "Initiatieven", "url": "#stats"},
        ],
    }


def _matrix() -> Matrix:
    """Every shade, and an empty cell in each row."""
    lines = tuple(Line(str(place), "", "", Cell()) for place in range(4))
    counts = {
        (row.value, col.value): int(row.value) * int(col.value) for row in lines for col in lines
    }
    cells = {
        pair: Cell(count=count, state=State.USUAL if count else State.EMPTY)
        for pair, count in counts.items()
    }
    return Matrix(lines, lines, cells, total=Cell())


def _facts() -> dict[str, Any]:
    return {
        "key_facts": [
            {"label": "Vorm", "value": "Omscholing"},
            {"label": "Duur", "value": "6 maanden"},
            {"label": "Deel van", "value": "Een initiatief", "url": "#key_facts"},
        ],
        "form": ExampleForm({"name": "Voorbeeld", "email": "geen adres", "form": "course"}),
        "table": {
            "caption": "Mensen met een ICT-baan",
            "columns": ["Jaar", "Nederland"],
            "rows": [
                {"label": "2022", "cells": ["673.000"]},
                {"label": "2023", "cells": ["670.000"]},
            ],
        },
        "item": Example(body="", live=True),
        "today": datetime.date(2026, 9, 4),
    }


def _region() -> dict[str, Any]:
    nationals = Examples(_national_line(letter) for letter in "BCD")
    line = Example(
        label="Proef met een regionaal fonds",
        number=2,
        description="Eén fonds betaalt scholing en begeleiding vooraf.",
        maps_to=nationals,
        bottleneck="Geld is nu een drempel.",
        focus="Fonds inrichten\nRegels eenvoudig maken",
        expected_results="Meer mensen stappen over",
        cofinancing="",
        parameter="action_line",
        key="fl-02",
    )
    owner = Example(title="Voorbeeldschool", live=True, pk=1, get_absolute_url="#parties")
    budget_row = {"line": line, "amounts": [600, 475], "total": 1075}
    return {
        "groups": [Example(label="Actielijnen", inherited=True, terms=nationals)],
        "owner": owner,
        "organisations": [owner, Example(title="Voorbeeldbedrijf", live=False, pk=2)],
        "region_lines": [line],
        "budget": {
            "years": [2025, 2026],
            "rows": [budget_row],
            "totals": [600, 475],
            "total": 1075,
        },
        "links": [{"label": "Flevoland", "url": "?province=NL-FL"}],
    }


def _blocks() -> dict[str, Any]:
    """The blocks of running text, each with the value the editor previews it with."""
    shown = []
    for block in [*BodyBlock().child_blocks.values(), WayInBlock()]:
        if block.meta.template and hasattr(block.meta, "preview_value"):
            value = block.normalize(block.get_preview_value())
            name = block.meta.template.removeprefix("blocks/").removesuffix(".html")
            shown.append({"name": name, "label": block.meta.label, "html": block.render(value)})
    return {"blocks": shown}


def _national_line(letter: str) -> ActionLine:
    return ActionLine(ref=f"nl-{letter.lower()}", letter=letter, label=LINES[letter])
