import pytest

from search.analysis import understand
from search.analysis.question import NOTHING_KNOWN
from search.spelling import Speller, mended, sound

WORDS = {
    "omscholing": 40,
    "omscholingen": 2,
    "opleiding": 60,
    "subsidie": 20,
    "cybersecurity": 12,
    "professional": 9,
    "begeleiding": 15,
    "traject": 30,
    "trajecten": 8,
    "spark": 3,
    "it": 50,
    "docent": 12,
    "tekort": 7,
    "almere": 5,
    "begeleidingstraject": 4,
}


@pytest.fixture
def speller() -> Speller:
    return Speller(WORDS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("omscholign", "omscholing"),
        ("subsidei", "subsidie"),
        ("sibsidie", "subsidie"),
        ("proffesional", "professional"),
        ("cybersecuritie", "cybersecurity"),
        ("begelijding", "begeleiding"),
        ("opleidding", "opleiding"),
    ],
)
def test_a_slip_leads_to_the_word_that_was_meant(speller, typed, meant):
    assert speller.near(typed).words[0] == meant


@pytest.mark.parametrize("typed", ["zwembad", "xyzzy", "abc", "1234", ""])
def test_a_word_that_looks_like_nothing_leads_nowhere(speller, typed):
    assert not speller.near(typed)


@pytest.mark.parametrize(
    ("one", "other"), [("begelijding", "begeleiding"), ("tema", "thema"), ("cursus", "kursus")]
)
def test_what_sounds_alike_in_dutch_sounds_alike_here(one, other):
    assert sound(one) == sound(other)


def test_two_words_written_as_one_are_taken_apart(speller):
    assert speller.split("sparkit") == ("spark", "it")
    assert speller.split("omscholing") == ()


def read(text: str, speller: Speller):
    question = understand(text)
    unknown = [
        group for group in question.groups if not all(word.surface in WORDS for word in group.words)
    ]
    return mended(question, unknown, speller, NOTHING_KNOWN)


def surfaces(question) -> list[str]:
    return [word.surface for group in question.groups for word in group.words]


def test_an_unknown_word_is_read_as_the_nearest_and_that_is_said(speller):
    question = read("omscholign almere", speller)
    assert surfaces(question) == ["omscholing", "almere"]
    assert question.read_as == (("omscholign", "omscholing"),)


def test_a_compound_nobody_wrote_is_asked_for_by_its_parts(speller):
    question = read("docententekort", speller)
    assert surfaces(question) == ["docenten", "tekort"]
    assert question.read_as == ()


def test_a_word_that_occurs_nowhere_does_not_hide_what_the_others_find(speller):
    question = read("omscholing zwembad", speller)
    assert surfaces(question) == ["omscholing"]
    assert question.ignored == ("zwembad",)


def test_when_nothing_is_left_the_question_stays_and_finds_nothing(speller):
    question = read("zwembad", speller)
    assert surfaces(question) == ["zwembad"]
    assert question.ignored == ("zwembad",)


def test_the_text_is_corrected_where_the_word_stands(speller):
    text = "Een omscholign in Almere"
    assert speller.corrected(text, read(text, speller)) == "Een omscholing in Almere"


def test_a_word_that_exists_is_only_doubted_for_one_that_is_much_more_frequent(speller):
    assert speller.corrected("omscholingen", understand("omscholingen")) == "omscholing"
    assert speller.corrected("trajecten", understand("trajecten")) is None


def test_longer_words_are_found_by_the_words_they_begin_or_end_with(speller):
    (group,) = speller.widened(understand("traject")).groups
    longer = {other.words[0]["nl"].forms[0] for other in group.alternatives}
    assert longer == {"begeleidingstraject"}
