"""Links in editorial content: to pages, searches, the calendar and addresses elsewhere.

`page:<id>`, `search:?<parameters>`, `agenda:?<parameters>`, `coverage:?<parameters>`,
`network:?<parameters>`, `contribute:?`, `my-organisation:?`; all but the first lead to the address
in the language of the text around them.
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from django.urls import reverse
from django.utils import translation

from portal.launching.catalogue import Catalogue
from portal.launching.record import Record

#: What a link may begin with, and the name of the address that it stands for.
ASKED = {
    "search:?": "search:search",
    "agenda:?": "events:event_list",
    "coverage:?": "monitor:coverage",
    "network:?": "monitor:network",
    "contribute:?": "contributing:start",
    "my-organisation:?": "my_organisations",
}
#: Parameters of a search whose values are refs of a kind.
REFERRING = {
    "target_group": "target_group",
    "action_line": "action_line",
    "action": "action",
    "path": "development_path",
    "factor": "choice_factor",
    "region": "region",
    "form": "form",
    "organisation": "organisation",
    "org_type": "organisation_type",
}
OUTSIDE = ("https://", "http://", "mailto:")


def check_link(record: Record, field: str, link: str) -> None:
    """Every link must lead somewhere."""
    if link.startswith("page:"):
        record.refer(field, "page", link.removeprefix("page:"))
    elif link.startswith(tuple(ASKED)):
        for name, value in parse_qsl(link.partition("?")[2], keep_blank_values=True):
            _check_parameter(record, field, name, value)
    elif not link.startswith(OUTSIDE) and not _is_inside(link):
        record.fault(field, f"'{link}' is not a link: use page:, search:?, agenda:?, https:// or /")


def _is_inside(link: str) -> bool:
    return link.startswith("/") and link[1:2] not in ("/", "\\")


def _check_parameter(record: Record, field: str, name: str, value: str) -> None:
    if name in REFERRING:
        record.refer(field, REFERRING[name], value)
    elif name == "province" and not _has_province(record.catalogue, value):
        record.fault(field, f"there is no province '{value}'")


def _has_province(catalogue: Catalogue, code: str) -> bool:
    raws = catalogue.records["province"]
    return not raws or any(raw.data.get("iso") == code for raw in raws)


def address_of(link: str, language: str) -> str:
    """The address of a search or of the calendar in that language; any other link as it is."""
    beginning, _mark, asked = link.partition("?")
    name = ASKED.get(f"{beginning}?")
    if name is None:
        return link
    with translation.override(language):
        return reverse(name) + (f"?{asked}" if asked else "")


def rich_text_link(
    attributes: dict[str, str], language: str, pages: Mapping[str, int]
) -> dict[str, str] | None:
    """The attributes of a link the way Wagtail stores them; None when its page was deleted."""
    href = attributes.get("href", "")
    if href.startswith("page:"):
        page = pages.get(href.removeprefix("page:"))
        return {"linktype": "page", "id": str(page)} if page else None
    return {"href": address_of(href, language)}
