import pytest

from search.analysis import understand
from search.lexicon import SIBLING_WEIGHT, SYNONYM_WEIGHT, SiteLexicon, SynonymTable, stems_of

GROUPS = [
    ("zij-instroom", "career switching", "omscholing", "switcher"),
    ("leven lang ontwikkelen", "lifelong learning", "LLO"),
]


@pytest.fixture
def lexicon() -> SiteLexicon:
    return SiteLexicon(SynonymTable(GROUPS))


def weights(lexicon: SiteLexicon, text: str) -> dict[str, float]:
    """What else counts as the words, and how much."""
    return {
        " ".join(tokens["nl"].forms[0] for tokens in other.words): other.weight
        for other in lexicon.alternatives(stems_of(text))
    }


def test_a_term_and_its_synonyms_stand_for_each_other_and_two_synonyms_less_so(lexicon):
    assert weights(lexicon, "zij-instroom")["omscholing"] == SYNONYM_WEIGHT
    found = weights(lexicon, "omscholing")
    assert found["zijinstroom"] == SYNONYM_WEIGHT
    assert found["switcher"] == found["career switching"] == SIBLING_WEIGHT
    assert SIBLING_WEIGHT < SYNONYM_WEIGHT


def test_every_form_of_a_word_has_its_synonyms(lexicon):
    assert weights(lexicon, "switchers") == weights(lexicon, "switcher")
    assert weights(lexicon, "voucher") == {}


def test_several_typed_words_can_be_one_known_term(lexicon):
    (group,) = understand("leven lang ontwikkelen", lexicon).groups
    assert [word.surface for word in group.words] == ["leven", "lang", "ontwikkelen"]
    assert any(len(other.words) == 1 for other in group.alternatives)


def test_a_word_stands_for_several_as_a_phrase(lexicon):
    (group,) = understand("llo", lexicon).groups
    assert {len(other.words) for other in group.alternatives} == {2, 3}


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("omscholen naar ict in almere", "NL-FL"),
        ("cursus den bosch", "NL-NB"),
        ("Zeeuwse aanpak", "NL-ZE"),
        ("werk in best", "NL-NB"),
    ],
)
def test_a_place_leads_to_its_province(lexicon, text, province):
    assert [group.province for group in understand(text, lexicon).places] == [province]


@pytest.mark.parametrize("text", ["de best betaalde baan", "houten huis", "omscholing"])
def test_a_name_that_is_a_word_as_well_is_a_place_only_after_a_preposition(lexicon, text):
    assert understand(text, lexicon).places == ()


def test_a_phrase_with_a_word_that_counts_by_itself_is_left_out():
    table = SynonymTable([("scholing", "training", "training op maat", "leren met een coach")])
    (group,) = understand("scholing", SiteLexicon(table)).groups
    assert [[tokens["nl"].forms[0] for tokens in other.words] for other in group.alternatives] == [
        ["training"],
        ["leren", "coach"],
    ]
    # Words that say nothing stand in every document: the others may stand anywhere.
    assert group.alternatives[1].loose
