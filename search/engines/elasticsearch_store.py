"""The indices of a site in a cluster: generations, and the aliases that name one.

``<prefix>-<time>`` is a generation. Two aliases point at the one in use: ``<prefix>``, for
people, and ``<prefix>-for-<mark>``, through which this program reads and writes. The mark
differs for every analysis and set of fields, so a program never asks an index that another
version built: it simply finds none. A rebuild moves both in one step.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.utils import timezone
from elasticsearch import Elasticsearch, NotFoundError

from search.engines.base import IndexUnusableError
from search.engines.elasticsearch_address import ClusterAddress
from search.engines.elasticsearch_schema import DEEPEST_HIT, mapping
from search.engines.manifest import Manifest, program

REFRESH_INTERVAL = "1s"
WAIT_FOR_REPLICAS = "60s"


class ClusterIndices:
    """Knows which index is which; searches nothing itself."""

    def __init__(self, client: Elasticsearch, address: ClusterAddress) -> None:
        self._client = client
        self._address = address
        self._prefix = address.prefix
        self._is_generation = re.compile(rf"{re.escape(self._prefix)}-\d{{8}}t\d{{12}}")

    @property
    def alias(self) -> str:
        """What this program reads and writes through."""
        return f"{self._prefix}-for-{program_mark()}"

    def current(self) -> str:
        """The generation in use, whichever program built it."""
        try:
            found = self._client.indices.get_alias(name=self._prefix).body
        except NotFoundError:
            raise IndexUnusableError(
                "There is no search index in the cluster yet: run manage.py search_index rebuild"
            ) from None
        return str(max(found))

    def manifest(self, generation: str) -> Manifest:
        answer = self._client.indices.get_mapping(index=generation).body
        return Manifest(**answer[generation]["mappings"]["_meta"])

    def why_unusable(self) -> IndexUnusableError:
        """What to say when nothing stands behind the alias of this program."""
        try:
            generation = self.current()
        except IndexUnusableError as fault:
            return fault
        return IndexUnusableError(
            f"The search index {generation} was built by another version: "
            "run manage.py search_index rebuild"
        )

    def new_generation(self) -> str:
        """An empty index that nobody reads yet, without the costs of being read."""
        name = f"{self._prefix}-{timezone.now():%Y%m%dt%H%M%S%f}"
        settings = {
            "number_of_shards": self._address.shards,
            "number_of_replicas": 0,
            "refresh_interval": "-1",
            "max_result_window": DEEPEST_HIT,
        }
        self._client.indices.create(index=name, settings=settings, mappings=mapping().to_dict())
        return name

    def switch_to(self, generation: str, manifest: Manifest) -> None:
        """From here on every search reads this generation; the one before is kept."""
        self._client.indices.put_mapping(index=generation, meta=asdict(manifest))
        self._make_durable(generation)
        own = [self._prefix, f"{self._prefix}-for-*"]
        before = self._aliases(own)
        moves: list[dict[str, Any]] = [
            {"remove": {"index": index, "alias": alias}}
            for index, aliases in before.items()
            for alias in aliases
        ]
        moves += [
            {"add": {"index": generation, "alias": alias}} for alias in (self._prefix, self.alias)
        ]
        self._client.indices.update_aliases(actions=moves)
        self._forget_all_but({generation, *before})

    def discard(self, generation: str) -> None:
        self._client.options(ignore_status=404).indices.delete(index=generation)

    def _make_durable(self, generation: str) -> None:
        """Copies on other nodes, before anybody relies on it; a poor cluster may lack them."""
        settings = {
            "number_of_replicas": self._address.replicas,
            # Set, because an index without this number falls asleep when nobody searches.
            "refresh_interval": REFRESH_INTERVAL,
        }
        self._client.indices.put_settings(index=generation, settings=settings)
        if self._address.replicas:
            self._client.options(ignore_status=408).cluster.health(
                index=generation, wait_for_status="green", timeout=WAIT_FOR_REPLICAS
            )

    def _aliases(self, names: list[str]) -> Mapping[str, list[str]]:
        """The aliases of this site per index."""
        # A name without an index makes the whole answer a 404, with all that was found in it.
        answer = self._client.options(ignore_status=404).indices.get_alias(name=names).body
        return {
            index: list(known["aliases"])
            for index, known in answer.items()
            if self._is_generation.fullmatch(index)
        }

    def _forget_all_but(self, kept: set[str]) -> None:
        found = self._client.indices.get(index=f"{self._prefix}-*", features="aliases").body
        for index in found:
            if self._is_generation.fullmatch(index) and index not in kept:
                self.discard(index)


def program_mark() -> str:
    """Short, and different for programs that would build different indices."""
    return hashlib.sha256(repr(program()).encode()).hexdigest()[:12]
