"""Who pays, in words: the amounts and shares of an offer's `support`."""

from typing import Any, NamedTuple

from initiatives.models import Offer
from portal.launching.figures import in_dutch, in_english
from portal.launching.record import Localised, Record


class Support(NamedTuple):
    """What a reader learns about the money, and notes for editors."""

    cost: str = ""
    paid_by: Localised = Localised()
    cost_note: Localised = Localised()
    notes: tuple[str, ...] = ()


SHARES = {
    "training_costs_share": Localised(
        "{} van de opleidingskosten wordt betaald.", "{} of the training costs is paid for."
    ),
    "reimbursement_max": Localised(
        "Hooguit {} van de kosten wordt vergoed.", "At most {} of the costs is reimbursed."
    ),
    "cofinancing_share": Localised("{} is cofinanciering.", "{} is co-financing."),
}
AMOUNTS = {
    "amount_per_person_eur": Localised(
        "Er is {} euro per persoon.", "There are {} euros per person."
    ),
    "income_contribution_per_month_eur": Localised(
        "Er is een bijdrage aan het inkomen van {} euro per maand.",
        "There is an income contribution of {} euros a month.",
    ),
    "cost_per_person_eur": Localised(
        "De kosten zijn {} euro per persoon.", "The costs are {} euros per person."
    ),
    "max_people_per_year": Localised(
        "Er is plaats voor hooguit {} mensen per jaar.",
        "There is room for at most {} people a year.",
    ),
    "people_per_year": Localised(
        "Er is plaats voor {} mensen per jaar.", "There is room for {} people a year."
    ),
}
UP_TO = Localised("hooguit ", "at most ")
REPAY = Localised("Wie niet slaagt, betaalt {} terug{}.", "Those who do not pass repay {}{}.")
WITHOUT_INTEREST = Localised(", zonder rente", ", without interest")
#: What belongs under "who pays"; the rest is about the cost.
PAYERS = (
    "training_costs_share",
    "reimbursement_max",
    "amount_per_person_eur",
    "income_contribution_per_month_eur",
)
OTHER_PARTS = {"income_contribution_max", "repay_if_not_passed", "interest", "rules"}


def support_of(record: Record) -> Support:
    """The support of an offer in words; nothing is said that the record does not state."""
    support = record.mapping("support")
    if not support:
        return Support()
    for name in support:
        if name not in {*SHARES, *AMOUNTS, *OTHER_PARTS}:
            record.fault(f"support.{name}", "is not a part of support")
    paid = [_sentence(record, support, name) for name in PAYERS if name in support]
    about = [
        _sentence(record, support, name)
        for name in (*SHARES, *AMOUNTS)
        if name in support and name not in PAYERS
    ]
    if "repay_if_not_passed" in support:
        about.insert(0, _repayment(support))
    rules = support.get("rules")
    return Support(
        cost=str(Offer.Cost.FUNDED) if paid else "",
        paid_by=_joined(paid),
        cost_note=_joined(about),
        notes=(f"Regels voor de bijdrage: {rules}.",) if rules else (),
    )


def _sentence(record: Record, support: dict[str, Any], name: str) -> Localised:
    if name in SHARES:
        share = support[name]
        if not isinstance(share, str):
            record.fault(f"support.{name}", "must be a share such as '50%'")
        template = SHARES[name]
        dutch = str(share).replace("-", " tot ")
        english = str(share).replace("-", " to ")
        return Localised(template.nl.format(dutch), template.en.format(english))
    amount = record.number(f"support.{name}", support[name])
    limit = name == "income_contribution_per_month_eur" and support.get("income_contribution_max")
    before = UP_TO if limit else Localised()
    template = AMOUNTS[name]
    return Localised(
        template.nl.format(before.nl + in_dutch(amount)),
        template.en.format(before.en + in_english(amount)),
    )


def _repayment(support: dict[str, Any]) -> Localised:
    share = support["repay_if_not_passed"]
    interest = WITHOUT_INTEREST if support.get("interest") == 0 else Localised()
    return Localised(REPAY.nl.format(share, interest.nl), REPAY.en.format(share, interest.en))


def _joined(sentences: list[Localised]) -> Localised:
    return Localised(
        " ".join(sentence.nl for sentence in sentences),
        " ".join(sentence.en for sentence in sentences),
    )
