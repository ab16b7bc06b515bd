"""What is asked of the network, as it stands in an address that anybody may have written."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative, Offer
from search.labels import Vocabulary
from search.query import DEFAULT_SORT, SearchQuery
from search.querystring import Notice, parse

#: What parties run together.
KINDS = (Initiative.kind, Offer.kind)
#: Filters of search that say nothing about these.
_OF_OTHERS = ("org_type", "event_type")
#: Values of ``list``: which of the tables stands below the picture.
PARTIES, SHARED, BRIDGES, ALONE = "parties", "shared", "bridges", "alone"
UNCLAIMED = "unclaimed"
LISTS = (PARTIES, SHARED, BRIDGES, ALONE, UNCLAIMED)
#: Lines on one page of a table.
LINES = 25


@dataclass(frozen=True)
class NetworkQuery(SearchQuery):
    """The filters of search, the party whose surroundings are shown, and which table."""

    per_page: int = LINES
    #: The key of an organisation; empty for the whole network.
    party: str = ""
    listed: str = PARTIES

    def parameters(self) -> Iterator[tuple[str, str]]:
        for name, value in super().parameters():
            if name not in ("per_page", "page"):
                yield name, value
        if self.party:
            yield "party", self.party
        if self.listed != PARTIES:
            yield "list", self.listed
        if self.page != 1:
            yield "page", str(self.page)

    def around(self, party: str) -> "NetworkQuery":
        """The surroundings of a party; the whole network for an empty key."""
        return replace(self, party=party, listed=PARTIES, page=1)

    def with_list(self, listed: str) -> "NetworkQuery":
        return replace(self, listed=listed, page=1)

    @property
    def kinds(self) -> tuple[str, ...]:
        return self.values("kind") or KINDS

    def search_for(self, kind: str) -> SearchQuery:
        """The search for everything of one kind under these filters."""
        parts = {part.name: getattr(self, part.name) for part in fields(SearchQuery)}
        found = SearchQuery(**parts).without_facet("kind")
        return replace(found, fixed={"kind": (kind,)})


def read_question(
    data: QueryDict, words: Vocabulary, *, language: str
) -> tuple[NetworkQuery, tuple[Notice, ...]]:
    """The question in an address, and what must be said about it."""
    parsed = parse(data, words, language=language)
    query, notices = parsed.query, list(parsed.notices)
    cleaned = replace(query.without_dates(), page=query.page)
    for facet in _OF_OTHERS:
        cleaned = _with_values(cleaned, facet, ())
    kinds = tuple(kind for kind in query.values("kind") if kind in KINDS)
    cleaned = _with_values(cleaned, "kind", kinds if len(kinds) < len(KINDS) else ())
    if cleaned != query and kinds != query.values("kind"):
        notices.append(_("The network shows initiatives and offers. Other kinds were left out."))
    elif cleaned != query and len(kinds) < len(KINDS):
        notices.append(_("A filter that says nothing about initiatives and offers was left out."))
    listed = data.get("list", "")
    party, party_notice = _party(data, words)
    notices += party_notice
    parts = {part.name: getattr(cleaned, part.name) for part in fields(SearchQuery)}
    parts |= {"per_page": LINES, "sort": DEFAULT_SORT}
    asked = NetworkQuery(**parts, party=party, listed=listed if listed in LISTS else PARTIES)
    return asked, tuple(notices)


def _with_values(query: SearchQuery, facet: str, values: tuple[str, ...]) -> SearchQuery:
    """The same page of the same question with these values of one facet, or none."""
    selected = {name: kept for name, kept in query.selected.items() if name != facet}
    if values:
        selected[facet] = values
    return replace(query, selected=selected)


def _party(data: QueryDict, words: Vocabulary) -> tuple[str, list[Notice]]:
    asked = data.get("party", "").strip()
    if not asked:
        return "", []
    is_sound = len(asked) <= 120 and asked.isprintable()
    if is_sound and words.known("organisation", [asked]):
        return asked, []
    return "", [_("The organisation in this address does not exist. This is the whole network.")]
