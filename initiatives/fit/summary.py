"""How well a practice fits a region, in one plain sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.fit.matching import Point
from initiatives.models import FitAnswer

Answer = FitAnswer.Answer


@dataclass(frozen=True)
class Summary:
    """What the answers come to; `missing` and `partly` are the conditions in words."""

    total: int
    fulfilled: int
    partly: list[str]
    missing: list[str]
    open: int
    asked_again: int

    @property
    def is_answered(self) -> bool:
        return self.open < self.total

    @property
    def sentence(self) -> str:
        """ "5 of 7 fulfilled, 1 partly, 1 missing: five employers." """
        parts = [
            _("%(fulfilled)d of %(total)d fulfilled")
            % {"fulfilled": self.fulfilled, "total": self.total}
        ]
        if self.partly:
            parts.append(_("%(count)d partly") % {"count": len(self.partly)})
        if self.missing:
            parts.append(_("%(count)d missing") % {"count": len(self.missing)})
        if self.open:
            parts.append(_("%(count)d not known yet") % {"count": self.open})
        named = f": {'; '.join(self.missing)}" if self.missing else ""
        again = ""
        if self.asked_again:
            again = " " + ngettext(
                "%(count)d condition was changed since: look at it again.",
                "%(count)d conditions were changed since: look at them again.",
                self.asked_again,
            ) % {"count": self.asked_again}
        # What lacks is named last, so that it reads as the end of the list.
        if named and self.open:
            parts[-1], parts[-2] = parts[-2], parts[-1]
        return f"{', '.join(parts)}{named}.{again}"


def summary_of(points: Sequence[Point]) -> Summary:
    """What the answers of one region come to; an answer to other words counts as open."""
    known = {
        answer: [
            point.condition.text("condition").text
            for point in points
            if point.answer and not point.asked_again and point.answer.answer == answer
        ]
        for answer in (Answer.YES, Answer.PARTLY, Answer.NO)
    }
    return Summary(
        total=len(points),
        fulfilled=len(known[Answer.YES]),
        partly=known[Answer.PARTLY],
        missing=known[Answer.NO],
        open=len(points) - sum(map(len, known.values())),
        asked_again=sum(point.asked_again for point in points),
    )
