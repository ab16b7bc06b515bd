"""The note for editors that goes with an item: what the sources leave open.

The words are Dutch, as they become content of a Dutch record. Readers of the site never see them.
"""

from portal.launching.record import Record

FIELD_NAMES = {
    "action_lines": "actielijnen",
    "actions": "acties",
    "aliases": "andere namen",
    "approach": "aanpak",
    "choice_factors": "weten, willen, kunnen",
    "conditions": "voorwaarden",
    "date": "datum",
    "development_paths": "ontwikkelpaden",
    "evidence": "resultaten",
    "evidence_strength": "sterkte van het bewijs",
    "initiatives": "initiatieven",
    "kind": "vorm",
    "level": "niveau",
    "mode": "plaats of online",
    "name": "naam",
    "organisations": "organisaties",
    "problem": "probleem",
    "proposed_adoption": "voorgesteld gebruik",
    "providers": "aanbieder",
    "provinces": "provincies",
    "runs_in": "waar het loopt",
    "runs_in_provinces": "provincies waar het loopt",
    "scope": "schaal",
    "status": "fase",
    "summary": "samenvatting",
    "target_groups": "doelgroepen",
    "title": "titel",
    "transferability": "overdraagbaarheid",
    "type": "soort",
    "workload": "belasting",
}

DEPTHS = {
    "full": "",
    "brief": "De bron noemt dit alleen kort. Vul aan wat u weet.",
    "name-only": "De bron noemt alleen de naam. Vul aan wat u weet.",
}


def editor_note(record: Record, *more: str) -> str:
    """Everything a curator should know before relying on this item, a line for each."""
    lines = [
        _prefixed("Let op", record, "checks"),
        _prefixed("Naam hersteld na het scannen", record, "ocr_repair"),
        _prefixed("Opmerking", record, "note"),
        *more,
        _inferred(record),
    ]
    return "\n".join(line for line in lines if line)


def other_initiatives(initiatives: list[str]) -> list[str]:
    """The model knows one initiative; the others are left to an editor."""
    return [f"Hoort ook bij: {', '.join(initiatives[1:])}."] if initiatives[1:] else []


def _prefixed(prefix: str, record: Record, field: str) -> str:
    text = record.localised(field, required=False).nl
    return f"{prefix}: {text}" if text else ""


def _inferred(record: Record) -> str:
    names = [FIELD_NAMES.get(name, name) for name in record.strings("inferred")]
    if not names:
        return ""
    return f"Ingeschat, niet letterlijk uit de bron: {', '.join(names)}."
