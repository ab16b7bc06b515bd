"""Where the region has nothing, or little, beside what one may expect."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from monitor.coverage.axes import AXES_BY_NAME
from monitor.coverage.choices import url_of
from monitor.gaps.finding import Gap, gaps_of_region
from monitor.gaps.lines import gap_lines
from monitor.workbench.parts import SHOWN, Desk, Line, Part, Tally, together

#: Gaps between each of these and the provinces of the region.
SUBJECTS = ("target_group", "action_line")


def gaps(desk: Desk) -> Part:
    """What the region wants to fill first, then by how much is missing."""
    found = gaps_of_region(desk.region, SUBJECTS)
    shown = gap_lines(found, with_marks=True, most=SHOWN)["gaps"]
    return Part(
        title=_("Gaps"),
        count=len(found),
        lines=tuple(
            Line(
                names,
                line["url"],
                ", ".join(filter(None, [line["state"], line["told"], *line["signs"]])),
                lang,
            )
            for line in shown
            for names, lang in [together(*line["names"], by=" × ")]
        ),
        tallies=tuple(_tally(found, subject) for subject in SUBJECTS if _of(found, subject)),
        words=_(
            "Nobody does this here, or hardly anybody. See what others have, and say what you do."
        ),
    )


def _of(found: list[Gap], subject: str) -> list[Gap]:
    return [gap for gap in found if gap.question.rows == subject]


def _tally(found: list[Gap], subject: str) -> Tally:
    """The gaps of one vocabulary; all of them stand on one map."""
    gaps = _of(found, subject)
    label = capfirst(str(AXES_BY_NAME[subject].label))
    return Tally(label, len(gaps), url_of(gaps[0].question, reverse("monitor:coverage")))
