"""Dutch as this field uses it: word families, what must stay apart, and compounds.

The lists stand in ``language/``; the parts of compounds are compared with the launch content.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from search.analysis import analyser, analyser_for, fold
from search.analysis.compounds import CompoundSplitter, launch_parts, launch_wholes
from search.analysis.tokenise import words

LISTS = Path(__file__).parent / "language"
CONTENT = settings.BASE_DIR / "portal" / "launch_content"
VOCABULARIES = (
    "target_groups", "vocabularies", "action_lines", "actions", "development_paths",
    "choice_factors", "provinces", "regions",
)  # fmt: skip
#: The share of families that have to be whole.
BAR = 0.97

reader = analyser_for("nl")


def lines(name: str) -> list[str]:
    found = (LISTS / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in found if line and not line.startswith("#")]


def token(word: str) -> str:
    return reader.tokens(word).words[0]


def launch_records(name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((CONTENT / f"{name}.yaml").read_text("utf-8"))


def single_words() -> Iterator[str]:
    """Labels and synonyms of one word, cut at hyphens."""
    for name in VOCABULARIES:
        for record in launch_records(name):
            texts = [(record.get(key) or {}).get("nl", "") for key in ("label", "name", "title")]
            for text in [*texts, *(record.get("synonyms") or ())]:
                found = list(words(text))
                if len(found) == 1:
                    yield from map(fold, found[0].pieces or (found[0].whole,))


def test_families_of_this_field_are_whole():
    families = lines("families")
    broken = [family for family in families if len({token(word) for word in family.split()}) > 1]
    assert len(families) > 100
    assert len(broken) <= (1 - BAR) * len(families), broken


@pytest.mark.parametrize("pair", lines("apart"))
def test_different_words_keep_different_tokens(pair: str):
    first, second = pair.split()
    assert token(first) != token(second)


@pytest.mark.parametrize("word", lines("unsplit"))
def test_word_that_only_looks_like_a_compound_stays_in_one_piece(word: str):
    assert reader.tokens(word).parts == ()


@pytest.mark.parametrize("record", launch_records("compounds"), ids=lambda record: record["id"])
def test_every_part_of_the_launch_content_is_known_with_its_examples(record: dict[str, Any]):
    part = record["part"]
    stands_for = record.get("base", part)
    if part.isalpha():
        assert launch_parts()[part] == stands_for
    for example in record.get("examples", ()):
        assert token(stands_for) in reader.tokens(example).parts, example


def test_words_of_the_vocabulary_can_be_parts():
    """A new term either takes part in compounds or is on the list of those that do not."""
    known = {token(part) for part in [*launch_parts(), *launch_parts().values()]}
    listed = set(lines("no_parts"))
    unknown = {
        word
        for word in single_words()
        if len(word) >= 4
        and word.isalpha()
        and word not in listed
        and token(word) not in known
        and not reader.tokens(word).parts
    }
    assert unknown == set()


def test_forms_of_a_part_share_a_token():
    """Otherwise a compound of the one would not be found by the other: leerpad, leerpaden."""
    parts = {fold(part) for part, base in launch_parts().items() if part == base}
    for part in parts:
        for plural in (f"{part}en", f"{part}s", f"{part}{part[-1]}en"):
            if plural in parts:
                assert token(part) == token(plural)


@pytest.mark.parametrize(
    "forms", ["groeipad groeipaden", "loopbaanles loopbaanlessen", "regioraad regioraden"]
)
def test_compound_has_the_forms_of_its_last_part(forms: str):
    assert len({token(form) for form in forms.split()}) == 1


def test_every_word_that_is_never_split_would_be_split_otherwise():
    splitter = CompoundSplitter(launch_parts())
    assert [word for word in launch_wholes() if not splitter.split(word)] == []


def test_word_that_is_never_split_is_a_part_like_any_other():
    assert set(reader.tokens("groepsleerkracht").parts) == {token("groep"), token("leerkracht")}


@pytest.mark.parametrize("name", ["launch_parts", "launch_wholes"])
def test_other_parts_make_another_fingerprint(name: str, monkeypatch: pytest.MonkeyPatch):
    before = analyser.fingerprint()
    changed = {"nieuw": "nieuw"} if name == "launch_parts" else ("nieuw",)
    monkeypatch.setattr(analyser, name, lambda: changed)
    assert analyser.fingerprint.__wrapped__() != before
