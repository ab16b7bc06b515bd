"""Lists of pages: ItemList of schema.org, with the addresses of events."""

from collections.abc import Iterator
from typing import Any

from events.harvest.web_pages.json_ld import UnreadableError, data_of
from events.harvest.web_pages.scanning import Page, joined
from events.harvest.web_pages.vocabulary import MOST_DEEP, listed, said, types_of


def links_of(page: Page, address: str) -> list[str]:
    """The addresses that the lists in a page name, in their order."""
    found: list[str] = []
    for script in page.scripts:
        try:
            data = data_of(script)
        except UnreadableError:
            continue
        found.extend(joined(address, link) for link in _links(data, 0))
    return list(dict.fromkeys(link for link in found if link and link != address))


def _links(value: Any, deep: int) -> Iterator[str]:
    if deep > MOST_DEEP:
        return
    if isinstance(value, list):
        for each in value:
            yield from _links(each, deep + 1)
    elif isinstance(value, dict):
        if "ItemList" in types_of(value):
            for item in listed(value.get("itemListElement")):
                yield from _of_item(item)
            return
        for each in value.values():
            if isinstance(each, list | dict):
                yield from _links(each, deep + 1)


def _of_item(item: Any) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    elif isinstance(item, dict):
        inner = item.get("item")
        for each in (item.get("url"), inner, inner.get("url") if isinstance(inner, dict) else None):
            if text := said(each):
                yield text
                return
