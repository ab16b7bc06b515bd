"""What a result is called: in the title of its page, of its feed and of its file."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from search import registry
from search.labels import Vocabulary
from search.panels import chips
from search.query import SearchQuery

# More of them would push the name of the page out of sight.
LABELS_IN_TITLE = 3


def heading_of(kind: str | None) -> str:
    """The name of the list of a kind, or of the search page."""
    source = registry.source(kind) if kind else None
    return capfirst(str(source.plural)) if source else _("Search")


def title_of(heading: str, query: SearchQuery, chosen: list[str]) -> str:
    """What sets this page apart in a row of tabs or a history: the question, then the place."""
    filters = ", ".join(chosen[:LABELS_IN_TITLE])
    title = " – ".join(part for part in (query.text, filters, heading) if part)
    if query.page > 1:
        title = _("%(title)s, page %(page)d") % {"title": title, "page": query.page}
    return title


def question_in_words(kind: str | None, query: SearchQuery, words: Vocabulary) -> str:
    """The whole question on one line, for who reads it away from the site."""
    labels = [f"{chip['facet_label']}: {chip['label']}" for chip in chips(query, words, "")]
    return " – ".join([heading_of(kind), *([f"“{query.text}”"] if query.text else []), *labels])
