"""The same map in other forms: ``format=json``, ``csv``, ``xlsx``, ``svg``, ``png``."""

from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext_lazy

from monitor.coverage.asked import Shown
from monitor.coverage.machine_format import json_file
from monitor.coverage.picture_files import png_file, svg_file
from monitor.coverage.question import ALL, TOP, CoverageQuestion
from monitor.coverage.spreadsheets import csv_file, xlsx_file
from search.labels import Vocabulary
from search.querystring import Notice

Writer = Callable[[HttpRequest, Shown, Vocabulary], HttpResponse]

_WRITERS: dict[str, Writer] = {
    "json": json_file,
    "csv": csv_file,
    "xlsx": xlsx_file,
    "svg": svg_file,
    "png": png_file,
}
_LABELS = {"xlsx": "Excel", "csv": "CSV", "json": "JSON", "svg": "SVG", "png": "PNG"}
#: What people look at, at once; what is read by machines and spreadsheets holds everything.
PICTURES = frozenset({"svg", "png"})


def format_of(data: QueryDict) -> str:
    """The form that an address asks for; empty for the page."""
    name = data.get("format", "")
    return name if name in _WRITERS else ""


def levels_of(name: str) -> str:
    """How deep the lines of a form go when the address says nothing of it."""
    return ALL if name and name not in PICTURES else TOP


def unknown_format(data: QueryDict) -> tuple[Notice, ...]:
    """The notice about a format that does not exist."""
    if not data.get("format") or format_of(data):
        return ()
    return (gettext_lazy("The format in this address does not exist. This is the page."),)


def format_response(
    request: HttpRequest, name: str, shown: Shown, words: Vocabulary
) -> HttpResponseBase:
    """The map in the form called ``name``, or 304 for who has it already."""
    response = _WRITERS[name](request, shown, words)
    response["X-Robots-Tag"] = "noindex"
    if name == "xlsx":
        # A workbook tells when it was made, so no two are the same.
        return response
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def refusal(name: str, message: str, status: int) -> HttpResponse:
    """Why there is no such file."""
    if name == "json":
        return JsonResponse({"error": message}, status=status)
    return HttpResponse(message, content_type="text/plain; charset=utf-8", status=status)


def download_links(question: CoverageQuestion, path: str) -> list[dict[str, str]]:
    """The files that a page offers, each of the map as it shows it."""
    asked = question.querystring()
    return [
        {"label": label, "url": f"{path}?{asked}&format={name}"} for name, label in _LABELS.items()
    ]
