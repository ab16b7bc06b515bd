"""What the page of a practice says to a region that has to decide: evidence, cost, licence."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiatives.models.licence import LICENCE_ADDRESSES, Licence
from initiatives.models.strength import EXPLANATIONS, Strength
from publishing.key_facts import KeyFact
from taxonomy.localised import LocalisedText, active_language

if TYPE_CHECKING:
    from initiatives.models import Practice


@dataclass(frozen=True)
class Evidence:
    """How strong the evidence is, as one of so many steps from weak to strong."""

    label: str
    explanation: str
    step: int
    steps: int


@dataclass(frozen=True)
class Terms:
    """Under which terms something may be used; `url` is empty where they stand nowhere."""

    label: str
    url: str
    lang: str = ""


@dataclass(frozen=True)
class Decision:
    """Everything beside the plain texts; lists are empty and the rest None when nobody said."""

    evidence: Evidence | None
    results: list[KeyFact]
    cost: str
    needed: list[Any]
    helpful: list[Any]
    materials: list[Any]
    licence: Terms | None


def decision_of(practice: "Practice") -> Decision:
    """What the page shows of a practice; reads its rows, so have them at hand."""
    conditions = list(practice.conditions.all())
    return Decision(
        evidence=evidence_of(practice),
        results=[_result(row) for row in practice.results.all()],
        cost=cost_in_words(practice),
        needed=[row for row in conditions if row.is_required],
        helpful=[row for row in conditions if not row.is_required],
        materials=list(practice.materials.all()),
        licence=terms_of(practice),
    )


def evidence_of(practice: "Practice") -> Evidence | None:
    """How sure one can be that it works; None when nobody said."""
    if not practice.evidence_strength:
        return None
    strength = Strength(practice.evidence_strength)
    steps = list(Strength)
    return Evidence(
        label=capfirst(str(strength.label)),
        explanation=str(EXPLANATIONS[strength]),
        step=steps.index(strength) + 1,
        steps=len(steps),
    )


def cost_in_words(practice: "Practice") -> str:
    """ "€ 1,500 to € 2,500 per participant"; empty without an amount."""
    amounts = dict.fromkeys(
        _euros(amount) for amount in (practice.cost_from, practice.cost_to) if amount is not None
    )
    if not amounts:
        return ""
    if len(amounts) == 2:
        lowest, highest = amounts
        words = _("%(lowest)s to %(highest)s") % {"lowest": lowest, "highest": highest}
    else:
        words = next(iter(amounts))
        if practice.cost_to is None:
            words = _("from %(amount)s") % {"amount": words}
        elif practice.cost_from is None:
            words = _("at most %(amount)s") % {"amount": words}
    per = practice.text("cost_per").text
    return _("%(amount)s per %(what)s") % {"amount": words, "what": per} if per else words


def terms_of(practice: "Practice") -> Terms | None:
    """The licence, in its own words for one that is not in the list; None when nobody said."""
    if not practice.licence:
        return None
    if practice.licence == Licence.OTHER:
        note = practice.text("licence_note")
        return Terms(note.text, "", _unless_own(note))
    label = capfirst(str(Licence(practice.licence).label))
    return Terms(label, LICENCE_ADDRESSES.get(practice.licence, ""))


def _result(row: Any) -> KeyFact:
    label, value = row.text("label"), row.text("value")
    told = row.text("source").text
    source = f" ({told})" if told else ""
    return KeyFact(label.text, f"{value.text}{source}", lang=_unless_own(value))


def _euros(amount: Decimal) -> str:
    places = 0 if amount == amount.to_integral_value() else 2
    return f"€ {number_format(amount, places, force_grouping=True)}"


def _unless_own(text: LocalisedText) -> str:
    return "" if text.lang == active_language() else text.lang
