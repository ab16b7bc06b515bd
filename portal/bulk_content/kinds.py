"""Drafts of the four kinds of item."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from initiatives.models import Initiative, InitiativeFact, Offer, Phase, Practice
from organisations.models import Organisation
from portal.bulk_content import phrases, words
from portal.bulk_content.items import Draft, Maker, Party
from portal.bulk_content.wording import Setting
from portal.bulk_content.words import Pair

OFFER_PHASES = (Phase.RUNNING,) * 12 + (Phase.BUILDING, Phase.PROPOSED, Phase.ENDED)
PHASES = (Phase.RUNNING,) * 6 + (Phase.BUILDING,) * 2 + tuple(Phase)
#: Weights of levels 2 to 7 of the NLQF.
LEVELS = {2: 2, 3: 3, 4: 6, 5: 3, 6: 6, 7: 1}
DURATIONS = (
    (Offer.DurationUnit.HOUR, 2, 60),
    (Offer.DurationUnit.DAY, 1, 20),
    (Offer.DurationUnit.WEEK, 2, 40),
    (Offer.DurationUnit.MONTH, 2, 18),
    (Offer.DurationUnit.YEAR, 1, 4),
)


def organisation_draft(maker: Maker, number: int) -> Draft:
    place = maker.place()
    name = maker.wording.party_name(maker.town(place))
    scale, provinces, region = maker.reach(place)
    groups = maker.groups()
    setting = maker.setting(place, groups, [Party(0, name)])
    common = maker.common("organisation", number, Pair(name, name), setting)
    item = Organisation(
        **common,
        scale_id=scale,
        region_id=region,
        organisation_type_id=maker.spread.organisation_types.draw_or_none(maker.random),
        abbreviation="".join(part[0] for part in name.split()).upper() if " " in name else "",
        aliases=[name.replace(" ", "")] if maker.chance(0.1) else [],
    )
    return Draft(item, {"provinces": provinces}, place)


def initiative_draft(maker: Maker, number: int) -> Draft:
    fields, relations, _setting, place = owned(
        maker, "initiative", number, phrases.INITIATIVE_TITLES
    )
    item = Initiative(
        **fields,
        form_id=maker.spread.forms["initiative"].draw_or_none(maker.random),
        phase=maker.random.choice(PHASES),
        aliases=[maker.wording.compound()] if maker.chance(0.15) else [],
    )
    related = maker.initiative() if maker.chance(0.15) else None
    relations["related_initiatives"] = [] if related is None else [related]
    return Draft(item, relations, place, _facts(maker) if maker.chance(0.2) else ())


def offer_draft(maker: Maker, number: int) -> Draft:
    fields, relations, setting, place = owned(maker, "offer", number, phrases.OFFER_TITLES)
    initiative = maker.initiative() if maker.chance(0.7) else None
    if initiative is not None and maker.chance(0.3):
        # It takes where and for whom from its initiative.
        relations |= dict.fromkeys(Offer.INHERITED_FIELDS[:-1], ())
        fields["scale_id"] = None
    item = Offer(
        **fields,
        **_use(maker, setting),
        **_price(maker, setting),
        **_period(maker),
        initiative_id=initiative,
        form_id=maker.spread.forms["offer"].draw_or_none(maker.random),
        phase=maker.random.choice(OFFER_PHASES),
    )
    return Draft(item, relations, place)


def practice_draft(maker: Maker, number: int) -> Draft:
    fields, relations, setting, place = owned(maker, "practice", number, phrases.PRACTICE_TITLES)
    english = bool(fields["title_en"])
    texts = {
        "problem": maker.wording.phrase(phrases.PROBLEMS, setting),
        "approach": maker.wording.sentences(phrases.SENTENCES, setting, 2),
        "evidence": maker.wording.sentences(phrases.SENTENCES, setting, 2),
        "transferability": maker.wording.sentences(phrases.SENTENCES, setting, 1),
    }
    item = Practice(
        **fields,
        **{name: text.nl for name, text in texts.items()},
        **{f"{name}_en": text.en for name, text in texts.items() if english},
        runs_in=setting.town,
        phase=maker.random.choice(PHASES),
    )
    proposed = maker.spread.places.draw_several(maker.random, maker.how_many((3, 2, 1)))
    relations["proposed_provinces"] = [other.pk for other in proposed]
    initiative = maker.initiative() if maker.chance(0.6) else None
    relations["initiatives"] = [] if initiative is None else [initiative]
    return Draft(item, relations, place)


def owned(
    maker: Maker, kind: str, number: int, titles: tuple[Pair, ...]
) -> tuple[dict[str, Any], dict[str, Any], Setting, Any]:
    """Fields and relations of an item that organisations run, what it is about, and where."""
    place = maker.place()
    scale, provinces, region = maker.reach(place)
    groups, parties = maker.groups(), maker.parties(place)
    setting = maker.setting(place, groups, parties)
    fields = maker.common(kind, number, maker.wording.phrase(titles, setting), setting)
    fields |= {"scale_id": scale, "region_id": region}
    fields["owner_id"] = parties[0].pk if parties and maker.chance(0.9) else None
    relations: dict[str, Any] = {
        "provinces": provinces,
        "target_groups": groups,
        "organisations": [party.pk for party in parties],
        **maker.classification(place),
    }
    return fields, relations, setting, place


def _facts(maker: Maker) -> list[InitiativeFact]:
    chosen = maker.random.sample(phrases.FACTS, maker.random.randint(1, 3))
    return [
        InitiativeFact(
            sort_order=order,
            label=label.nl,
            label_en=label.en,
            value=str(maker.random.randint(5, 900)),
        )
        for order, label in enumerate(chosen)
    ]


def _use(maker: Maker, setting: Setting) -> dict[str, Any]:
    """How people take part in an offer."""
    random, wording = maker.random, maker.wording
    nothing = Pair("", "")
    conditions = wording.phrase(phrases.CONDITIONS, setting) if maker.chance(0.6) else nothing
    apply = wording.phrase(phrases.HOW_TO_APPLY, setting) if maker.chance(0.8) else nothing
    unit, least, most = random.choice(DURATIONS)
    mode = random.choice((*Offer.Mode, Offer.Mode.ON_SITE))
    place = f"{random.choice(words.STREETS)} {random.randint(1, 240)}, {setting.town}"
    known = maker.chance(0.8)
    return {
        "conditions": conditions.nl,
        "conditions_en": conditions.en,
        "how_to_apply": apply.nl,
        "how_to_apply_en": apply.en,
        "mode": mode,
        "place": "" if mode == Offer.Mode.ONLINE else place,
        "level": random.choices(list(LEVELS), list(LEVELS.values()))[0]
        if maker.chance(0.7)
        else None,
        "duration_value": Decimal(random.randint(least, most)) if known else None,
        "duration_unit": unit if known else "",
        "workload": random.choice(tuple(Offer.Workload)) if maker.chance(0.6) else "",
        "start": random.choice(tuple(Offer.Start)),
        "start_note": f"Vanaf {setting.month.nl}" if maker.chance(0.3) else "",
        "start_note_en": "",
    }


def _price(maker: Maker, setting: Setting) -> dict[str, Any]:
    cost = maker.random.choice((*Offer.Cost, Offer.Cost.FREE))
    if cost == Offer.Cost.FREE:
        return {"cost": cost}
    payer = maker.wording.phrase(phrases.PAYERS, setting)
    amount = Decimal(maker.random.randint(5, 800) * 10) if maker.chance(0.7) else None
    return {"cost": cost, "cost_amount": amount, "paid_by": payer.nl, "paid_by_en": payer.en}


def _period(maker: Maker) -> dict[str, Any]:
    if not maker.chance(0.2):
        return {}
    first = maker.now.date() + timedelta(days=maker.random.randint(-300, 120))
    return {
        "available_from": first,
        "available_until": first + timedelta(days=maker.random.randint(60, 500)),
    }
