"""The context of the network page; ``templates/monitor/network.html`` says how it looks."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitor.network.choices import chosen_chips, hidden_fields, selects
from monitor.network.graph import Network, Party
from monitor.network.picture import Picture, draw, drawing
from monitor.network.question import (
    ALONE,
    BRIDGES,
    LISTS,
    PARTIES,
    SHARED,
    UNCLAIMED,
    NetworkQuery,
)
from monitor.network.reading import MOST_ITEMS, ReadNetwork
from monitor.network.tables import bridge_line, lines_of, ordered
from search.labels import Vocabulary
from search.pagination import last_page, pagination
from search.querystring import Notice

#: Bridges told of beside the picture.
TOLD = 3


@dataclass(frozen=True)
class Shown:
    """What is shown: all that matches, or the surroundings of one party.

    ``whole`` is all that matches; of it partners and bridges are told in either case.
    """

    query: NetworkQuery
    read: ReadNetwork
    whole: Network
    focus: Party | None = None

    @property
    def network(self) -> Network:
        return self.read.network


def shown(query: NetworkQuery, read: ReadNetwork) -> tuple[Shown, tuple[Notice, ...]]:
    """What a question shows of what was read, and what must be said about it."""
    if not query.party:
        return Shown(query, read, read.network), ()
    focus = read.party_of(query.party)
    if focus is None:
        notice = _("This organisation is not in this part of the network, so you see all of it.")
        return Shown(query.around(""), read, read.network), (notice,)
    near = replace(read, network=read.network.around(focus))
    return Shown(query, near, read.network, focus), ()


def frame(query: NetworkQuery, words: Vocabulary, path: str) -> dict[str, Any]:
    """What the page has also when the network cannot be read."""
    chosen = chosen_chips(query, words, path)
    return {
        "heading": _("Network"),
        "page_title": title_of(chosen),
        "breadcrumbs": [{"label": _("Network"), "url": ""}],
        "chips": chosen,
        "clear_url": replace(query.without_filters(), text="").url(path),
        "selects": selects(query, words),
        "hidden_fields": hidden_fields(query),
        "action": path,
        "canonical_path": query.url(path),
        "alternate_urls": [
            (language, query.url(translate_url(path, language)))
            for language, _name in settings.LANGUAGES
        ],
        "noindex": query.chosen_count > 1 or bool(query.text or query.party),
    }


def title_of(chips: list[dict[str, Any]]) -> str:
    """The network and what was chosen of it."""
    names = ", ".join(str(chip["label"]) for chip in chips)
    return _("Network: %(chosen)s") % {"chosen": names} if names else _("Network")


def page_context(seen: Shown, words: Vocabulary, path: str) -> dict[str, Any]:
    """Everything the page shows; no part of it asks the database for each line."""
    tables = ordered(seen.read, seen.whole)
    counts = {name: len(found) for name, found in tables.items()}
    last = last_page(counts[seen.query.listed], seen.query.per_page)
    query = replace(seen.query, page=min(seen.query.page, last))
    listed = tables[query.listed][query.offset : query.offset + query.per_page]
    picture = draw(seen.read, seen.whole, seen.focus)
    return {
        **frame(query, words, path),
        "focus": _focus(seen, path),
        "stats": _stats(seen),
        "told": [
            bridge_line(seen.read, seen.whole, bridge)
            for bridge in seen.whole.bridges[:TOLD]
            if seen.focus is None
        ],
        "group_sizes": [len(group) for group in seen.network.groups],
        "picture": picture,
        "drawing": drawing(picture) if picture else None,
        "left_out": _left_out(picture),
        "most_items": None if seen.read.is_whole else MOST_ITEMS,
        "listed": query.listed,
        "listed_label": labels()[query.listed],
        "tabs": _tabs(query, counts, path),
        "lines": lines_of(listed, seen.read, seen.whole, query, path),
        "downloads": [
            {"label": label, "url": url_of(name, query, path)}
            for name, label in (("svg", "SVG"), ("csv", "CSV"), ("json", "JSON"))
            if picture or name != "svg"
        ],
        "svg_url": url_of("svg", query, path),
        **pagination(query, counts[query.listed], path),
    }


def url_of(name: str, query: NetworkQuery, path: str) -> str:
    """The address of a network in another form."""
    url = query.with_list(PARTIES).url(path)
    return f"{url}{'&' if '?' in url else '?'}format={name}"


def _focus(seen: Shown, path: str) -> dict[str, Any] | None:
    if seen.focus is None:
        return None
    row = seen.read.parties[seen.focus]
    title = row.text("title")
    return {
        "title": title.text,
        "lang": title.lang,
        "url": row.get_absolute_url(),
        "whole_url": seen.query.around("").url(path),
    }


def _stats(seen: Shown) -> list[dict[str, Any]]:
    network = seen.network
    parties, works = len(network.parties), len(network.members)
    shared, alone = len(network.shared), len(network.alone)
    told = (
        (parties, ngettext("organisation", "organisations", parties)),
        (works, ngettext("initiative or offer", "initiatives and offers", works)),
        (shared, _("of them shared by several parties")),
        (
            alone,
            ngettext(
                "organisation that shares nothing here",
                "organisations that share nothing here",
                alone,
            ),
        ),
    )
    return [{"value": value, "label": label} for value, label in told]


def _left_out(picture: Picture | None) -> bool:
    return bool(picture and (picture.left_out_parties or picture.left_out_works))


def labels() -> dict[str, str]:
    """What the tables are called."""
    return {
        PARTIES: _("Who works with whom"),
        SHARED: _("What they share"),
        BRIDGES: _("Bridges"),
        ALONE: _("Who shares nothing here"),
        UNCLAIMED: _("Without a known organisation"),
    }


def _tabs(query: NetworkQuery, counts: dict[str, int], path: str) -> list[dict[str, Any]]:
    names = labels()
    return [
        {
            "label": names[name],
            "count": counts[name],
            "url": f"{query.with_list(name).url(path)}#network-list",
            "current": name == query.listed,
        }
        for name in LISTS
    ]
