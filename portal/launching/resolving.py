"""Turns links of records into links of rows, and blocks into the form Wagtail keeps."""

from collections.abc import Mapping
from typing import Any

from portal.launching.links import address_of, rich_text_link
from portal.launching.rich_text import normalised

Block = dict[str, Any]


def resolved_blocks(
    blocks: list[Block], language: str, pks: Mapping[str, Mapping[str, int]]
) -> list[Block]:
    """Blocks as Wagtail stores them, without ids. A picture that was deleted here is left out.

    `pks` holds the keys of rows by their kind and ref.
    """
    pages, pictures = pks["page"], pks["picture"]
    return [
        _resolved(block, language, pages, pictures)
        for block in blocks
        if block["type"] != "image" or block["value"]["image"] in pictures
    ]


def _resolved(
    block: Block, language: str, pages: Mapping[str, int], pictures: Mapping[str, int]
) -> Block:
    value = block["value"]
    if block["type"] == "paragraph":
        value = normalised(value, lambda attributes: rich_text_link(attributes, language, pages))
    elif block["type"] == "image":
        value = {**value, "image": pictures[value["image"]]}
    elif block["type"] == "call_to_action":
        value = {"label": value["label"], **_target(value["link"], language, pages)}
    elif block["type"] == "way_in":
        link = value["link"]
        value = {
            **{name: text for name, text in value.items() if name != "link"},
            "address": address_of(link, "nl"),
            "address_en": address_of(link, "en"),
        }
    return {"type": block["type"], "value": value}


def _target(link: str, language: str, pages: Mapping[str, int]) -> dict[str, Any]:
    """Where a button leads. A page that was deleted here leaves the way to the home page."""
    if link.startswith("page:"):
        page = pages.get(link.removeprefix("page:"))
        return {"page": page, "address": "" if page else "/"}
    return {"page": None, "address": address_of(link, language)}
