from collections import Counter
from itertools import islice

from bench.engines.material import document, documents
from bench.engines.vocabulary import FACETS, PROVINCES, TARGET_GROUPS

RECORDS = list(documents(600))


def test_the_same_seed_gives_the_same_records() -> None:
    assert list(documents(5)) == RECORDS[:5]
    assert document(1, seed=2) != RECORDS[0]


def test_a_small_collection_is_the_beginning_of_a_larger_one() -> None:
    assert list(islice(documents(1000), 20)) == RECORDS[:20]


def test_several_processes_can_make_parts_of_one_collection() -> None:
    assert list(documents(3, first=101)) == RECORDS[100:103]


def test_every_facet_value_occurs_and_no_other() -> None:
    for name, values in FACETS.items():
        found = {key for record in RECORDS for key in record.facets.get(name, ())}
        assert found == set(values.keys), name


def test_what_is_national_counts_in_every_province() -> None:
    national = [record for record in RECORDS if record.is_national]
    assert 0.1 < len(national) / len(RECORDS) < 0.2
    assert all(record.facets["province"] == PROVINCES.keys for record in national)
    assert all(1 <= len(r.facets["province"]) <= 3 for r in RECORDS if not r.is_national)


def test_a_narrower_group_comes_with_its_broader_one() -> None:
    for record in RECORDS:
        groups = record.facets["target_group"]
        assert set(TARGET_GROUPS.with_broader(groups)) == set(groups)


def test_bodies_have_sixty_words() -> None:
    lengths = Counter(len(record.bodies["nl"].split()) for record in RECORDS)
    assert lengths.most_common(1)[0][0] == 60
    assert max(lengths) == 60


def test_names_get_rarer_without_end() -> None:
    names = Counter(record.names["nl"].split()[-1] for record in RECORDS)
    assert names.most_common(1)[0][1] > 5
    assert sum(count == 1 for count in names.values()) > 100
