"""A node dies while people search and edit: nobody notices, nothing is lost."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings

from search.document import SearchDocument
from search.engines import EngineUnavailableError
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch_address import parse_address
from search.query import SearchQuery
from tests.search.conformance.cluster import Cluster
from tests.search.conftest import PROVINCES, make_document

ITEMS = 10_000
# So much happens with all nodes, and then with one less.
SEARCHES = 100
EDITS = 30
LONGEST_SECONDS = 240
QUESTIONS = (
    SearchQuery(text="scholing"),
    SearchQuery(text="voucher", selected={"target_group": ("t1", "t2")}),
    SearchQuery(selected={"province": ("NL-FL",)}),
    SearchQuery(sort="title", page=7),
)


def made(number: int, words: str = "") -> SearchDocument:
    return make_document(
        number,
        f"Scholing met voucher {number} {words}",
        provinces=[PROVINCES[number % 12]],
        facets={"target_group": (f"t{number % 4}",)},
    )


class Traffic:
    """Searches and edits side by side, and what became of them."""

    def __init__(self, engine: ElasticsearchEngine) -> None:
        self._engine = engine
        self._right = [engine.search(question).total for question in QUESTIONS]
        self._stopped = threading.Event()
        self.searches = self.edits = self.refused = 0
        self.failed: list[str] = []
        self.written: dict[int, str] = {}

    def search(self) -> None:
        while not self._stopped.is_set():
            chosen = self.searches % len(QUESTIONS)
            try:
                total = self._engine.search(QUESTIONS[chosen]).total
                if total != self._right[chosen]:
                    self.failed.append(f"{total} instead of {self._right[chosen]}")
            except Exception as fault:  # noqa: BLE001 - whatever it is, a visitor would see it
                self.failed.append(repr(fault))
            self.searches += 1

    def edit(self) -> None:
        while not self._stopped.is_set():
            number = self.edits * 37 % ITEMS
            words = f"wijziging{self.edits}"
            # As the outbox does: what is not acknowledged waits and is tried again.
            while not self._stopped.is_set():
                try:
                    self._engine.index([made(number, words)])
                except EngineUnavailableError:
                    self.refused += 1
                    time.sleep(0.2)
                else:
                    self.written[number] = words
                    self.edits += 1
                    break

    def go_on_until(self, enough: Callable[[], bool]) -> None:
        deadline = time.monotonic() + LONGEST_SECONDS
        while not enough() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert enough(), f"only {self.searches} searches and {self.edits} edits in time"

    def stop(self) -> None:
        self._stopped.set()


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    if not settings.TEST_ELASTICSEARCH_HOME:
        pytest.skip("no Elasticsearch to start: VLECHTWERK_ELASTICSEARCH_HOME names none")
    with Cluster() as cluster:
        yield cluster


def test_killing_a_node_fails_no_search_and_loses_no_change(cluster, record_property):
    engine = ElasticsearchEngine(
        parse_address(f"http://{cluster.hosts}/portal?shards=3&replicas=1")
    )
    engine.rebuild(made(number) for number in range(ITEMS))
    generation = engine.stats().generation
    assert cluster.client.cluster.health(index=generation)["status"] == "green"

    traffic = Traffic(engine)
    threads = [threading.Thread(target=work) for work in (traffic.search, traffic.edit)]
    for thread in threads:
        thread.start()
    try:
        traffic.go_on_until(lambda: traffic.searches >= SEARCHES and traffic.edits >= EDITS)
        cluster.holder_of_primaries(generation).kill()
        searches, edits = traffic.searches + SEARCHES, traffic.edits + EDITS
        traffic.go_on_until(lambda: traffic.searches >= searches and traffic.edits >= edits)
    finally:
        traffic.stop()
        for thread in threads:
            thread.join()

    kept = {document.pk: document for document in engine.documents()}
    lost = [
        number for number, words in traffic.written.items() if kept[number] != made(number, words)
    ]
    record_property("searches", traffic.searches)
    record_property("failed searches", len(traffic.failed))
    record_property("edits", traffic.edits)
    record_property("edits tried again", traffic.refused)
    record_property("lost edits", len(lost))
    assert traffic.failed == []
    assert lost == []
    assert kept.keys() == set(range(ITEMS))
