"""How well the engines answer the judged queries, on the content that ships with the project."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import uuid4

import pytest
import yaml
from django.conf import settings
from elasticsearch import Elasticsearch

from initiatives.models import Offer
from search import quality
from search.catalogue import all_documents
from search.document import SearchDocument
from search.engines import SearchEngine, engine_for
from search.judged_queries import ItemNames, JudgedQuery, item_key, read
from search.labels import vocabulary
from search.quality import OVERALL, Scores
from search.querystring import parse

JUDGED = Path(__file__).parent / "judged" / "queries.json"
LAUNCH_CONTENT = Path(settings.BASE_DIR, "portal", "launch_content")
GROUPS = {
    "sme",
    "citizen",
    "professional",
    "misspelling",
    "compound",
    "synonym",
    "abbreviation",
    "name",
    "english",
    "filter",
}
ITEM_FILES = {
    "initiative": "initiatives.yaml",
    "offer": "offers.yaml",
    "practice": "practices.yaml",
    "organisation": "organisations.yaml",
}

Reports = Mapping[str, Scores]


@pytest.fixture(scope="module")
def queries() -> list[JudgedQuery]:
    return read(JUDGED)


# --- The set itself, held against the files ---------------------------------------------------


def launch_records(name: str) -> list[dict]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((LAUNCH_CONTENT / name).read_text("utf-8"), loader)


def ids(name: str) -> set[str]:
    return {record["id"] for record in launch_records(name)}


def terms(*vocabularies: str) -> set[str]:
    records = launch_records("vocabularies.yaml")
    return {record["value"] for record in records if record["vocabulary"] in vocabularies}


@pytest.fixture(scope="module")
def allowed() -> Mapping[str, set[str]]:
    """Every value a filter of the set may have."""
    return {
        "kind": {*ITEM_FILES, "article"},
        "province": {record["iso"] for record in launch_records("provinces.yaml")},
        "target_group": ids("target_groups.yaml"),
        "action_line": ids("action_lines.yaml"),
        "path": ids("development_paths.yaml"),
        "form": terms("initiative-kind", "offer-type"),
        "org_type": terms("organisation-type"),
        "level": {str(level) for level in range(1, 9)},
        "mode": set(Offer.Mode.values),
        "cost": set(Offer.Cost.values),
        "national": {"0"},
    }


def test_the_set_is_large_and_has_every_group(queries):
    assert len(queries) >= 150
    assert {query.group for query in queries} == GROUPS
    assert {query.language for query in queries} == {"nl", "en"}


def test_every_judged_item_is_in_the_launch_content(queries):
    keys = {f"{kind}:{ref}" for kind, name in ITEM_FILES.items() for ref in ids(name)}
    articles = (page for page in launch_records("pages_articles.yaml") if page["type"] == "article")
    names = ItemNames(keys | {f"article:{page['slug']['nl']}" for page in articles})
    assert {query.id: unknown for query in queries if (unknown := query.unknown(names))} == {}


def test_every_filter_is_in_the_launch_content(queries, allowed):
    unknown = [
        (query.id, name, value)
        for query in queries
        for name, values in query.filters.items()
        for value in values
        if value not in allowed[name]
    ]
    assert unknown == []


def test_what_must_be_on_top_is_the_best_there_is(queries):
    for query in queries:
        assert len(query.must_top3) <= 3, query.id
        assert {query.relevant[ref] for ref in query.must_top3} <= {3}, query.id


# --- The answers ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def documents(launch_content, django_db_blocker) -> list[SearchDocument]:
    with django_db_blocker.unblock():
        return list(all_documents())


@pytest.mark.django_db
def test_no_filter_leaves_out_a_judged_item(queries, documents):
    """An item judged relevant that its own filters exclude could never be found."""
    by_key = {item_key(document): document for document in documents}
    for query in queries:
        asked = parse(query.address(quality.DEPTH), vocabulary(), language=query.language)
        assert asked.notices == (), query.id
        for key in query.relevant:
            facets = by_key[key].facets
            for name, values in asked.query.filters.items():
                assert not set(values).isdisjoint(facets.get(name, ())), (query.id, key)
            assert asked.query.national or not by_key[key].is_national, (query.id, key)


def report_of(
    engine: SearchEngine, queries: list[JudgedQuery], documents: list[SearchDocument]
) -> Reports:
    engine.rebuild(documents)
    known = vocabulary()
    return quality.per_group([quality.ask(engine, query, known) for query in queries])


@pytest.fixture(scope="module")
def embedded(queries, documents, tmp_path_factory, django_db_blocker) -> Reports:
    engine = engine_for(f"embedded://{tmp_path_factory.mktemp('judged')}")
    with django_db_blocker.unblock():
        return report_of(engine, queries, documents)


@pytest.fixture(scope="module")
def elasticsearch(queries, documents, django_db_blocker) -> Iterator[Reports]:
    if not settings.TEST_ELASTICSEARCH:
        pytest.skip("VLECHTWERK_TEST_ELASTICSEARCH names no server")
    prefix = f"judged-{uuid4().hex[:12]}"
    engine = engine_for(f"{settings.TEST_ELASTICSEARCH}/{prefix}")
    client = Elasticsearch(settings.TEST_ELASTICSEARCH, request_timeout=60)
    try:
        with django_db_blocker.unblock():
            yield report_of(engine, queries, documents)
    finally:
        if left := list(client.indices.get(index=f"{prefix}-2*")):
            client.indices.delete(index=left)
        client.close()


@pytest.fixture(params=["embedded", "elasticsearch"])
def report(request) -> Reports:
    return request.getfixturevalue(request.param)


@pytest.mark.django_db
def test_the_best_items_stand_highest(report):
    assert report[OVERALL].ndcg >= quality.LEAST_NDCG, report


@pytest.mark.django_db
def test_what_somebody_names_is_among_the_first_three(report):
    assert report["name"].success >= quality.LEAST_SUCCESS_FOR_NAMES, report


@pytest.mark.django_db
def test_both_engines_answer_equally_well(embedded, elasticsearch):
    assert quality.difference([embedded, elasticsearch]) <= quality.MOST_DIFFERENCE
