"""Editorial pages: home, overviews, articles, help and information."""

from collections.abc import Iterator
from typing import Any

from portal.launching.catalogue import Catalogue
from portal.launching.links import check_link
from portal.launching.pictures import LANGUAGES, read_picture
from portal.launching.planned import Planned, both, plan
from portal.launching.record import Localised, Record
from portal.launching.rich_text import links_in, unknown_tags
from portal.models import (
    ArticleIndexPage,
    ArticlePage,
    EditorialPage,
    HelpIndexPage,
    HelpPage,
    HomePage,
    RegionIndexPage,
    RegionPage,
    StandardPage,
)
from portal.models.editorial_page import INTRO_MAX

PAGE_TYPES: dict[str, type[EditorialPage]] = {
    "home": HomePage,
    "region_index": RegionIndexPage,
    "region": RegionPage,
    "article_index": ArticleIndexPage,
    "article": ArticlePage,
    "help_index": HelpIndexPage,
    "help": HelpPage,
    "standard": StandardPage,
}
#: A block of a text as Wagtail stores it, without its id.
Block = dict[str, Any]


def plan_pages(catalogue: Catalogue) -> Iterator[Planned]:
    """The pictures of all pages, then the pages: a page after the one above it."""
    records = [Record(raw, catalogue) for raw in catalogue.records["page"]]
    pictures: list[Planned] = []
    planned = [(_order(record), _page(record, pictures)) for record in records]
    yield from {row.ref: row for row in pictures}.values()
    depth = {row.ref: row.parent for _number, row in planned}
    yield from (
        row for _number, row in sorted(planned, key=lambda pair: (_depth(pair[1], depth), pair[0]))
    )


def _order(record: Record) -> int:
    return record.integer("order") or 0


def _depth(row: Planned, parents: dict[str, str]) -> int:
    depth, above = 0, row.parent
    while above and depth < len(parents):
        depth, above = depth + 1, parents.get(above, "")
    return depth


def _page(record: Record, pictures: list[Planned]) -> Planned:
    page_type = record.choice("type", set(PAGE_TYPES) - {"region"})
    slug = record.localised("slug", most=255)
    body = _body(record, pictures)
    values: dict[str, Any] = {
        **both("title", record.localised("title", most=255)),
        **both("slug", slug),
        **both("intro", record.localised("intro", required=False, most=INTRO_MAX)),
        "body": body["nl"],
        "body_en": body["en"],
    }
    if page_type == "home":
        values |= both("promise", record.localised("promise", required=False, most=150))
        values |= both(
            "search_examples", record.localised("search_examples", required=False, most=150)
        )
        values["ways_in"] = _ways_in(record)
    date = record.date("date")
    if date and page_type == "article":
        values["date"] = date
    row = plan("page", record, **values)
    row.page_type = page_type
    row.parent = record.reference("parent", "page", required=page_type != "home") or ""
    record.finish()
    return row


def _ways_in(record: Record) -> list[Block]:
    blocks = []
    for number, way in enumerate(record.mappings("ways_in"), start=1):
        place = f"ways_in[{number}]"
        link = way.get("link")
        if not isinstance(link, str) or not link.startswith("search:?"):
            record.fault(f"{place}.link", "must be a search: search:?<parameters>")
            continue
        check_link(record, f"{place}.link", link)
        label = record.part_localised(place, way, "label")
        text = record.part_localised(place, way, "text")
        value = {**both("label", label), **both("description", text), "link": link}
        blocks.append({"type": "way_in", "value": value})
    return blocks


def _body(record: Record, pictures: list[Planned]) -> dict[str, list[Block]]:
    """The text per language. In the file every block has both languages side by side."""
    body: dict[str, list[Block]] = {language: [] for language in LANGUAGES}
    for number, entry in enumerate(record.mappings("body"), start=1):
        place = f"body[{number}]"
        if len(entry) != 1:
            record.fault(place, "must be one block, such as 'heading:' or 'paragraph:'")
            continue
        name, content = next(iter(entry.items()))
        if name == "image":
            values, found = read_picture(record, f"{place}.image", content)
            pictures += found
            for language, value in values.items():
                body[language].append({"type": name, "value": value})
            continue
        if name not in _BLOCKS:
            options = ", ".join(sorted([*_BLOCKS, "image"]))
            record.fault(place, f"is a '{name}', but must be one of {options}")
            continue
        for language, value in _BLOCKS[name](record, f"{place}.{name}", content).items():
            body[language].append({"type": name, "value": value})
    return body


def _heading(record: Record, place: str, content: Any) -> dict[str, Any]:
    return _part(record, place, content)._asdict()


def _paragraph(record: Record, place: str, content: Any) -> dict[str, Any]:
    text = _part(record, place, content)
    for language, html in text._asdict().items():
        for tag in unknown_tags(html):
            record.fault(f"{place}.{language}", f"a paragraph cannot hold <{tag}>")
        for link in links_in(html):
            check_link(record, f"{place}.{language}", link)
    return text._asdict()


def _steps(record: Record, place: str, content: Any) -> dict[str, Any]:
    if not isinstance(content, list):
        record.fault(place, "must be a list of steps")
        content = []
    steps = [_part(record, f"{place}[{number}]", item) for number, item in enumerate(content, 1)]
    return {language: [getattr(step, language) for step in steps] for language in LANGUAGES}


def _call_to_action(record: Record, place: str, content: Any) -> dict[str, Any]:
    if not isinstance(content, dict) or not isinstance(content.get("link"), str):
        record.fault(place, "must have a label and a link")
        return {}
    check_link(record, f"{place}.link", content["link"])
    label = record.part_localised(place, content, "label")
    return {
        language: {"label": getattr(label, language), "link": content["link"]}
        for language in LANGUAGES
    }


def _part(record: Record, place: str, content: Any) -> Localised:
    if content is None:
        record.fault(place, "is empty")
        return Localised()
    owner, _dot, name = place.rpartition(".")
    return record.part_localised(owner, {name: content}, name)


_BLOCKS = {
    "heading": _heading,
    "paragraph": _paragraph,
    "steps": _steps,
    "call_to_action": _call_to_action,
}
