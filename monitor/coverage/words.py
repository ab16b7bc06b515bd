"""What a map is called and what was counted, in words: the same on the page and on every file."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from monitor.coverage.axes import AXES_BY_NAME, COUNTED_KINDS
from monitor.coverage.filters import chosen_chips
from monitor.coverage.matrix import Matrix, State
from monitor.coverage.question import CoverageQuestion
from search import registry
from search.labels import Vocabulary

STATES = {
    State.EMPTY: pgettext_lazy("coverage", "empty"),
    State.THIN: pgettext_lazy("coverage", "thin"),
    State.USUAL: "",
    State.CROWDED: pgettext_lazy("coverage", "crowded"),
}


def title_of(question: CoverageQuestion) -> str:
    """Which map it is."""
    return _("Coverage map: %(rows)s and %(cols)s") % {
        "rows": str(AXES_BY_NAME[question.rows].label).lower(),
        "cols": str(AXES_BY_NAME[question.cols].label).lower(),
    }


def day_of(matrix: Matrix) -> date:
    """The day that the numbers are of."""
    return matrix.day or timezone.localdate()


def day_in_words(day: date) -> str:
    return date_format(day, "j F Y")


def filters_in_words(question: CoverageQuestion, words: Vocabulary) -> list[str]:
    """What was chosen, each on a line of its own; what was counted comes first."""
    others = question.with_query(question.query.without_facet("kind"))
    chosen = chosen_chips(others, words, "")
    kinds = question.query.values("kind") or COUNTED_KINDS
    return [
        _("Counted: %(kinds)s") % {"kinds": ", ".join(_plural(kind) for kind in kinds)},
        *(f"{chip['facet_label']}: {chip['label']}" for chip in chosen),
    ]


def head_of(question: CoverageQuestion, matrix: Matrix, words: Vocabulary) -> list[str]:
    """Title, day and filters, each a line: what stands on every file."""
    return [
        title_of(question),
        _("Counted on %(day)s") % {"day": day_in_words(day_of(matrix))},
        *filters_in_words(question, words),
        *map(str, matrix.faults),
    ]


def axis_name(name: str) -> str:
    return capfirst(str(AXES_BY_NAME[name].label))


def _plural(kind: str) -> str:
    source = registry.source(kind)
    return str(source.plural).lower() if source else kind


def is_past(matrix: Matrix) -> bool:
    """Whether the numbers are of a day that is over."""
    return day_of(matrix) < timezone.localdate()
