"""What a subscription is called, and in sentences what is in it."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from search.date_panel import days_in_words
from search.facets import FACETS_BY_NAME
from search.labels import Vocabulary, organisation_labels
from search.query import SearchQuery

#: A calendar program shows the name in a narrow column.
LONGEST_NAME = 80


def name_of(query: SearchQuery, words: Vocabulary) -> str:
    """The name in the list of calendars of a program: the site, and what sets this one apart."""
    labels = [label for facet in query.selected for label in _labels(facet, query, words)]
    if query.text:
        labels.insert(0, f"“{query.text}”")
    if not labels:
        return _("%(site)s calendar") % {"site": settings.SITE_NAME}
    return Truncator(f"{settings.SITE_NAME}: {', '.join(labels)}").chars(LONGEST_NAME)


def contents_in_words(query: SearchQuery, words: Vocabulary, *, cancelled: bool) -> str:
    """Which events are in it, with what is national and what is cancelled, in plain sentences."""
    return " ".join([f"{' '.join(_which(query, words))}.", *_with_what(query, cancelled)])


def _which(query: SearchQuery, words: Vocabulary) -> Iterator[str]:
    yield _("All events")
    if query.text:
        yield _("about “%(text)s”") % {"text": query.text}
    if places := list(_labels("province", query, words)):
        yield _("in %(names)s") % {"names": _either(places)}
    if groups := list(_labels("target_group", query, words)):
        yield _("for %(names)s") % {"names": _either(map(_as_common_noun, groups))}
    others = [
        f"{_as_common_noun(str(FACETS_BY_NAME[facet].label))}: "
        f"{_either(_labels(facet, query, words))}"
        for facet in query.selected
        if facet not in {"province", "target_group"}
    ]
    if others:
        yield f"({'; '.join(others)})"
    if days := days_in_words(query.date_from, query.date_to):
        yield _("with a date in this period: %(days)s") % {"days": days}


def _with_what(query: SearchQuery, cancelled: bool) -> Iterator[str]:
    if not query.national:
        yield _("Not what is for the whole country.")
    elif {"province", "region"} & query.selected.keys():
        yield _("Also what is for the whole country.")
    if cancelled:
        yield _("What is cancelled stays in it, with that word in its title.")
    else:
        yield _("Not what is cancelled.")


def _labels(facet: str, query: SearchQuery, words: Vocabulary) -> Iterator[str]:
    values = query.selected.get(facet, ())
    known = organisation_labels(values) if facet == "organisation" else words.of(facet)
    for value in values:
        if value in known:
            yield known[value].text(query.language)[0]


def _either(names: Iterable[str]) -> str:
    *others, last = names
    if not others:
        return last
    return _("%(names)s or %(last)s") % {"names": ", ".join(others), "last": last}


def _as_common_noun(name: str) -> str:
    """As it stands within a sentence; an abbreviation keeps its capitals."""
    return name[0].lower() + name[1:] if name[1:2].islower() else name
