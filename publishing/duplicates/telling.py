"""Which signs of likeness, and of difference, are worth telling somebody."""

from publishing.duplicates.evidence import Evidence
from publishing.duplicates.signs import Sign, Signal


def signs_of(evidence: Evidence) -> tuple[Sign, ...]:
    """The signs that are worth telling, what they have in common first."""
    return tuple(sign for sign in (*_alike(evidence), *_unlike(evidence)) if sign is not None)


def _alike(evidence: Evidence) -> list[Sign | None]:
    party = Signal.SAME_OWNER if evidence.same_owner else Signal.SHARED_PARTY
    text = Signal.SAME_TEXT if evidence.same_text else Signal.SIMILAR_TEXT
    return [
        _if(evidence.shares_party, Sign(party)),
        _title_sign(evidence),
        _if(evidence.same_page or evidence.same_site, Sign(Signal.SAME_ADDRESS)),
        _if(evidence.similar_text, Sign(text)),
        _if(evidence.same_day, Sign(Signal.SAME_DAY)),
        _if(
            bool(evidence.shared_provinces),
            Sign(Signal.SAME_PROVINCE, tuple(sorted(evidence.shared_provinces))),
        ),
    ]


def _title_sign(evidence: Evidence) -> Sign | None:
    if (evidence.short_name or evidence.perhaps_short_name) and evidence.title.score < 0.99:
        return Sign(Signal.SHORT_NAME)
    if not evidence.shared_words:
        return None
    if evidence.title.score >= 0.99:
        return Sign(Signal.SAME_TITLE)
    if evidence.title.score >= 0.8 or evidence.explained:
        return Sign(Signal.NEARLY_SAME_TITLE)
    return _if(evidence.title.score >= 0.4, Sign(Signal.ALIKE_TITLE))


def _unlike(evidence: Evidence) -> list[Sign | None]:
    title, there = evidence.title, evidence.other.provinces
    return [
        _if(evidence.one.kind != evidence.other.kind, Sign(Signal.OTHER_KIND)),
        _if(title.other_years, Sign(Signal.OTHER_YEAR)),
        _if(title.other_numbers, Sign(Signal.OTHER_NUMBER)),
        _if(evidence.other_day, Sign(Signal.OTHER_DAY)),
        _if(evidence.elsewhere, Sign(Signal.OTHER_PROVINCE, tuple(sorted(there)))),
        _if(title.other_provinces and not evidence.elsewhere, Sign(Signal.OTHER_PROVINCE_NAMED)),
        _if(evidence.other_party and not evidence.is_organisation, Sign(Signal.OTHER_OWNER)),
    ]


def _if(holds: bool, sign: Sign) -> Sign | None:
    return sign if holds else None
