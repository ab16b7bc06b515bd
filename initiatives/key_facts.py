"""The short facts beside the text of an offer, an initiative or a practice."""

from typing import TYPE_CHECKING

from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from initiatives.decision import cost_in_words, evidence_of, terms_of
from publishing.key_facts import KeyFact
from taxonomy.localised import LocalisedText, active_language

if TYPE_CHECKING:
    from initiatives.models import Initiative, Offer, Practice


def offer_facts(offer: "Offer") -> list[KeyFact]:
    """What somebody wants to know before deciding: form, cost, duration, level, start."""
    facts = [
        _form_fact(offer),
        _phase_fact(offer),
        *_cost_facts(offer),
        _fact(_("Duration"), duration_in_words(offer)),
        _noted(_("About the duration"), offer.text("duration_note")),
        _fact(_("Workload"), offer.get_workload_display()),
        _fact(_("Where people take part"), offer.get_mode_display()),
        _fact(_("Place"), offer.place),
        _fact(_("Level (NLQF)"), str(offer.level or "")),
        _noted(_("Level"), offer.text("level_note")),
        _fact(_("Start"), offer.get_start_display()),
        _noted(_("About the start"), offer.text("start_note")),
        _fact(
            _("Available from"), date_format(offer.available_from) if offer.available_from else ""
        ),
        _fact(
            _("Available until"),
            date_format(offer.available_until) if offer.available_until else "",
        ),
    ]
    return [fact for fact in facts if fact]


def initiative_facts(initiative: "Initiative") -> list[KeyFact]:
    """Form and phase, other names, and the figures its source gives."""
    facts = [
        _form_fact(initiative),
        _phase_fact(initiative),
        _fact(_("Also known as"), ", ".join(initiative.aliases)),
        *(
            _noted(figure.text("label").text, figure.text("value"))
            for figure in initiative.facts.all()
        ),
    ]
    return [fact for fact in facts if fact]


def practice_facts(practice: "Practice") -> list[KeyFact]:
    """How far it is, where it runs, where somebody wants it, and what helps to decide."""
    evidence, terms = evidence_of(practice), terms_of(practice)
    proposed = ", ".join(str(province) for province in practice.proposed_provinces.all())
    facts = [
        _phase_fact(practice),
        _noted(_("Runs in"), practice.text("runs_in")),
        _fact(_("Proposed in"), proposed),
        _fact(_("Evidence"), evidence.label if evidence else ""),
        _fact(_("Cost"), cost_in_words(practice)),
        KeyFact(_("Licence"), terms.label, terms.lang, terms.url) if terms else None,
    ]
    return [fact for fact in facts if fact]


def duration_in_words(offer: "Offer") -> str:
    """ "1 year", "6 months": the number as the reader's language writes it."""
    if offer.duration_value is None or not offer.duration_unit:
        return ""
    value = offer.duration_value.normalize()
    count = 1 if value == 1 else 2
    unit = {
        "hour": npgettext("duration", "hour", "hours", count),
        "day": npgettext("duration", "day", "days", count),
        "week": npgettext("duration", "week", "weeks", count),
        "month": npgettext("duration", "month", "months", count),
        "year": npgettext("duration", "year", "years", count),
    }[offer.duration_unit]
    return f"{number_format(f'{value:f}')} {unit}"


def _cost_facts(offer: "Offer") -> list[KeyFact | None]:
    amount = ""
    if offer.cost_amount is not None:
        amount = f"€ {number_format(offer.cost_amount, 2, force_grouping=True)}"
    words = ", ".join(part for part in (capfirst(offer.get_cost_display()), amount) if part)
    return [
        _fact(_("Cost"), words),
        _noted(_("About the cost"), offer.text("cost_note")),
        _noted(_("Who pays"), offer.text("paid_by")),
    ]


def _form_fact(item: "Initiative | Offer") -> KeyFact | None:
    return _fact(_("Form"), str(item.form)) if item.form else None


def _phase_fact(item: "Initiative | Offer | Practice") -> KeyFact | None:
    # "Not known" helps nobody; that nobody knows shows from the line being absent.
    return None if item.phase == "unknown" else _fact(_("Phase"), item.get_phase_display())


def _fact(label: str, value: str) -> KeyFact | None:
    return KeyFact(label, capfirst(value)) if value else None


def _noted(label: str, text: LocalisedText) -> KeyFact | None:
    if not text.text:
        return None
    return KeyFact(label, text.text, lang="" if text.lang == active_language() else text.lang)
