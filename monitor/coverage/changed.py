"""What changed between two days: more or less per cell, and what came and what went."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitor.coverage.comparison import Item, changes, compared_with_totals
from monitor.coverage.heat_table import Differences, in_signs
from monitor.coverage.matrix import Matrix
from monitor.coverage.page_question import PageQuestion
from monitor.coverage.words import day_in_words, day_of
from search import registry
from search.cards import kind_label
from search.catalogue import live_items
from search.labels import Vocabulary

#: Of what came and of what went each; who wants more chooses a filter.
MOST_LISTED = 60


@dataclass(frozen=True)
class ListedItem:
    """The context of ``components/list_row.html``."""

    meta: str
    title: str
    #: Its language, where that is not the language of the page.
    lang: str
    url: str


@dataclass(frozen=True)
class Listed:
    """What came, or what went; ``others`` says how many are not in the list, and why."""

    heading: str
    items: tuple[ListedItem, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class Changed:
    """The context of ``monitor/_coverage_changed.html``."""

    title: str
    #: The difference of the totals, in words: the lists hold what is national too.
    totals: str
    lists: tuple[Listed, ...]


def differences(then: Matrix, now: Matrix) -> Differences:
    """How many more of its own there are in each cell and line; totals have an empty value."""
    found = compared_with_totals(then, now)
    return {pair: difference.count for pair, difference in found.items()}


def what_changed(question: PageQuestion, then: Matrix, now: Matrix, words: Vocabulary) -> Changed:
    """What came and what went, of all that is counted for a question."""
    since = day_of(then)
    found = changes(question, since, question.day)
    came, went = len(found.appeared), len(found.disappeared)
    heads = (
        ngettext("%(number)d item came", "%(number)d items came", came) % {"number": came},
        ngettext("%(number)d item went", "%(number)d items went", went) % {"number": went},
    )
    both = zip(heads, (found.appeared, found.disappeared), strict=True)
    return Changed(
        _("What changed since %(day)s") % {"day": day_in_words(since)},
        _("Own: %(own)s. For the whole country: %(national)s.")
        % {
            "own": in_signs(now.total.count - then.total.count) or "0",
            "national": in_signs(now.total.national - then.total.national) or "0",
        },
        tuple(
            _listed(head, items, found.live, question.query.language, words) for head, items in both
        ),
    )


def _listed(
    heading: str, items: Iterable[Item], live: frozenset[Item], language: str, words: Vocabulary
) -> Listed:
    every = list(items)
    readable = [item for item in every if item in live]
    shown = tuple(_in_words(readable[:MOST_LISTED], language, words))
    gone, more = len(every) - len(readable), len(readable) - len(shown)
    others = []
    if more:
        others.append(
            ngettext("and %(number)d more", "and %(number)d more", more) % {"number": more}
        )
    if gone:
        others.append(
            ngettext(
                "%(number)d item is not on this site any more",
                "%(number)d items are not on this site any more",
                gone,
            )
            % {"number": gone}
        )
    return Listed(heading, shown, tuple(others))


def _in_words(items: list[Item], language: str, words: Vocabulary) -> Iterable[ListedItem]:
    for kind in dict.fromkeys(kind for kind, _key in items):
        source = registry.source(kind)
        keys = [key for other, key in items if other == kind]
        if source is None:
            continue
        for row in live_items(source, keys):
            document = source.build(row, words)
            title, title_language = document.localised(document.titles, language)
            lang = title_language if title_language != language else ""
            url, _language = document.localised(document.urls, language)
            yield ListedItem(kind_label(kind), title, lang, url)
