"""What is counted and by which rule a cell is marked, in plain words with its numbers."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitor.coverage.axes import AXES_BY_NAME
from monitor.coverage.matrix import Matrix, State
from monitor.coverage.question import CoverageQuestion
from monitor.coverage.tuned import Tuning, Weight, tuning
from monitor.coverage.words import STATES
from monitor.models.rules import CoverageRules

PROVINCE = "province"


@dataclass(frozen=True)
class Part:
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class StateEntry:
    """One mark of the legend."""

    name: str
    label: str
    meaning: str


def explained(question: CoverageQuestion, matrix: Matrix, rules: CoverageRules) -> list[Part]:
    """What stands under the map."""
    return [
        Part(_("What is counted"), (*_counted(question), *_not_in_a_line(question, matrix))),
        Part(_("When a cell is marked"), tuple(_rule(question, rules, tuning(rules)))),
    ]


def legend(rules: CoverageRules) -> list[StateEntry]:
    """The marks of the map with their numbers, in short."""
    meanings = {
        State.EMPTY: _("nothing of its own"),
        State.THIN: _("less than %(percent)d%% of what one may expect")
        % {"percent": rules.thin_below},
        State.CROWDED: _("at least %(percent)d%% of what one may expect")
        % {"percent": rules.crowded_from},
    }
    return [
        StateEntry(str(state), str(STATES[state]), meaning) for state, meaning in meanings.items()
    ]


def _counted(question: CoverageQuestion) -> list[str]:
    return [
        _(
            "A number says how many items are on this site and hold now. What has ended, is not open "
            "yet, or was not confirmed recently does not count."
        ),
        _(
            "What is there for the whole country is counted apart, as “+2”: otherwise a national "
            "course would hide that a province has nothing of its own."
        ),
        _(
            "An item can be for several provinces or groups. It counts in each of them, and once "
            "in a total. So a total can be less than its cells together."
        ),
        _(
            "“Planned” are items that are still an idea, a proposal, or being prepared. They stand in "
            "the number, but only what runs makes a cell usual or crowded."
        ),
    ]


def _not_in_a_line(question: CoverageQuestion, matrix: Matrix) -> list[str]:
    found = []
    for axis, number in ((question.rows, matrix.without_row), (question.cols, matrix.without_col)):
        if number:
            found.append(
                ngettext(
                    "%(number)d item has nothing filled in for “%(axis)s”, so it only counts in a total.",
                    "%(number)d items have nothing filled in for “%(axis)s”, so they only count in a total.",
                    number,
                )
                % {"number": number, "axis": str(AXES_BY_NAME[axis].label).lower()}
            )
    return found


def _rule(question: CoverageQuestion, rules: CoverageRules, by: Tuning) -> list[str]:
    return [
        _("Empty: there is nothing of its own, whatever there is for the whole country."),
        *_expectation(question, by),
        _(
            "Thin: less than %(percent)d%% of what one may expect. Where one may expect less than "
            "%(least)s, a cell is never marked so."
        )
        % {"percent": rules.thin_below, "least": _number(rules.expected_at_least)},
        _(
            "Crowded: at least %(percent)d%% of what one may expect, and at least %(least)d items. "
            "Then it is worth looking whether things can be joined."
        )
        % {"percent": rules.crowded_from, "least": rules.crowded_at_least},
    ]


def _expectation(question: CoverageQuestion, by: Tuning) -> list[str]:
    if PROVINCE not in (question.rows, question.cols):
        return [
            _(
                "What one may expect in a cell is the usual number in the other cells of its row: "
                "half of them have more, half have less."
            )
        ]
    return [sentence for sentence in (_share(by.weighed_by), next_best_in_words(by)) if sentence]


def next_best_in_words(by: Tuning) -> str:
    """Why other figures count than the coordinators chose; empty when those do."""
    if not by.falls_back:
        return ""
    if by.weighed_by == Weight.INHABITANTS:
        return _(
            "The working population is not known for every province, so the inhabitants count."
        )
    return _("The figures are not known for every province, so all provinces count alike.")


def _share(weighed_by: str) -> str:
    """What each province weighs, as it really is reckoned."""
    if weighed_by == Weight.NOTHING:
        return _(
            "What one may expect in a cell is an equal part for every province of all there is in "
            "the provinces."
        )
    if weighed_by == Weight.WORKING_POPULATION:
        return _(
            "What one may expect in a province depends on its working population: with a tenth of "
            "those people, it may be expected to have a tenth of what there is in the provinces."
        )
    return _(
        "What one may expect in a province depends on how many people live there: with a tenth of "
        "the inhabitants, it may be expected to have a tenth of what there is in the provinces."
    )


def _number(value: Decimal) -> str:
    return number_format(value.normalize() if value % 1 else int(value))
