"""The context of the page about a gap; ``templates/monitor/gap.html`` says how it looks."""

from typing import Any

from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _

from monitor.coverage.explained import next_best_in_words
from monitor.coverage.matrix import Cell, Matrix
from monitor.coverage.members import members
from monitor.coverage.reading import read_matrix
from monitor.coverage.tuned import tuning
from monitor.gaps.asking import Contacts
from monitor.gaps.cards import cards_of, search_url, shown
from monitor.gaps.elsewhere import Elsewhere, alike_to, elsewhere
from monitor.gaps.explaining import expectation, explained, state_sentence
from monitor.gaps.practices import RankedPractice, Situation, practices_for
from monitor.gaps.spot import PLACE, Spot
from publishing.cards import card_of
from search.labels import Vocabulary
from taxonomy.localised import active_language

ITEMS_SHOWN = 6
ITEMS_ELSEWHERE = 3
PRACTICES_SHOWN = 6


def gap_context(spot: Spot, words: Vocabulary, language: str) -> dict[str, Any]:
    """Everything that every visitor may see of a gap."""
    everywhere = read_matrix(spot.by_province())
    cell = _cell(spot, everywhere)
    alike = alike_to(spot, everywhere)
    situation = Situation(spot, words, language, [one.code for one in alike])
    names = [label.text(language) for label in spot.labels(words)]
    labels = {facet: name for (facet, _value), (name, _lang) in zip(spot.terms, names, strict=True)}
    place = labels.get(PLACE, "")
    subject = labels[spot.subjects[0][0]]
    rules = tuning()
    heading = " – ".join(name for name, _lang in names)
    return {
        "spot": spot,
        "heading": heading,
        "names": [{"text": n, "lang": "" if lang == language else lang} for n, lang in names],
        "page_title": _("Gap: %(cell)s") % {"cell": heading},
        "home": situation.names(spot.home) if spot.home else _("the whole country"),
        "cell": cell,
        "state_sentence": state_sentence(cell),
        "reckoning": explained(expectation(spot, cell, place, subject, everywhere), rules),
        "next_best": next_best_in_words(rules) if spot.is_placed else "",
        **_items(spot, situation, everywhere, alike),
        **_practices(situation, words),
        **_addresses(spot),
    }


def _cell(spot: Spot, everywhere: Matrix) -> Cell:
    if spot.is_placed:
        [code] = spot.home
        return everywhere.cell(code, spot.subjects[0][1])
    return read_matrix(spot.question).cell(spot.row, spot.col)


def _items(
    spot: Spot, situation: Situation, everywhere: Matrix, alike: list[Any]
) -> dict[str, Any]:
    """What there is in the cell, and what others have; all cards are read together."""
    chosen = dict(spot.terms)
    own = members(spot.question, chosen, national=False)[:ITEMS_SHOWN]
    national = members(spot.question, chosen, national=True)[:ITEMS_SHOWN]
    others, without = elsewhere(situation, everywhere, alike)
    theirs = {one.code: _theirs(spot, one)[:ITEMS_ELSEWHERE] for one in others}
    cards = cards_of({*own, *national, *(key for keys in theirs.values() for key in keys)})
    return {
        "own": shown(own, cards),
        "national": shown(national, cards),
        "search_url": search_url(spot.question, chosen),
        "elsewhere": [
            {
                "label": one.label,
                "lang": one.lang,
                "count": one.count,
                "why": one.why,
                "cards": shown(theirs[one.code], cards),
                "url": search_url(spot.by_province(), _terms_of(spot, one), national=False),
            }
            for one in others
        ],
        "neighbours_without": without,
    }


def _terms_of(spot: Spot, other: Elsewhere) -> dict[str, str]:
    facet, value = spot.subjects[0]
    return {PLACE: other.code, facet: value}


def _theirs(spot: Spot, other: Elsewhere) -> list[tuple[str, int]]:
    return members(spot.by_province(), _terms_of(spot, other), national=False)


def _practices(situation: Situation, words: Vocabulary) -> dict[str, Any]:
    ranked = practices_for(situation)
    contacts = Contacts()
    return {
        "practices": [_practice(one, words, contacts) for one in ranked[:PRACTICES_SHOWN]],
        "practices_more": max(0, len(ranked) - PRACTICES_SHOWN),
        "contacts": contacts.of(situation.spot.regions(words)),
    }


def _practice(ranked: RankedPractice, words: Vocabulary, contacts: Contacts) -> dict[str, Any]:
    practice = ranked.practice
    known = words.region_of_province
    running = {known[code] for code in ranked.runs_in if code in known}
    return {
        "pk": practice.pk,
        "card": card_of(practice),
        "reasons": [reason.words for reason in ranked.reasons],
        "contact_name": practice.contact_name,
        # Mostly what somebody is, in Dutch.
        "contact_lang": "nl" if active_language() != "nl" else "",
        "contact_email": practice.contact_email,
        "contacts": contacts.of(running),
    }


def _addresses(spot: Spot) -> dict[str, Any]:
    path = reverse("monitor:gap")
    map_url = f"{reverse('monitor:coverage')}?{spot.question.querystring()}"
    return {
        "map_url": map_url,
        "breadcrumbs": [
            {"label": _("Coverage map"), "url": reverse("monitor:coverage")},
            {"label": _("Gap"), "url": ""},
        ],
        "canonical_path": spot.url(path),
        "alternate_urls": [
            (language, spot.url(translate_url(path, language)))
            for language, _name in settings.LANGUAGES
        ],
        # There are very many cells, and what is on these pages stands elsewhere, too.
        "noindex": True,
    }
