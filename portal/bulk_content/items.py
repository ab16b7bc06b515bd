"""What generated items of every kind have in common: place, classification, dates, texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils.text import slugify

from portal.bulk_content import words
from portal.bulk_content.mark import ref_of
from portal.bulk_content.spread import Place, Spread
from portal.bulk_content.wording import Setting, Wording
from portal.bulk_content.words import Pair
from publishing.models import Publication

NATIONAL_SHARE = 0.15
LIVE_SHARE = 0.97
WITH_BODY = 0.5
ENGLISH_TITLE = 0.35
ENGLISH_BODY = 0.4
#: Shares of items that nobody confirmed yet, and that were confirmed long ago.
NEVER_CONFIRMED = 0.12
LONG_AGO = 0.18
NOTE = "Gegenereerd om te meten; `manage.py make_bulk_content --clear` haalt dit weg."

#: How many terms of a vocabulary an item has: index is the number, value the weight.
SOME_GROUPS = (0, 5, 4, 2, 1)
SOME_LINES = (0, 6, 3, 1)
FEW = (5, 3, 1)


@dataclass(frozen=True)
class Party:
    """An organisation as other items refer to it."""

    pk: int
    name: str


@dataclass
class Pool:
    """Rows made so far that later ones refer to; only keys and names, so that it stays small."""

    parties: dict[str, list[Party]] = field(default_factory=dict)
    initiatives: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Draft:
    """An item that is not written yet, with the keys of its many-to-many relations."""

    item: Publication
    relations: Mapping[str, Sequence[int]]
    place: Place
    #: Rows of other models that belong to it; they get its key once it has one.
    children: Sequence[Any] = ()
    #: The column of such a row that holds the key.
    parent: str = "initiative_id"


class Maker:
    """Makes drafts; everything comes from one stream of random numbers, so a seed fixes it all."""

    def __init__(self, random: Random, spread: Spread, pool: Pool, now: datetime) -> None:
        self.random = random
        self.spread = spread
        self.pool = pool
        self.now = now
        self.wording = Wording(random)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def how_many(self, weights: Sequence[int]) -> int:
        return self.random.choices(range(len(weights)), weights)[0]

    def place(self) -> Place:
        return self.spread.places.draw(self.random)

    def town(self, place: Place) -> str:
        towns = words.TOWNS.get(place.code, ("Utrecht",))
        return towns[self._early(len(towns))]

    def parties(self, place: Place) -> list[Party]:
        """One to three organisations, mostly of the province; a few of them take part in a lot."""
        near = self.pool.parties.get(place.code) or next(iter(self.pool.parties.values()), [])
        found: dict[int, Party] = {}
        for _ in range(1 + self.how_many((5, 3, 2)) if near else 0):
            elsewhere = self.pool.parties.get(self.place().code, near)
            known = near if self.chance(0.8) else elsewhere
            party = known[self._early(len(known))]
            found[party.pk] = party
        return list(found.values())

    def initiative(self) -> int | None:
        known = self.pool.initiatives
        return known[self._early(len(known))] if known else None

    def setting(self, place: Place, groups: Sequence[int], parties: Sequence[Party]) -> Setting:
        label = self.spread.group_labels[groups[0]] if groups else Pair("iedereen", "everybody")
        party = parties[0].name if parties else "De gemeente"
        return self.wording.setting(self.town(place), label, party)

    def groups(self) -> list[int]:
        return self.spread.target_groups.draw_several(self.random, self.how_many(SOME_GROUPS))

    def classification(self, place: Place) -> dict[str, list[int]]:
        spread, random = self.spread, self.random
        lines = spread.national_lines.draw_several(random, self.how_many(SOME_LINES))
        of_region = spread.regional_lines.get(place.region_pk)
        if of_region and self.chance(0.35):
            lines.append(random.choice(of_region))
        return {
            "action_lines": lines,
            "actions": spread.actions.draw_several(random, self.how_many(FEW)),
            "development_paths": spread.development_paths.draw_several(random, self.how_many(FEW)),
            "choice_factors": spread.choice_factors.draw_several(random, self.how_many(FEW)),
        }

    def reach(self, place: Place) -> tuple[int | None, list[int], int | None]:
        """Scale, provinces and lead region."""
        if self.spread.national_scale is not None and self.chance(NATIONAL_SHARE):
            # Where it is known to be active, beside counting everywhere.
            return self.spread.national_scale, [place.pk] if self.chance(0.3) else [], None
        more = self.spread.places.draw_several(self.random, self.how_many((17, 2, 1)))
        provinces = list(dict.fromkeys([place.pk, *(other.pk for other in more)]))
        return self.spread.other_scales.draw_or_none(self.random), provinces, place.region_pk

    def common(self, kind: str, number: int, title: Pair, setting: Setting) -> dict[str, Any]:
        """The fields that every publication has."""
        english = self.chance(ENGLISH_TITLE)
        summary = self.wording.summary(setting)
        body = self.wording.body(setting) if self.chance(WITH_BODY) else Pair("[]", "[]")
        published = self.now - timedelta(minutes=self.random.randint(0, 3 * 365 * 24 * 60))
        site = slugify(setting.party)[:60] or "voorbeeld"
        live = self.chance(LIVE_SHARE)
        return {
            "ref": ref_of(kind, number),
            "title": title.nl[:200],
            "title_en": title.en[:200] if english else "",
            "slug": slugify(title.nl)[:220],
            "summary": summary.nl,
            "summary_en": summary.en if english else "",
            "body": body.nl,
            "body_en": body.en if english and self.chance(ENGLISH_BODY) else "[]",
            "website": f"https://{site}.example/" if self.chance(0.7) else "",
            "contact_name": self.random.choice(words.CONTACTS),
            "contact_email": f"info@{site}.example",
            "verified_on": self._confirmed_on(),
            "provenance": self._provenance(),
            "editor_note": NOTE,
            "live": live,
            "has_unpublished_changes": not live,
            "first_published_at": published if live else None,
            "last_published_at": published if live else None,
        }

    def _confirmed_on(self) -> Any:
        drawn, today = self.random.random(), self.now.date()
        if drawn < NEVER_CONFIRMED:
            return None
        if drawn < NEVER_CONFIRMED + LONG_AGO:
            return today - timedelta(days=self.random.randint(366, 1200))
        return today - timedelta(days=int(self._early(365)))

    def _provenance(self) -> str:
        kinds = Publication.Provenance
        return str(self.random.choice((kinds.CONTRIBUTOR, kinds.CONTRIBUTOR, kinds.CURATOR)))

    def _early(self, size: int) -> int:
        """A place in a list of `size`, much more often near its start than near its end."""
        return int(size * self.random.random() ** 3)
