"""The list of the most telling gaps, as the coverage page and the workbench show it."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from monitor.gaps.finding import Gap
from taxonomy.localised import LocalisedText, active_language

SHOWN = 10


def gap_lines(gaps: list[Gap], *, with_marks: bool, most: int = SHOWN) -> dict[str, Any]:
    """The context of ``templates/monitor/_gaps.html``: the first gaps, and how many there are more.

    Where nothing can be expected there is nothing to tell; those only count among the others.

    `with_marks` for curators (`monitor.gaps.marks.may_see_marks`): what regions said, too.
    """
    told = [gap for gap in gaps if gap.is_telling][:most]
    return {
        "gaps": [_line(gap, with_marks) for gap in told],
        "gaps_more": len(gaps) - len(told),
    }


def _line(gap: Gap, with_marks: bool) -> dict[str, Any]:
    page = active_language()
    return {
        "url": gap.url,
        "names": [LocalisedText(one.label, one.lang) for one in (gap.row, gap.col)],
        "row": gap.row.label,
        "row_lang": gap.row.lang if gap.row.lang != page else "",
        "col": gap.col.label,
        "col_lang": gap.col.lang if gap.col.lang != page else "",
        "state": _("empty") if gap.is_empty else _("thin"),
        "told": _told(gap),
        "signs": _signs(gap) if with_marks else [],
    }


def _told(gap: Gap) -> str:
    if gap.cell.expected is None:
        return ""
    expected = number_format(round(gap.cell.expected, 1), decimal_pos=1)
    words = {"count": gap.cell.running, "planned": gap.cell.planned, "expected": expected}
    if gap.cell.planned:
        return _("%(count)d and %(planned)d planned, and one may expect %(expected)s") % words
    return _("%(count)d, and one may expect %(expected)s") % words


def _signs(gap: Gap) -> list[str]:
    signs = [f"{mark.region}: {mark.get_kind_display()}" for mark in gap.marks]
    return [*signs, _("the day is past")] if gap.overdue else signs
