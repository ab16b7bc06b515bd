"""Offers: what somebody can use now, in the terms of the model."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from initiatives.models import Initiative, Offer, Phase
from portal.launching.catalogue import Catalogue
from portal.launching.editor_notes import editor_note, other_initiatives
from portal.launching.items import Geography, item, summary_of, title_of
from portal.launching.offer_support import support_of
from portal.launching.planned import Planned, both, refs
from portal.launching.record import Localised, Record
from portal.launching.vocabulary import records


class Way(NamedTuple):
    """What the words about where and how often people take part mean."""

    mode: str = ""
    workload: str = ""
    rhythm: Localised = Localised()


MODES = {
    "op locatie": Way(Offer.Mode.ON_SITE),
    "online": Way(Offer.Mode.ONLINE),
    "online en op locatie": Way(Offer.Mode.HYBRID),
    "op locatie, eens per twee weken": Way(
        Offer.Mode.ON_SITE, rhythm=Localised("Eens per twee weken.", "Once every two weeks.")
    ),
    "vier dagen werken, één dag school": Way(
        workload=Offer.Workload.WORK_AND_LEARN,
        rhythm=Localised(
            "Vier dagen werken en één dag naar school.", "Four days of work and one day of school."
        ),
    ),
}
WORKLOADS = {
    "voltijd": Offer.Workload.FULL_TIME,
    "deeltijd": Offer.Workload.PART_TIME,
    "werken en leren": Offer.Workload.WORK_AND_LEARN,
}
DURATION_UNITS = {
    "uur": Offer.DurationUnit.HOUR,
    "dag": Offer.DurationUnit.DAY,
    "dagen": Offer.DurationUnit.DAY,
    "week": Offer.DurationUnit.WEEK,
    "weken": Offer.DurationUnit.WEEK,
    "maand": Offer.DurationUnit.MONTH,
    "maanden": Offer.DurationUnit.MONTH,
    "jaar": Offer.DurationUnit.YEAR,
}
AT_LEAST = Localised("Dit is de kortste duur.", "This is the shortest duration.")


def plan_offers(catalogue: Catalogue) -> Iterator[Planned]:
    geography = Geography(catalogue)
    scale_of = _initiative_scales(catalogue)
    for _order, record in records(catalogue, "offer"):
        provinces = record.references("provinces", "province")
        initiatives = record.references("initiatives", "initiative")
        providers = record.references("providers", "organisation")
        support = support_of(record)
        # An offer has no scale of its own in the files; it has the reach of its initiative.
        reach = geography.scale(scale_of.get(initiatives[0]) if initiatives else None, provinces)
        planned = item(
            "offer",
            record,
            title=title_of(record),
            summary=summary_of(record),
            provinces=provinces,
            scale=None,
            region=geography.lead_region(reach, provinces),
            website=record.url("website"),
            editor_note=editor_note(
                record, *_moment(record), *other_initiatives(initiatives), *support.notes
            ),
            form=record.reference("type", "form", required=True),
            phase=record.choice("status", Phase.values) or str(Phase.UNKNOWN),
            initiative=initiatives[0] if initiatives else None,
            owner=_owner(record, providers),
            organisations=refs(providers),
            target_groups=record.references("target_groups", "target_group"),
            level=_level(record),
            **both("level_note", record.localised("level", required=False, most=100)),
            cost=support.cost,
            **both("paid_by", support.paid_by),
            **both("cost_note", support.cost_note),
            **_time_and_place(record),
        )
        del planned.values["scale"]
        record.finish()
        yield planned


def _owner(record: Record, providers: list[str]) -> str | None:
    """Who gives a course keeps its page true, when one party does and the source says so."""
    doubtful = "providers" in record.strings("inferred")
    return providers[0] if len(providers) == 1 and not doubtful else None


def _level(record: Record) -> int | None:
    level = record.integer("nlqf_level")
    if level is not None and not 1 <= level <= 8:
        record.fault("nlqf_level", f"is {level}, but levels run from 1 to 8")
        return None
    return level


def _time_and_place(record: Record) -> dict[str, Any]:
    mode = record.choice("mode", MODES, required=False)
    way = MODES.get(mode, Way())
    workload = record.choice("workload", WORKLOADS, required=False)
    value, unit, remark = _duration(record)
    note = Localised(
        " ".join(filter(None, (way.rhythm.nl, remark.nl))),
        " ".join(filter(None, (way.rhythm.en, remark.en))),
    )
    return {
        "mode": str(way.mode),
        "workload": str(WORKLOADS.get(workload, way.workload)),
        "duration_value": value,
        "duration_unit": unit,
        **both("duration_note", note),
    }


def _duration(record: Record) -> tuple[str | None, str, Localised]:
    """The number as text, the unit, and what there is to say about it."""
    duration = record.mapping("duration")
    if not duration:
        return None, "", Localised()
    for name in duration:
        if name not in ("value", "unit", "at_least", "value_text"):
            record.fault(f"duration.{name}", "is not a part of a duration")
    if "value_text" in duration:
        text = record.part_localised("duration", duration, "value_text")
        return None, "", Localised(*(words[:1].upper() + words[1:] + "." for words in text))
    unit = duration.get("unit")
    if unit not in DURATION_UNITS:
        options = ", ".join(DURATION_UNITS)
        record.fault("duration.unit", f"is '{unit}', but must be one of {options}")
        return None, "", Localised()
    value = record.number("duration.value", duration.get("value"))
    remark = AT_LEAST if duration.get("at_least") else Localised()
    return f"{value.normalize():f}", str(DURATION_UNITS[unit]), remark


def _moment(record: Record) -> list[str]:
    """When the source saw this. Nobody confirmed it here, so `verified_on` stays empty."""
    moment = record.text("as_of")
    if not moment:
        return []
    return [f"Stand volgens de bron: {moment}. Nog niet bevestigd door de aanbieder."]


def _initiative_scales(catalogue: Catalogue) -> dict[str, str]:
    stored = Initiative.objects.exclude(ref=None).exclude(scale=None)
    scales = {str(ref): scale for ref, scale in stored.values_list("ref", "scale__ref")}
    for raw in catalogue.records["initiative"]:
        if isinstance(raw.data.get("scope"), str):
            scales[raw.id] = raw.data["scope"]
    return scales
