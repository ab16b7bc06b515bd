"""Which records come in: words of the owner against title, category and place."""

import pytest

from harvest.models import Source, SourceMapping, SourceRule
from harvest.records import ReadRecord
from harvest.rules import Rules, sift

INCLUDE, EXCLUDE = SourceRule.Verb.INCLUDE, SourceRule.Verb.EXCLUDE


def read(title="Digicafé in Assen", categories=("Cursus",), place="Bibliotheek, Assen"):
    return ReadRecord(key=title, title=title, values={}, categories=categories, place=place)


def comes_in(*rules: tuple[str, str, str], **of_record) -> bool:
    source = Source()
    source.rules = [SourceRule(verb=verb, where=where, words=words) for verb, where, words in rules]
    let_in, left_out = sift(Rules(source), [read(**of_record)])
    assert len(let_in) + len(left_out) == 1
    return bool(let_in)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([], True),
        ([(EXCLUDE, "title", "digicafe")], False),
        ([(EXCLUDE, "title", "DIGICAFÉ")], False),
        # Part of a word is another word.
        ([(EXCLUDE, "title", "digi")], True),
        ([(EXCLUDE, "title", "in assen")], False),
        ([(EXCLUDE, "title", "assen in")], True),
        ([(EXCLUDE, "title", "kook\ndigicafé")], False),
        ([(EXCLUDE, "category", "cursus")], False),
        ([(EXCLUDE, "place", "bibliotheek")], False),
        ([(INCLUDE, "title", "workshop")], False),
        ([(INCLUDE, "title", "workshop"), (INCLUDE, "title", "digicafe")], True),
        ([(INCLUDE, "title", "digicafe"), (INCLUDE, "place", "Emmen")], False),
        ([(INCLUDE, "title", "digicafe"), (EXCLUDE, "place", "Assen")], False),
        # A line without a word says nothing.
        ([(INCLUDE, "title", " \n!")], True),
    ],
)
def test_words_decide_what_comes_in(rules, expected):
    assert comes_in(*rules) is expected


def test_only_with_a_category_leaves_out_what_has_none():
    assert not comes_in((INCLUDE, "category", "cursus"), categories=())


def test_says_which_rule_left_something_out():
    source = Source()
    source.rules = [SourceRule(verb=EXCLUDE, where="title", words="digicafé")]
    _let_in, left_out = sift(Rules(source), [read()])
    assert left_out[0].rule.words == "digicafé"


def test_a_category_stands_for_terms():
    source = Source()
    source.mappings = [
        SourceMapping(category="Cursus", relation="target_groups", term="jongeren"),
        SourceMapping(category="Café's", relation="action_lines", term="samen"),
    ]
    terms = Rules(source).terms(["CURSUS", "cafe's", "onbekend"])
    assert terms == {"target_groups": ["jongeren"], "action_lines": ["samen"]}
