"""Texts made of the words and phrases, always the same ones for the same random numbers."""

import json
from random import Random
from typing import Any, NamedTuple

from portal.bulk_content import phrases, words
from portal.bulk_content.words import Pair

SUMMARY_MAX = 300
NOTHING = Pair("", "")


class Setting(NamedTuple):
    """What the texts of one item are about; they share it, as the texts of a real item do."""

    subject: Pair
    job: Pair
    sector: Pair
    group: Pair
    month: Pair
    town: str
    compound: str
    party: str
    place: str
    small: int
    number: int


class Wording:
    """Writes titles, summaries and running text in both languages."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def setting(self, town: str, group: Pair, party: str) -> Setting:
        random = self._random
        return Setting(
            subject=random.choice(words.SUBJECTS),
            job=random.choice(words.JOBS),
            sector=random.choice(words.SECTORS),
            group=Pair(*(_within_sentence(label) for label in group)),
            month=random.choice(words.MONTHS),
            town=town,
            compound=self.compound(),
            party=party,
            place=random.choice(words.PLACES),
            small=random.randint(2, 12),
            number=random.randint(10, 95),
        )

    def compound(self) -> str:
        head = self._random.choice(words.COMPOUND_HEADS)
        return head + self._random.choice(words.COMPOUND_TAILS)

    def party_name(self, town: str) -> str:
        head, tail = self._random.choice(words.NAME_HEADS), self._random.choice(words.NAME_TAILS)
        return self._random.choice(words.PARTY_NAMES).format(name=head + tail, town=town)

    def phrase(self, options: tuple[Pair, ...], setting: Setting) -> Pair:
        """One of the phrases with its gaps filled."""
        pair = self._random.choice(options)
        return Pair(_filled(pair.nl, setting, 0), _filled(pair.en, setting, 1))

    def sentences(self, options: tuple[Pair, ...], setting: Setting, count: int) -> Pair:
        """Some different phrases after each other."""
        chosen = self._random.sample(options, min(count, len(options)))
        return Pair(
            " ".join(_filled(pair.nl, setting, 0) for pair in chosen),
            " ".join(_filled(pair.en, setting, 1) for pair in chosen),
        )

    def summary(self, setting: Setting) -> Pair:
        start = self.phrase(phrases.SUMMARIES, setting)
        end = self.phrase(phrases.SUMMARY_ENDINGS, setting)
        whole = Pair(f"{start.nl} {end.nl}", f"{start.en} {end.en}")
        return whole if max(map(len, whole)) <= SUMMARY_MAX else start

    def body(self, setting: Setting) -> Pair:
        """Running text as the editor keeps it: parts with a heading, sometimes numbered steps."""
        count = self._random.randint(1, 3)
        parts = [
            (heading, self.sentences(phrases.SENTENCES, setting, self._random.randint(3, 6)))
            for heading in self._random.sample(phrases.HEADINGS, count)
        ]
        steps: list[Pair] = []
        if self._random.random() < 0.3:
            steps = [
                Pair(_filled(step.nl, setting, 0), _filled(step.en, setting, 1))
                for step in self._random.sample(phrases.STEPS, 3)
            ]
        return Pair(_blocks(parts, steps, 0), _blocks(parts, steps, 1))


def _blocks(parts: list[tuple[Pair, Pair]], steps: list[Pair], language: int) -> str:
    blocks: list[dict[str, Any]] = []
    for heading, text in parts:
        blocks.append({"type": "heading", "value": heading[language]})
        blocks.append({"type": "paragraph", "value": f"<p>{text[language]}</p>"})
    if steps:
        values = [{"type": "item", "value": step[language]} for step in steps]
        blocks.append({"type": "steps", "value": values})
    return json.dumps(blocks, ensure_ascii=False)


def _filled(phrase: str, setting: Setting, language: int) -> str:
    if "{" not in phrase:
        return phrase
    group, compound = setting.group[language], setting.compound
    return phrase.format(
        subject=setting.subject[language],
        job=setting.job[language],
        sector=setting.sector[language],
        group=group,
        Group=group[:1].upper() + group[1:],
        month=setting.month[language],
        town=setting.town,
        compound=compound,
        Compound=compound[:1].upper() + compound[1:],
        party=setting.party,
        place=setting.place,
        small=setting.small,
        number=setting.number,
    )


def _within_sentence(label: str) -> str:
    """A label as it stands in a sentence: "Leerlingen vmbo" without its capital, "ICT'ers" with."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
