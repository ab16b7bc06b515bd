"""Generated records as search documents, without a database; Django must be set up.

Each record comes from its own number alone, so several processes can make parts of the same
collection, and a smaller collection is the beginning of a larger one.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random

from bench.engines.vocabulary import ACTION_LINES, FACETS, PROVINCES, TARGET_GROUPS
from portal.bulk_content import phrases, words
from portal.bulk_content.wording import Setting, Wording
from portal.bulk_content.words import Pair
from search.document import NATIONAL, SearchDocument, upcoming

#: The records are the same on every day of measuring.
TODAY = date(2026, 11, 25)
NATIONAL_SHARE = 0.15
ENGLISH_SHARE = 0.35
ENGLISH_BODY = 0.4
CURRENT_SHARE = 0.9
CONFIRMED_SHARE = 0.88
BODY_WORDS = 60
#: How many values a record has: the weight of one, of two and so on.
PROVINCES_EACH = (17, 2, 1)
GROUPS_EACH = (6, 4, 2, 1)
LINES_EACH = (6, 3, 1)
PATHS_EACH = (6, 2)
#: Names that only a few records have: every real collection has more of them the larger it is.
SYLLABLES = tuple(
    f"{start}{vowel}{end}" for start in "bdfgkmrstvz" for vowel in "aeiou" for end in "lnr"
)
RARENESS = 0.7
MOST_FREQUENT_NAMES = 40

TITLES = {
    "offer": phrases.OFFER_TITLES,
    "initiative": phrases.INITIATIVE_TITLES,
    "practice": phrases.PRACTICE_TITLES,
    "event": phrases.OFFER_TITLES,
}
_CUMULATIVE = {name: list(accumulate(values.weights)) for name, values in FACETS.items()}


def documents(count: int, *, seed: int = 1, first: int = 1) -> Iterator[SearchDocument]:
    """The records from number `first` on; `count` of them."""
    for number in range(first, first + count):
        yield document(number, seed=seed)


def document(number: int, *, seed: int = 1) -> SearchDocument:
    return _Maker(Random(f"{seed}:{number}"), number).document()


class _Maker:
    def __init__(self, random: Random, number: int) -> None:
        self.random = random
        self.number = number
        self.wording = Wording(random)

    def document(self) -> SearchDocument:
        (kind,) = self.draw("kind")
        home = self.several("province", PROVINCES_EACH)
        national = self.chance(NATIONAL_SHARE)
        town = self.random.choice(words.TOWNS[home[0]])
        groups = TARGET_GROUPS.with_broader(self.several("target_group", GROUPS_EACH))
        lines = ACTION_LINES.with_broader(self.several("action_line", LINES_EACH))
        party = f"{self.wording.party_name(town)} {self.rare_name()}"
        setting = self.wording.setting(town, TARGET_GROUPS.labels[groups[0]], party)
        english = self.chance(ENGLISH_SHARE)
        title = self.title(kind, setting)
        dates = self.dates() if kind == "event" else ()
        facets = {
            "province": PROVINCES.keys if national else home,
            "target_group": groups,
            "action_line": lines,
            "kind": (kind,),
            "form": () if kind == "organisation" else self.draw("form"),
            "path": self.several("path", PATHS_EACH) if self.chance(0.6) else (),
            "lang": ("en", "nl") if english else ("nl",),
        }
        return SearchDocument(
            kind=kind,
            pk=self.number,
            ref=f"{kind}-{self.number}",
            titles=_texts(title, english),
            summaries=_texts(self.wording.summary(setting), english),
            bodies=_texts(self.body(setting), english and self.chance(ENGLISH_BODY)),
            names={"nl": party},
            labels=_texts(_labels(facets, national), english=True),
            urls={"nl": f"/{kind}/{self.number}/", "en": f"/en/{kind}/{self.number}/"},
            facets={name: values for name, values in facets.items() if values},
            scale=NATIONAL if national else "regional",
            home_provinces=() if national else home,
            dates=dates,
            next_date=upcoming(dates, TODAY),
            updated=self.moment(),
            verified=self.confirmed() if self.chance(CONFIRMED_SHARE) else None,
            current=self.chance(CURRENT_SHARE),
            weight=round(self.random.random(), 3),
            card={"organisations": {"nl": [party], "en": [party]}, "more_organisations": 0},
        )

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def draw(self, facet: str, count: int = 1) -> tuple[str, ...]:
        """So many values or fewer, each once, in one order."""
        keys = FACETS[facet].keys
        found = self.random.choices(keys, cum_weights=_CUMULATIVE[facet], k=count)
        return tuple(sorted(set(found)))

    def several(self, facet: str, weights: tuple[int, ...]) -> tuple[str, ...]:
        return self.draw(facet, self.random.choices(range(1, len(weights) + 1), weights)[0])

    def title(self, kind: str, setting: Setting) -> Pair:
        if kind == "organisation":
            return Pair(setting.party, setting.party)
        return self.wording.phrase(TITLES[kind], setting)

    def body(self, setting: Setting) -> Pair:
        text = self.wording.sentences(phrases.SENTENCES, setting, 8)
        signed = Pair(*(f"{self.rare_name()} {part}" for part in text))
        return Pair(*(" ".join(part.split()[:BODY_WORDS]) for part in signed))

    def rare_name(self) -> str:
        """One of an endless row of names, the first of which occur most."""
        number = int(MOST_FREQUENT_NAMES * self.random.paretovariate(RARENESS))
        found = ""
        while number or len(found) < len("Bal"):
            number, syllable = divmod(number, len(SYLLABLES))
            found += SYLLABLES[syllable]
        return f"{found}sen".capitalize()

    def moment(self) -> datetime:
        days = self.random.randrange(3 * 365)
        return datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC) - timedelta(days)

    def confirmed(self) -> date:
        return TODAY - timedelta(days=int(1000 * self.random.random() ** 2))

    def dates(self) -> tuple[date, ...]:
        start = TODAY + timedelta(days=self.random.randrange(-200, 200))
        return tuple(start + timedelta(days=7 * week) for week in range(self.random.randint(1, 4)))


def _texts(text: Pair, english: bool) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en} if english else {"nl": text.nl}


def _labels(facets: Mapping[str, tuple[str, ...]], national: bool) -> Pair:
    """What the terms of a record are called, under which it is found too."""
    found = [
        FACETS[name].labels[key]
        for name in ("target_group", "action_line", "form", "path", "province")
        # By the names of all provinces everything national would be found.
        if not (national and name == "province")
        for key in facets[name]
    ]
    return Pair("\n".join(pair.nl for pair in found), "\n".join(pair.en for pair in found))
