import pytest
from django.core.exceptions import ValidationError
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import translation

from search.models import MOST_SYNONYMS, SynonymSet, VocabularyVersion
from search.synonyms import SynonymGroup, synonym_groups, synonym_stamp
from tests.factories import SynonymSetFactory, TargetGroupFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def connection_kept():
    """A request closes what is old, and the transaction of a test with it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def request_going_on(connection_kept):
    """What happens in the test happens while one request is answered."""
    request_started.send(sender=None)
    yield
    request_finished.send(sender=None)


def texts() -> list[tuple[str, ...]]:
    return [group.terms for group in synonym_groups()]


def test_group_has_the_term_first_then_english_then_the_rest():
    SynonymSetFactory(
        term="zij-instroom", english="career switching", synonyms=["overstap", "switcher"]
    )
    assert synonym_groups() == (
        SynonymGroup(("zij-instroom", "career switching", "overstap", "switcher")),
    )


def test_words_that_differ_only_in_writing_count_once():
    SynonymSetFactory(term="ICT", english="ict", synonyms=["IT"])
    assert texts() == [("ICT", "IT")]


def test_set_that_is_not_in_use_widens_nothing():
    SynonymSetFactory(active=False)
    assert texts() == []


def test_every_change_of_a_set_works_at_once():
    first = SynonymSetFactory(term="mkb", english="", synonyms=["kleinbedrijf"])
    assert texts() == [("mkb", "kleinbedrijf")]
    first.synonyms = ["kmo"]
    first.save()
    assert texts() == [("mkb", "kmo")]
    SynonymSet.objects.all().delete()
    assert texts() == []


def test_every_change_of_a_set_gives_a_new_stamp():
    stamps = {synonym_stamp()}
    row = SynonymSetFactory()
    stamps.add(synonym_stamp())
    row.save()
    stamps.add(synonym_stamp())
    row.delete()
    stamps.add(synonym_stamp())
    assert len(stamps) == 4


def test_groups_are_read_once_while_nothing_changes(django_assert_num_queries):
    SynonymSetFactory()
    synonym_groups()
    with django_assert_num_queries(1):  # the stamp
        synonym_groups()


def test_one_request_asks_once_whether_anything_changed(
    request_going_on, django_assert_num_queries
):
    from search.labels import vocabulary

    SynonymSetFactory()
    vocabulary()
    synonym_groups()
    request_finished.send(sender=None)
    request_started.send(sender=None)
    with django_assert_num_queries(1):
        vocabulary()
        synonym_groups()
        synonym_groups()


def test_request_sees_its_own_change(request_going_on):
    SynonymSetFactory(term="mkb", english="", synonyms=["kmo"])
    assert texts() == [("mkb", "kmo")]
    SynonymSet.objects.get().delete()
    assert texts() == []


def test_next_request_sees_what_another_process_changed(request_going_on):
    SynonymSetFactory(term="mkb", english="", synonyms=["kmo"])
    assert texts() == [("mkb", "kmo")]
    # As another process would: without the signals of this one.
    SynonymSet.objects.update(synonyms=["sme"])
    VocabularyVersion.objects.update(stamp="another")
    assert texts() == [("mkb", "kmo")]
    request_finished.send(sender=None)
    request_started.send(sender=None)
    assert texts() == [("mkb", "sme")]


def test_changed_term_of_the_vocabulary_leaves_groups_right():
    SynonymSetFactory(term="mkb", english="", synonyms=["kmo"])
    TargetGroupFactory()
    assert texts() == [("mkb", "kmo")]


def test_words_are_kept_without_spaces_around_them():
    row = SynonymSet(term=" mkb ", english=" sme ", synonyms=[" kmo "])
    row.full_clean()
    assert (row.term, row.english, row.synonyms) == ("mkb", "sme", ["kmo"])


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"term": ""}, "term", "blank"),
        ({"term": "x" * 61}, "term", "60"),
        ({"term": "mk\x00b"}, "term", "invisible"),
        ({"english": "a\u202eb"}, "english", "invisible"),
        ({"synonyms": "kmo"}, "synonyms", "list"),
        ({"synonyms": [1]}, "synonyms", "list"),
        ({"synonyms": ["kmo", " "]}, "synonyms", "empty"),
        ({"synonyms": ["x" * 61]}, "synonyms", "too long"),
        ({"synonyms": ["a\x07b"]}, "synonyms", "invisible"),
        ({"synonyms": ["kmo", "KMO"]}, "synonyms", "“KMO”"),
        ({"synonyms": ["mkb"]}, "synonyms", "“mkb”"),
        ({"synonyms": ["sme "]}, "synonyms", "“sme”"),
        ({"synonyms": [f"w{n}" for n in range(MOST_SYNONYMS + 1)]}, "synonyms", "41"),
        ({"english": "", "synonyms": []}, "synonyms", "at least one"),
        ({"english": "MKB", "synonyms": []}, "synonyms", "at least one"),
    ],
)
def test_set_that_cannot_work_is_refused_with_a_reason(values, field, message):
    row = SynonymSet(**{"term": "mkb", "english": "sme", "synonyms": ["kmo"], **values})
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        row.full_clean()
    with translation.override("en"):
        reasons = refused.value.message_dict
    assert list(reasons) == [field]
    assert len(reasons[field]) == 1
    assert message in reasons[field][0]
