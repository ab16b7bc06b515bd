"""Reads a network: search says which items, the database who takes part in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from initiatives.models import Initiative, Offer
from initiatives.models.phase import Phase
from monitor.network.graph import Network, Party, Work
from monitor.network.question import NetworkQuery
from organisations.models import Organisation
from search.engines import SearchEngine, get_engine
from search.labels import organisation_key

#: So many initiatives and offers together, and so many organisations: enough for the country
#: as it is, and a second's work where there are more. The oldest first.
MOST_ITEMS = 5_000
MOST_ORGANISATIONS = 5_000
_SHOWN = ("pk", "ref", "title", "title_en", "slug")


@dataclass(frozen=True)
class ReadNetwork:
    """A network, and the records behind its parties and initiatives.

    ``is_whole`` is false when there were more items or organisations than are compared.
    """

    network: Network
    parties: Mapping[Party, Organisation]
    works: Mapping[Work, Initiative | Offer]
    is_whole: bool = True

    @cached_property
    def order(self) -> Mapping[Party, int]:
        """The place of each party in the order of the names."""
        return {party: number for number, party in enumerate(self.parties)}

    def party_of(self, key: str) -> Party | None:
        """The party of an address; None when it is not in this network."""
        for pk, party in self.parties.items():
            if organisation_key(pk, party.ref) == key:
                return pk
        return None


@dataclass(frozen=True)
class _Keys:
    initiatives: list[int]
    offers: list[int]
    organisations: list[int]
    is_whole: bool


def read_network(query: NetworkQuery) -> ReadNetwork:
    """The network of what matches, in a fixed number of queries.

    An offer of an initiative that matches counts with it: who gives it works with who runs that.
    What has ended does not count. Organisations that match and run nothing here are in it too.

    :raises EngineUnavailableError: when search cannot say what matches.
    """
    keys = _matching(query, get_engine())
    works: dict[Work, Initiative | Offer] = {}
    members: dict[Work, set[Party]] = {}
    initiatives = {row.pk: row for row in _live(Initiative, keys.initiatives)}
    for pk, row in initiatives.items():
        works[f"{row.kind}:{pk}"] = row
    belongs: dict[tuple[str, int], Work] = {
        (Initiative.kind, pk): f"{Initiative.kind}:{pk}" for pk in initiatives
    }
    offers = {row.pk: row for row in _live(Offer, keys.offers) if not row.has_ended()}
    for pk, offer in offers.items():
        with_it = belongs.get((Initiative.kind, offer.initiative_id or 0))
        belongs[offer.kind, pk] = with_it or f"{offer.kind}:{pk}"
        if not with_it:
            works[f"{offer.kind}:{pk}"] = offer
    for row in (*initiatives.values(), *offers.values()):
        taking_part = members.setdefault(belongs[row.kind, row.pk], set())
        if row.owner_id:
            taking_part.add(row.owner_id)
    for kind, pk, party in (*_taking_part(Initiative, initiatives), *_taking_part(Offer, offers)):
        members[belongs[kind, pk]].add(party)
    parties = _organisations(
        {*keys.organisations, *(pk for found in members.values() for pk in found)}
    )
    known = frozenset(parties)
    network = Network(known, {work: known & found for work, found in sorted(members.items())})
    return ReadNetwork(network, parties, works, keys.is_whole)


def _matching(query: NetworkQuery, engine: SearchEngine) -> _Keys:
    found: dict[str, list[int]] = {Initiative.kind: [], Offer.kind: []}
    left = MOST_ITEMS
    is_whole = True
    for kind in query.kinds:
        keys = engine.keys(query.search_for(kind), left + 1)
        is_whole = is_whole and len(keys) <= left
        found[kind] = keys[:left]
        left -= len(found[kind])
    organisations = engine.keys(query.search_for(Organisation.kind), MOST_ORGANISATIONS + 1)
    return _Keys(
        found[Initiative.kind],
        found[Offer.kind],
        organisations[:MOST_ORGANISATIONS],
        is_whole and len(organisations) <= MOST_ORGANISATIONS,
    )


def _live(model: Any, keys: list[int]) -> QuerySet[Any]:
    fields = [*_SHOWN, "owner_id", "phase"]
    if model is Offer:
        fields += ["initiative_id", "available_until"]
    rows = model.objects.live().filter(pk__in=keys).exclude(phase=Phase.ENDED)
    return rows.only(*fields).order_by("pk")


def _taking_part(model: Any, rows: Mapping[int, Any]) -> Iterable[tuple[str, int, int]]:
    through = model.organisations.through.objects.filter(**{f"{model.kind}__in": list(rows)})
    for pk, party in through.values_list(f"{model.kind}_id", "organisation_id"):
        yield model.kind, pk, party


def _organisations(keys: Iterable[int]) -> dict[int, Organisation]:
    rows = Organisation.objects.live().filter(pk__in=sorted(keys)).only(*_SHOWN)
    return {row.pk: row for row in rows.order_by("title", "pk")}
