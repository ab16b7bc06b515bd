"""From an item, stored or not yet, to its description."""

from datetime import date
from typing import Any

from publishing.duplicates.description import Description
from publishing.duplicates.kinds import Kind, kind_called

SUBJECTS = ("target_groups", "action_lines")


def describe(item: Any) -> Description:
    """What is compared of an item; it need not be saved, nor complete.

    Raises LookupError for a kind of which no doubles are found.
    """
    kind = kind_called(getattr(item, "kind", ""))
    if kind is None:
        raise LookupError(f"No doubles are found of {type(item).__name__}")
    return Description(
        kind=kind.name,
        pk=item.pk,
        titles=_filled(item.title, item.title_en),
        aliases=_filled(getattr(item, "abbreviation", ""), *(getattr(item, "aliases", None) or ())),
        summary=item.summary or item.summary_en or "",
        website=item.website or "",
        place=" ".join(_filled(*(getattr(item, name) for name in kind.place))),
        provinces=frozenset(province.code for province in item.classification("provinces")),
        national=item.is_national,
        subjects=_subjects(item),
        belongs_to=getattr(item, f"{kind.belongs_to}_id") if kind.belongs_to else None,
        day=_day(getattr(item, kind.day)) if kind.day else None,
        **_parties(item, kind),
    )


def _parties(item: Any, kind: Kind) -> dict[str, Any]:
    if not kind.has_parties:
        return {}
    parties = frozenset(party.pk for party in item.organisations.all())
    return {"owner": item.owner_id, "organisations": parties}


def _subjects(item: Any) -> frozenset[str]:
    return frozenset(f"{name}:{term.pk}" for name in SUBJECTS for term in item.classification(name))


def _day(value: Any) -> date | None:
    # Before it is saved a field may hold what somebody typed.
    return value if isinstance(value, date) else None


def _filled(*texts: Any) -> tuple[str, ...]:
    return tuple(text.strip() for text in texts if isinstance(text, str) and text.strip())
