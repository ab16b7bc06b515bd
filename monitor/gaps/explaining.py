"""Why a cell is called empty, thin or crowded: the rule worked out in its own numbers."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitor.coverage.matrix import Cell, Matrix, State
from monitor.coverage.tuned import Tuning, Weight, populations
from monitor.gaps.spot import Spot


@dataclass(frozen=True)
class Expectation:
    """What the number of a cell is held against. `spread` is all that the provinces have together
    for the subject and that runs, an item counted once for each of its provinces."""

    cell: Cell
    place: str
    subject: str
    code: str = ""
    spread: int = 0
    provinces: int = 0


def expectation(
    spot: Spot, cell: Cell, place: str, subject: str, everywhere: Matrix
) -> Expectation:
    """What is needed to explain a cell; `everywhere` is the matrix of `spot.by_province()`."""
    if not spot.is_placed:
        return Expectation(cell, place, subject)
    [code] = spot.home
    [(_facet, value)] = spot.subjects
    spread = sum(everywhere.cell(row.value, value).running for row in everywhere.rows)
    return Expectation(cell, place, subject, code, spread, len(everywhere.rows))


def explained(of: Expectation, tuning: Tuning) -> list[str]:
    """The sentences, in the order in which one reckons."""
    return [_there_is(of.cell), *_expected(of, tuning), _so(of.cell, tuning)]


def state_sentence(cell: Cell) -> str:
    """What the state of a cell is, in one sentence."""
    return {
        State.EMPTY: _("There is nothing here: this cell is empty."),
        State.THIN: _("There is less here than one may expect: this cell is thin."),
        State.USUAL: _("There is about as much here as one may expect."),
        State.CROWDED: _("There is much more here than one may expect: this cell is crowded."),
    }[cell.state]


def _there_is(cell: Cell) -> str:
    own = ngettext("There is %(n)d item here.", "There are %(n)d items here.", cell.count)
    words = [own % {"n": cell.count} if cell.count else _("There is no item here.")]
    if cell.planned:
        planned = ngettext(
            "Of these %(n)d is not running yet.",
            "Of these %(n)d are not running yet.",
            cell.planned,
        )
        words += [planned % {"n": cell.planned}, _("Only what runs is held against the rule.")]
    if cell.national:
        national = ngettext(
            "Besides there is %(n)d national item. It does not count here, so that it hides no gap.",
            "Besides there are %(n)d national items. They do not count here, so that they hide no gap.",
            cell.national,
        )
        words.append(national % {"n": cell.national})
    return " ".join(words)


def _expected(of: Expectation, tuning: Tuning) -> list[str]:
    if of.cell.expected is None:
        return [_("Nothing can be expected here, because there is nothing to compare it with.")]
    hoped = _decimal(of.cell.expected)
    if not of.code:
        return [
            _(
                "In this row the middle number of the other cells is %(number)s. So much one may expect here."
            )
            % {"number": hoped}
        ]
    together = _(
        "For “%(subject)s” all provinces together have %(spread)d that run. An item counts once for "
        "each of its provinces."
    ) % {"subject": of.subject, "spread": of.spread}
    return [together, _share(of, tuning, hoped)]


def _share(of: Expectation, tuning: Tuning, hoped: str) -> str:
    if not tuning.weights:
        return _(
            "All %(provinces)d provinces count alike, so one may expect %(spread)d : %(provinces)d = "
            "%(hoped)s here."
        ) % {"provinces": of.provinces, "spread": of.spread, "hoped": hoped}
    own, together = tuning.weights.get(of.code, 0.0), sum(tuning.weights.values())
    figures = populations()[of.code]
    words = {
        "place": of.place,
        "own": number_format(int(own), use_l10n=True, force_grouping=True),
        "together": number_format(int(together), use_l10n=True, force_grouping=True),
        "percent": _decimal(100 * own / together),
        "year": figures.year or "?",
        "spread": of.spread,
        "hoped": hoped,
    }
    if tuning.weighed_by == Weight.WORKING_POPULATION:
        return (
            _(
                "%(place)s has %(own)s of the %(together)s people of the working population (%(year)s), "
                "which is %(percent)s%%. So one may expect %(percent)s%% of %(spread)d = %(hoped)s here."
            )
            % words
        )
    return (
        _(
            "%(place)s has %(own)s of the %(together)s inhabitants (%(year)s), which is %(percent)s%%. "
            "So one may expect %(percent)s%% of %(spread)d = %(hoped)s here."
        )
        % words
    )


def _so(cell: Cell, tuning: Tuning) -> str:
    rules, expected = tuning.rules, cell.expected
    if cell.state == State.EMPTY:
        return _("What has no item is always called empty, however little one may expect.")
    if expected is None:
        return _("So it is called neither thin nor crowded.")
    words = {
        "thin": _decimal(rules.thin_below * expected),
        "thin_percent": _decimal(100 * rules.thin_below),
        "crowded": _decimal(rules.crowded_from * expected),
        "crowded_percent": _decimal(100 * rules.crowded_from),
        "least": rules.crowded_least,
        "from": _decimal(rules.thin_from),
    }
    if cell.state == State.THIN:
        return _("Thin is less than %(thin_percent)s%% of that: less than %(thin)s.") % words
    if cell.state == State.CROWDED:
        return (
            _(
                "Crowded is %(crowded_percent)s%% of that or more, and at least %(least)d: from %(crowded)s on."
            )
            % words
        )
    if expected < rules.thin_from:
        return (
            _(
                "Where one may expect less than %(from)s, nothing is called thin: too little is known."
            )
            % words
        )
    return (
        _("Thin would be less than %(thin)s, crowded from %(crowded)s on and at least %(least)d.")
        % words
    )


def _decimal(number: float) -> str:
    """A number as people write it, with one decimal at most."""
    rounded = round(number, 1)
    places = 0 if rounded == int(rounded) else 1
    return number_format(rounded, decimal_pos=places)
