"""What the keeper of a source wants of its records: which come in, and what a category means here."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from harvest.models import Source, SourceRule
from harvest.records import ReadRecord

Verb = SourceRule.Verb
Where = SourceRule.Where

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class LeftOut:
    """A record that does not come in, and the rule that says so."""

    read: ReadRecord
    rule: SourceRule


class Rules:
    """The rules and mappings of a source, read once for all its records.

    Of the words of one rule one is enough. What may come in has no word of any "not with", and
    a word of the "only with" for every place that has one. Words are looked for as whole words
    one after another, without regard for capitals and accents.
    """

    def __init__(self, source: Source) -> None:
        self._exclude: list[tuple[SourceRule, list[str]]] = []
        self._include: dict[str, list[tuple[SourceRule, list[str]]]] = defaultdict(list)
        for rule in source.rules.all():
            phrases = _phrases(rule.words)
            if phrases and rule.verb == Verb.EXCLUDE:
                self._exclude.append((rule, phrases))
            elif phrases:
                self._include[rule.where].append((rule, phrases))
        self._terms: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for mapping in source.mappings.all():
            self._terms[folded(mapping.category)].append((mapping.relation, mapping.term))

    def against(self, read: ReadRecord) -> SourceRule | None:
        """The rule that leaves this record out, None when it comes in."""
        if not self._exclude and not self._include:
            return None
        texts = {where: _texts(read, where) for where in Where.values}
        for rule, phrases in self._exclude:
            if _has_one(texts[rule.where], phrases):
                return rule
        for where, rules in self._include.items():
            if not any(_has_one(texts[where], phrases) for _rule, phrases in rules):
                return rules[0][0]
        return None

    def terms(self, categories: Iterable[str]) -> Mapping[str, list[str]]:
        """The ids of terms for which these categories of a feed stand, by field of `Classified`."""
        found: dict[str, list[str]] = defaultdict(list)
        for category in categories:
            for relation, term in self._terms.get(folded(category), ()):
                if term not in found[relation]:
                    found[relation].append(term)
        return found


def sift(rules: Rules, reads: Iterable[ReadRecord]) -> tuple[list[ReadRecord], list[LeftOut]]:
    """What comes in, and what the rules leave out."""
    let_in: list[ReadRecord] = []
    left_out: list[LeftOut] = []
    for read in reads:
        rule = rules.against(read)
        if rule is None:
            let_in.append(read)
        else:
            left_out.append(LeftOut(read, rule))
    return let_in, left_out


def folded(text: str) -> str:
    """The words of a text in one form, with single spaces between: how texts are compared here."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(bare))


def _phrases(words: str) -> list[str]:
    return [phrase for line in words.splitlines() if (phrase := folded(line))]


def _texts(read: ReadRecord, where: str) -> list[str]:
    match where:
        case Where.TITLE:
            return [folded(read.title)]
        case Where.PLACE:
            return [folded(read.place)]
        case _:
            return [folded(category) for category in read.categories]


def _has_one(texts: list[str], phrases: list[str]) -> bool:
    return any(f" {phrase} " in f" {text} " for text in texts for phrase in phrases)
