"""The network as a file: ``format=csv``, ``json`` and ``svg``, with title, day and filters on it."""

import csv
import math
from io import StringIO
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from monitor.network.choices import chosen_chips
from monitor.network.graph import Party
from monitor.network.page import Shown, title_of
from monitor.network.picture import draw, drawing
from monitor.network.tables import by_partners, by_size
from publishing.spreadsheets import harmless
from search.exports import BYTE_ORDER_MARK, DELIMITERS
from search.labels import Vocabulary
from taxonomy.localised import active_language

#: Of the file, above and below the drawing.
HEADER, MARGIN = 76, 20
FORMATS = ("csv", "json", "svg")


def export(name: str, request: HttpRequest, seen: Shown, words: Vocabulary) -> HttpResponse:
    """The file of one of ``FORMATS``."""
    title = _title(request, seen, words)
    writers = {"csv": _csv, "json": _json, "svg": _svg}
    response = writers[name](request, seen, title)
    response["X-Robots-Tag"] = "noindex"
    return response


def _title(request: HttpRequest, seen: Shown, words: Vocabulary) -> str:
    chosen = chosen_chips(seen.query, words, request.path)
    if seen.focus is not None:
        chosen.append({"label": seen.read.parties[seen.focus].text("title").text})
    return title_of(chosen)


def _csv(request: HttpRequest, seen: Shown, title: str) -> HttpResponse:
    content = StringIO()
    content.write(BYTE_ORDER_MARK)
    writer = csv.writer(content, delimiter=DELIMITERS.get(active_language(), ","))
    writer.writerow([harmless(title), timezone.localdate().isoformat()])
    writer.writerow(
        [
            _("Organisation"),
            _("Address"),
            _("Number of initiatives and offers"),
            _("Number of partners"),
            _("Group"),
            _("Bridge"),
            _("Works with"),
            _("Initiatives and offers"),
        ]
    )
    for line in _parties(seen):
        cells = [line["title"], line["url"], len(line["initiatives"]), len(line["partners"])]
        cells += [line["group"] or "", _("yes") if line["bridge"] else ""]
        cells += ["; ".join(line["partner_names"]), "; ".join(line["initiative_names"])]
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
    response = HttpResponse(content.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(title)}.csv"'
    return response


def _json(request: HttpRequest, seen: Shown, title: str) -> HttpResponse:
    network, read = seen.network, seen.read
    return JsonResponse(
        {
            "title": title,
            "date": timezone.localdate().isoformat(),
            "filters": list(seen.query.parameters()),
            "complete": read.is_whole,
            "organisations": [_told(line, seen) for line in _parties(seen)],
            "initiatives": [
                {
                    "id": work,
                    "ref": read.works[work].ref or "",
                    "title": read.works[work].text("title").text,
                    "url": _address(read.works[work]),
                    "organisations": [_id(party) for party in sorted(members)],
                }
                for work, members in network.members.items()
            ],
            "shared": by_size(network),
            "bridges": [
                {
                    "organisation": _id(bridge.party),
                    "parts": list(bridge.parts),
                    "cut_off": bridge.cut_off,
                }
                for bridge in seen.whole.bridges
                if bridge.party in network.parties
            ],
            "alone": [_id(party) for party in sorted(network.alone)],
            "unclaimed": list(network.unclaimed),
        }
    )


def _told(line: dict[str, Any], seen: Shown) -> dict[str, Any]:
    """A party with how much it has of all, and which of that are in this file.

    Around one party those next to it have more partners than are shown.
    """
    here = {_id(party) for party in seen.network.parties}
    facts = {name: line[name] for name in ("id", "ref", "title", "url", "group", "bridge")}
    return facts | {
        "initiative_count": len(line["initiatives"]),
        "initiatives": [work for work in line["initiatives"] if work in seen.network.members],
        "partner_count": len(line["partners"]),
        "partners": [partner for partner in line["partners"] if partner in here],
    }


def _svg(request: HttpRequest, seen: Shown, title: str) -> HttpResponse:
    picture = draw(seen.read, seen.whole, seen.focus)
    height = HEADER + math.ceil(picture.height if picture else 40) + MARGIN
    context = {
        "title": title,
        "total": str(height),
        "date": date_format(timezone.localdate(), "j F Y"),
        "drawing": drawing(picture) if picture else None,
        "base_url": settings.BASE_URL,
    }
    text = render_to_string("monitor/network.svg", context)
    response = HttpResponse(text, content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{slugify(title)}.svg"'
    return response


def _parties(seen: Shown) -> list[dict[str, Any]]:
    """Every party with its facts, those with most partners first."""
    whole, read = seen.whole, seen.read
    groups = {party: number for number, group in enumerate(whole.groups, 1) for party in group}
    bridges = {bridge.party for bridge in whole.bridges}
    names = {pk: row.text("title").text for pk, row in read.parties.items()}

    def line(party: Party) -> dict[str, Any]:
        row = read.parties[party]
        partners = by_partners(read, whole, whole.partners_of[party])
        works = sorted(whole.works_of[party])
        return {
            "id": _id(party),
            "ref": row.ref or "",
            "title": names[party],
            "url": _address(row),
            "initiatives": works,
            "initiative_names": [read.works[work].text("title").text for work in works],
            "partners": [_id(other) for other in partners],
            "partner_names": [names[other] for other in partners],
            "group": groups.get(party),
            "bridge": party in bridges,
        }

    return [line(party) for party in by_partners(read, whole, seen.network.parties)]


def _id(party: Party) -> str:
    return f"organisation:{party}"


def _address(row: Any) -> str:
    return f"{settings.BASE_URL}{row.get_absolute_url()}"
