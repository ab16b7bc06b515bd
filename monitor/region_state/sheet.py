"""The state of a region as blocks of text and numbers: the same for the page and for the PDF.

A block is a table, a heat map or a list. It holds nothing but what JSON can hold, in the language
of the page.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitor.region_state.heat import HeatRow
from monitor.region_state.points import Point
from monitor.region_state.state import Listed, RegionState, Use
from monitor.region_state.words import (
    LONGEST_DETAIL,
    LONGEST_NAME,
    Words,
    amount_of,
    joined,
    short,
    tenths,
    words_of,
)
from monitor.workbench.parts import foreign
from taxonomy.localised import LocalisedText, active_language

#: So many lines of the budget and target groups are named: with more it would not be one page.
MOST_BUDGET_LINES, MOST_GROUPS = 10, 14

Block = dict[str, Any]


def sheet_of(state: RegionState) -> dict[str, Any]:
    """Title, day, and the blocks in the order in which they are read, over two columns."""
    return {
        "language": active_language(),
        "title": _("State of %(region)s") % {"region": state.region},
        "day": date_format(state.day, "j F Y"),
        "about": ", ".join(state.provinces),
        "blocks": [
            _figures(state),
            _heat(state),
            _strong(state),
            _weak(state),
            _gaps(state),
            _said(state),
            _overlaps(state),
            _here(state),
            _given(state),
            _events(state),
            _budget(state),
        ],
    }


def _figures(state: RegionState) -> Block:
    day = state.compared_with
    then = date_format(day, "j F Y") if day else ""
    note = (
        _("The difference is since %(day)s. National items count apart.") % {"day": then}
        if day
        else _("Nothing was counted a quarter ago, so there is no difference to show yet.")
    )
    rows = [
        [
            figure.label,
            str(figure.count),
            str(figure.planned),
            figure.change or "–",
            str(figure.national),
        ]
        for figure in state.figures
    ]
    head = [_("Kind"), _("Here"), _("Of which planned"), _("Difference"), _("National")]
    return _table("figures", _("In numbers"), head, rows, note=note)


def _heat(state: RegionState) -> Block:
    rows = _fullest(state.heat.rows)
    left = len(state.heat.rows) - len(rows)
    more = ngettext(
        "%(count)d more target group is on the coverage map.",
        "%(count)d more target groups are on the coverage map.",
        left,
    ) % {"count": left}
    return {
        "kind": "heat",
        "id": "heat",
        "title": _("Target groups by action line"),
        "note": "; ".join(f"{col.letter} {col.label}" for col in state.heat.cols),
        "corner": _("Target group"),
        "head": [col.letter for col in state.heat.cols],
        "rows": [
            {
                "label": row.label,
                "lang": foreign(row.lang),
                "cells": [[cell.count, cell.depth] for cell in cells],
            }
            for row, cells in rows
        ],
        "more": more if left else "",
        "empty": "",
    }


def _fullest(rows: Sequence[HeatRow]) -> list[HeatRow]:
    """Those with most, in the order that they have; of equal ones the first."""
    numbers = [sum(cell.count for cell in cells) for _row, cells in rows]
    in_order = sorted(range(len(rows)), key=lambda place: -numbers[place])
    return [rows[place] for place in sorted(in_order[:MOST_GROUPS])]


def _strong(state: RegionState) -> Block:
    empty = _("Nothing stands out above what may be expected.")
    return _points("strong", _("Strongest points"), state.strong, empty)


def _weak(state: RegionState) -> Block:
    empty = _("Nothing lags behind what may be expected.")
    return _points("weak", _("Weakest points"), state.weak, empty)


def _points(name: str, title: str, points: Iterable[Point], empty: str) -> Block:
    page = active_language()
    rows = [
        [
            words_of(
                [LocalisedText(f"{point.subject}: ", page), LocalisedText(point.label, point.lang)],
                most=LONGEST_NAME,
            ),
            str(point.count),
            tenths(point.expected),
        ]
        for point in points
    ]
    return _table(name, title, [_("What"), _("Runs here"), _("Expected")], rows, empty=empty)


def _gaps(state: RegionState) -> Block:
    items = [
        (
            words_of(line["names"], " × "),
            joined(line["state"], line["told"], *line["signs"]),
        )
        for line in state.gaps.lines
    ]
    other = ngettext(
        "%(count)d gap more, where hardly anything may be expected.",
        "%(count)d gaps more, where hardly anything may be expected.",
        state.other_gaps,
    ) % {"count": state.other_gaps}
    empty = "" if state.other_gaps else _("No gap is open.")
    block = _list("gaps", _("Gaps"), items, state.gaps, empty)
    return block | {"note": other if state.other_gaps else ""}


def _said(state: RegionState) -> Block:
    items = [(words_of(names, " × "), told) for names, told in state.said.lines]
    return _list(
        "said", _("What the region says of its gaps"), items, state.said,
        _("Nothing was said of a gap yet."),
    )  # fmt: skip


def _overlaps(state: RegionState) -> Block:
    items = [(words_of(titles, " / "), reasons) for titles, reasons in state.overlaps.lines]
    return _list(
        "overlaps", _("Overlap to judge"), items, state.overlaps,
        _("There is no overlap to judge."),
    )  # fmt: skip


def _here(state: RegionState) -> Block:
    empty = _("No practice is in use here yet.")
    return _uses(
        "here", _("Practices in use or being prepared here"), state.here, empty, with_region=False
    )


def _given(state: RegionState) -> Block:
    empty = _("No other region uses a practice of this region yet.")
    return _uses("given", _("Practices given to others"), state.given, empty, with_region=True)


def _uses(name: str, title: str, listed: Listed, empty: str, *, with_region: bool) -> Block:
    uses: Sequence[Use] = listed.lines
    items = [
        (
            words_of([LocalisedText(use.practice, use.lang)]),
            joined(use.region if with_region else "", use.state),
        )
        for use in uses
    ]
    return _list(name, title, items, listed, empty)


def _events(state: RegionState) -> Block:
    items = [
        (words_of([LocalisedText(str(card["title"]), _language(card))]), str(card["when"]))
        for card in state.events.lines
    ]
    return _list("events", _("Coming events"), items, state.events, _("Nothing is planned."))


def _budget(state: RegionState) -> Block:
    title, budget = _("Budget of the region's own lines"), state.budget
    if budget is None:
        return _table("budget", title, [], [], empty=_("No budget is known."))
    year = state.day.year
    place = budget["years"].index(year) if year in budget["years"] else None
    told = [row | {"line": row["line"].text("label")} for row in budget["rows"]]
    if len(told) > MOST_BUDGET_LINES:
        told = _with_rest(told)
    rows = [
        [
            words_of([row["line"]], most=LONGEST_NAME),
            amount_of(row["amounts"][place]) if place is not None else "–",
            amount_of(row["total"]),
        ]
        for row in told
    ]
    this_year = amount_of(budget["totals"][place]) if place is not None else "–"
    foot = [_("Total"), this_year, amount_of(budget["total"])]
    period = f"{budget['years'][0]}–{budget['years'][-1]}"
    head = [_("Line"), str(year), period]
    note = _("In thousands of euros.")
    return _table("budget", title, head, rows, note=note, foot=foot)


def _with_rest(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The largest in the order that they have, and the others together, so that it still adds up."""
    by_size = sorted(range(len(rows)), key=lambda place: -rows[place]["total"])
    named = set(by_size[: MOST_BUDGET_LINES - 1])
    rest = [row for place, row in enumerate(rows) if place not in named]
    years = zip(*(row["amounts"] for row in rest), strict=True)
    together = {
        "line": LocalisedText(
            ngettext("%(count)d other line", "%(count)d other lines", len(rest))
            % {"count": len(rest)},
            active_language(),
        ),
        "amounts": [
            sum(amount or 0 for amount in year) if any(a is not None for a in year) else None
            for year in years
        ],
        "total": sum(row["total"] for row in rest),
    }
    return [*(row for place, row in enumerate(rows) if place in named), together]


def _table(
    name: str,
    title: str,
    head: list[str],
    rows: Sequence[Sequence[Words]],
    *,
    note: str = "",
    empty: str = "",
    foot: list[str] | None = None,
) -> Block:
    return {
        "kind": "table",
        "id": name,
        "title": title,
        "head": head,
        "rows": rows,
        "foot": foot or [],
        "note": note,
        "empty": "" if rows else empty,
    }


def _list(
    name: str, title: str, items: Iterable[tuple[Words, str]], listed: Listed, empty: str
) -> Block:
    """Each item is a text and what is added to it."""
    shown = [[words, short(detail, LONGEST_DETAIL)] for words, detail in items]
    more = ngettext("and %(count)d more", "and %(count)d more", listed.more) % {
        "count": listed.more
    }
    return {
        "kind": "list",
        "id": name,
        "title": title,
        "count": listed.count,
        "lines": shown,
        "more": more if listed.more > 0 else "",
        "note": "",
        "empty": "" if shown else empty,
    }


def _language(card: Mapping[str, Any]) -> str:
    """That of the title of a card, which names it where it is not the one of the page."""
    return str(card.get("title_lang") or active_language())
