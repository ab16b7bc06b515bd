"""What organisations, initiatives, offers and practices have in common."""

from typing import Any

from portal.launching.catalogue import Catalogue
from portal.launching.planned import Planned, both, plan, refs, titled_sources
from portal.launching.record import Localised, Record
from publishing.models import Publication
from publishing.models.publication import SUMMARY_MAX
from taxonomy.models import Province

TITLE_MAX = 200


def item(
    kind: str,
    record: Record,
    /,
    *,
    title: Localised,
    summary: Localised,
    provinces: list[str],
    scale: str | None,
    region: str | None,
    editor_note: str,
    website: str = "",
    **values: Any,
) -> Planned:
    """What every item of the catalogue has, and the `values` that only this kind has."""
    classification: dict[str, Any] = {
        name: refs(values.pop(name, []))
        for name in (
            "target_groups",
            "action_lines",
            "actions",
            "development_paths",
            "choice_factors",
        )
    }
    return plan(
        kind,
        record,
        **both("title", title),
        **both("summary", summary),
        provinces=refs(provinces),
        scale=scale,
        region=region,
        website=website,
        editor_note=editor_note,
        provenance=str(Publication.Provenance.LAUNCH),
        sources=values.pop("sources") if "sources" in values else titled_sources(record),
        **classification,
        **values,
    )


def title_of(record: Record, field: str = "title") -> Localised:
    return record.localised(field, most=TITLE_MAX)


def summary_of(record: Record, field: str = "summary") -> Localised:
    return record.localised(field, most=SUMMARY_MAX)


def paths_of(record: Record) -> list[str]:
    """Development paths. A column of the older table stands for the path it became, if it did."""
    columns = {raw.id: raw.data.get("star") for raw in record.catalogue.records["ptvt_column"]}
    paths = []
    for ref in record.strings("development_paths"):
        path = columns.get(ref, ref)
        if isinstance(path, str) and record.refer("development_paths", "development_path", path):
            paths.append(path)
    return paths


class Geography:
    """Says which plan region leads, and how far something reaches."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._region_of = dict(Province.objects.values_list("ref", "region__ref"))
        for raw in catalogue.records["province"]:
            region = raw.data.get("region")
            if isinstance(region, str):
                self._region_of[raw.id] = region

    def scale(self, scope: str | None, provinces: list[str]) -> str | None:
        """The scale of an item. What is regional in several plan regions joins regions."""
        joins = scope == "regional" and len(self._regions(provinces)) > 1
        if joins and self._catalogue.knows("scale", "interregional"):
            return "interregional"
        return scope

    def lead_region(self, scale: str | None, provinces: list[str]) -> str | None:
        """The region whose programme manager looks after it, when that leaves no doubt."""
        regions = self._regions(provinces)
        return regions.pop() if scale in (None, "regional") and len(regions) == 1 else None

    def _regions(self, provinces: list[str]) -> set[str]:
        return {self._region_of[province] for province in provinces if province in self._region_of}
