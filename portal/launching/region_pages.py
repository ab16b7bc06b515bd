"""A page for every plan region: its plan in our words."""

from collections.abc import Iterator
from html import escape
from typing import Any

from django.utils.text import slugify

from portal.launching.catalogue import Catalogue
from portal.launching.pages import Block
from portal.launching.planned import Planned, both, plan
from portal.launching.record import Localised, Record
from portal.launching.vocabulary import records
from portal.models.editorial_page import INTRO_MAX

AMBITIONS = Localised("Wat de regio wil bereiken", "What the region wants to achieve")
ACTIVITIES = Localised("Wat de regio gaat doen", "What the region is going to do")
LABOUR_MARKET = Localised("Arbeidsmarktregio's", "Labour market regions")
NETWORKS = Localised("Steden en netwerken", "Cities and networks")
NEIGHBOURS = Localised("Buurregio's", "Neighbouring regions")


def plan_region_pages(catalogue: Catalogue) -> Iterator[Planned]:
    """One page per region; its term is planned in `vocabulary`."""
    for _order, record in records(catalogue, "region"):
        name = record.localised("name")
        parts = [
            (AMBITIONS, record.localised_list("ambitions")),
            (ACTIVITIES, record.localised_list("activities")),
            (LABOUR_MARKET, _labour_market_regions(record)),
            (NETWORKS, _networks(record)),
            (NEIGHBOURS, record.localised_list("neighbour_regions")),
        ]
        summary = record.localised("summary")
        record.references("provinces", "province")
        record.references("initiatives", "initiative")
        record.references("organisations", "organisation")
        record.references("regional_action_lines", "action_line")
        record.boolean("plan_summary_in_source")
        record.skip("inferred", "checks", "source")
        row = plan(
            "region_page",
            record,
            **both("title", name),
            slug=record.id,
            slug_en=slugify(name.en),
            **both("intro", record.localised("title", most=INTRO_MAX)),
            body=_body("nl", summary, parts),
            body_en=_body("en", summary, parts),
            region=record.id,
        )
        row.page_type = "region"
        record.finish()
        yield row


def _body(
    language: str, summary: Localised, parts: list[tuple[Localised, list[Localised]]]
) -> list[Block]:
    """The plan in one language: its summary, and a list under a heading for every part it has."""
    opening = escape(getattr(summary, language), quote=False)
    blocks: list[Block] = [{"type": "paragraph", "value": f"<p>{opening}</p>"}]
    for heading, lines in parts:
        if lines:
            texts = (escape(getattr(line, language), quote=False) for line in lines)
            items = "".join(f"<li>{text}</li>" for text in texts)
            blocks.append({"type": "heading", "value": getattr(heading, language)})
            blocks.append({"type": "paragraph", "value": f"<ul>{items}</ul>"})
    return blocks


def _labour_market_regions(record: Record) -> list[Localised]:
    """Names, with the places in them where the plan gives those."""
    names = []
    for number, entry in enumerate(record.mappings("labour_market_regions"), start=1):
        name = _name(record, f"labour_market_regions[{number}]", entry)
        places = entry.get("places") or []
        if places:
            name = f"{name} ({', '.join(str(place) for place in places)})"
        names.append(Localised(name, name))
    return names


def _networks(record: Record) -> list[Localised]:
    names = []
    for number, entry in enumerate(record.mappings("city_networks"), start=1):
        place = f"city_networks[{number}]"
        organisation: Any = entry.get("organisation")
        if organisation is not None:
            record.refer(f"{place}.organisation", "organisation", str(organisation))
        name = _name(record, place, entry)
        names.append(Localised(name, name))
    return names


def _name(record: Record, place: str, entry: dict[str, Any]) -> str:
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        record.fault(f"{place}.name", "is missing or is not text")
        return ""
    return name.strip()
