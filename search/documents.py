"""What the index is told of each item: one function per model.

A new facet that is no classification of an item gets its line here: in ``_facets`` when
every kind has it, else in the function of the model. Only live items come here;
``search/catalogue.py`` says which.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.utils import timezone

from events.models import Event, Occurrence
from initiatives.adoption.counting import provinces_with
from initiatives.models import Initiative, Offer, Phase, Practice
from organisations.models import Organisation
from publishing.models import Publication
from search.analysis import LANGUAGES
from search.document import NATIONAL, SearchDocument
from search.event_cards import kept_date
from search.facets import FACETS
from search.labels import Vocabulary, organisation_key
from search.texts import joined, per_language, stream_text
from search.validity import Validity, validity_of
from taxonomy.models import Term

ORGANISATIONS_ON_A_CARD = 3
# Something that lasts longer is found by the days of its first year.
DAYS_OF_ONE_DATE = 366
# Facets whose labels and synonyms find an item although its own text lacks them.
FOUND_BY_LABEL = (
    "province",
    "form",
    "org_type",
    "mode",
    "cost",
    *(facet.name for facet in FACETS if facet.source),
)
# Something one can use comes before something that is only thought of.
PHASE_WEIGHTS: dict[str, float] = {Phase.RUNNING: 0.3, Phase.BUILDING: 0.2}

Facets = Mapping[str, tuple[str, ...]]


def initiative_document(item: Initiative, words: Vocabulary) -> SearchDocument:
    figures = {
        language: joined(
            f"{fact.text('label', language)} {fact.text('value', language)}"
            for fact in item.facts.all()
        )
        for language in LANGUAGES
        # Figures without an English text would put Dutch words among the English ones.
        if language == "nl" or item.title_en
    }
    return _document(
        item,
        words,
        texts=(figures,),
        aliases=item.aliases,
        current=item.phase != Phase.ENDED,
    )


def offer_document(item: Offer, words: Vocabulary) -> SearchDocument:
    fields = ("conditions", "cost_note", "paid_by", "level_note", "duration_note", "start_note")
    texts = [per_language(item, name) for name in (*fields, "how_to_apply")]
    if item.initiative and item.initiative.live:
        texts.append(per_language(item.initiative, "title"))
    return _document(
        item,
        words,
        texts=(*texts, {"nl": item.place}),
        current=not item.has_ended(),
    )


def practice_document(item: Practice, words: Vocabulary) -> SearchDocument:
    fields = (
        "problem", "approach", "evidence", "transferability", "cost", "people_needed",
        "partners_needed", "pitfalls", "questions_answered", "licence_note", "runs_in",
        "proposed_adoption",
    )  # fmt: skip
    return _document(
        item,
        words,
        texts=(*(per_language(item, name) for name in fields), _rows_in_words(item)),
        current=item.phase != Phase.ENDED,
        provinces=provinces_with(item.classification("provinces"), item.adoptions.all()),
    )


def _rows_in_words(item: Practice) -> dict[str, str]:
    """What the results, conditions and material of a practice say."""
    parts = (
        (item.results, ("label", "value")),
        (item.conditions, ("condition",)),
        (item.materials, ("title",)),
    )
    texts: list[Mapping[str, str]] = [
        per_language(row, name) for rows, names in parts for row in rows.all() for name in names
    ]
    return _merged(texts)


def organisation_document(item: Organisation, words: Vocabulary) -> SearchDocument:
    return _document(
        item,
        words,
        aliases=[item.abbreviation, *item.aliases],
    )


def event_document(item: Event, words: Vocabulary) -> SearchDocument:
    texts = [per_language(item, name) for name in ("status_note", "cost_note")]
    if item.initiative and item.initiative.live:
        texts.append(per_language(item.initiative, "title"))
    dates = sorted(item.occurrences.all(), key=lambda date: (date.starts_at, date.pk))
    following = _following(dates)
    coming = following is not None and following.last_day >= timezone.localdate()
    document = _document(
        item,
        words,
        texts=(*texts, {"nl": joined([item.location_name, item.location_address])}),
        current=coming,
        validity=Validity.CURRENT if coming else Validity.ENDED,
    )
    return replace(
        document,
        dates=tuple(sorted({day for row in dates for day in _days_of(row)})),
        next_date=following.first_day if following else None,
        card={**document.card, "event": kept_date(item, following) if following else {}},
    )


def _following(dates: list[Occurrence]) -> Occurrence | None:
    """The date to show: the first that is not over, else the last; rather one that goes ahead."""
    today = timezone.localdate()
    coming = [row for row in dates if row.last_day >= today]
    sure = [row for row in coming if not row.is_cancelled]
    return next(iter(sure or coming or dates[-1:]), None)


def _days_of(row: Occurrence) -> Iterator[date]:
    days = (row.last_day - row.first_day).days + 1
    return islice((row.first_day + timedelta(days=n) for n in range(days)), DAYS_OF_ONE_DATE)


def _document(
    item: Publication,
    words: Vocabulary,
    *,
    texts: Iterable[Mapping[str, str]] = (),
    aliases: Iterable[str] = (),
    current: bool = True,
    provinces: Iterable[Any] | None = None,
    validity: Validity | None = None,
) -> SearchDocument:
    """What all kinds have in common."""
    national = item.is_national
    parties = _parties(item)
    home = _keys(item.classification("provinces") if provinces is None else provinces)
    all_facets = {
        **_facets(item, words, home, national),
        "organisation": tuple(sorted(organisation_key(p.pk, p.ref) for p in parties)),
        "validity": (str(validity or validity_of(item)),),
    }
    scale = item.classification("scale")
    bodies = [{lang: stream_text(item, lang) for lang in LANGUAGES}, *texts]
    return SearchDocument(
        kind=item.kind,
        pk=item.pk,
        ref=item.ref or "",
        titles=per_language(item, "title"),
        summaries=per_language(item, "summary"),
        bodies=_merged(bodies),
        # The same in every language.
        aliases=_merged([dict.fromkeys(LANGUAGES, joined(aliases))]),
        names=_merged([_names(parties)]),
        labels=_merged([_labels(words, all_facets)]),
        urls={language: item.path_in(language) for language in LANGUAGES},
        facets={name: values for name, values in sorted(all_facets.items()) if values},
        scale=NATIONAL if national else (scale.ref if scale else ""),
        home_provinces=() if national else home,
        updated=item.last_published_at or item.updated_at,
        verified=item.verified_on,
        current=current,
        weight=_weight(item, current),
        card={**_card(parties), "confirmed_by": per_language(item, "verified_by")},
    )


def _facets(
    item: Publication, words: Vocabulary, home: tuple[str, ...], national: bool
) -> dict[str, Any]:
    """The facets every kind has."""
    regions = {words.region_of_province[code] for code in home if code in words.region_of_province}
    found: dict[str, tuple[str, ...]] = {
        facet.name: words.with_broader(facet.name, _source_values(item, facet.source))
        for facet in FACETS
        if facet.source
    }
    return found | {
        "kind": (item.kind,),
        # What is national is of use in every province, and counts there.
        "province": tuple(sorted(words.of("province"))) if national else home,
        "region": tuple(sorted(regions | set(_keys([item.region])))),
        "lang": tuple(lang for lang in ("en", "nl") if per_language(item, "title").get(lang)),
    }


def _source_values(item: Publication, source: str) -> tuple[str, ...]:
    """What a field of an item holds, as keys; nothing when its kind has no such field."""
    if source == "scale" or source in item.SUBJECT_FIELDS:
        # An offer takes what it lacks from its initiative.
        held = item.classification(source)
    else:
        held = getattr(item, source, None)
    values = held if isinstance(held, list) else [held]
    return tuple(v.key if isinstance(v, Term) else str(v) for v in values if v not in (None, ""))


def _parties(item: Publication) -> list[Organisation]:
    """The organisations of an item: its keeper first, then the others by name."""
    if isinstance(item, Organisation):
        return []
    owner = getattr(item, "owner", None)
    others = [party for party in item.organisations.all() if party.live and party != owner]
    keeper = [owner] if owner is not None and owner.live else []
    return [*keeper, *sorted(others, key=lambda party: (party.title, party.pk))]


def _names(parties: Iterable[Organisation]) -> dict[str, str]:
    """What the organisations of an item are called, in every language alike."""
    names: list[str] = []
    english = []
    for party in parties:
        names += [party.title, party.abbreviation, *party.aliases]
        english.append(party.title_en)
    return {"nl": joined(names), "en": joined(english)}


def _labels(words: Vocabulary, facets: Facets) -> dict[str, str]:
    """Labels and synonyms of an item's terms.

    Not those of the provinces of something national: it would be found by every name.
    """
    all_provinces = len(words.of("province"))
    wanted = {
        facet: facets.get(facet, ())
        for facet in FOUND_BY_LABEL
        if not (facet == "province" and len(facets.get(facet, ())) == all_provinces)
    }
    return {
        language: joined(
            word
            for facet, values in wanted.items()
            for word in words.searchable(facet, values, language)
        )
        for language in LANGUAGES
    }


def _weight(item: Publication, current: bool) -> float:
    """How much there is to read and to do, from 0 to 1."""
    told = min(len(item.summary) / 300, 1.0)
    weight = 0.2 + 0.3 * told + 0.1 * bool(item.website) + 0.1 * bool(item.body)
    weight += PHASE_WEIGHTS.get(getattr(item, "phase", ""), 0.0)
    return round(min(weight, 1.0) if current else 0.0, 3)


def _card(parties: list[Organisation]) -> dict[str, Any]:
    shown = parties[:ORGANISATIONS_ON_A_CARD]
    return {
        "organisations": {
            "nl": [party.title for party in shown],
            "en": [party.title_en or party.title for party in shown],
        },
        "more_organisations": len(parties) - len(shown),
    }


def _keys(terms: Iterable[Any]) -> tuple[str, ...]:
    return tuple(sorted({term.key for term in terms if term is not None}))


def _merged(texts: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Several texts per language as one; languages without any are left out."""
    parts = list(texts)
    merged = {lang: joined(text.get(lang, "") for text in parts) for lang in LANGUAGES}
    return {language: text for language, text in merged.items() if text}
