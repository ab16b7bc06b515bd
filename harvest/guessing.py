"""Finds out of which kind something is that somebody gave the address of."""

from harvest.further_pages import pages_for_trial
from harvest.kinds import Kind, ReadOptions, kinds
from harvest.records import Content


def recognised(content: Content, address: str) -> tuple[str, str]:
    """The first kind that can read it, and what the calendar calls itself. When none can, the first
    one, which says why; empty when nothing is registered. `address` is empty for a file."""
    able = [kind for kind in kinds() if kind.is_uploaded != bool(address)]
    for kind in able:
        fetch = pages_for_trial(kind, address) if address else None
        reading = kind.read(content, ReadOptions(fetch=fetch))
        if not reading.fault:
            return kind.slug, reading.name
    return _likeliest(able, content), ""


def _likeliest(able: list[Kind], content: Content) -> str:
    """Of pages that were made for people those kinds say best what is wrong that read such."""
    is_page = "html" in content.content_type
    fitting = [kind for kind in able if kind.obeys_robots == is_page] or able
    return fitting[0].slug if fitting else ""
