"""How much a first visit transfers, counted in bytes as they come over the line."""

from typing import Any

import pytest

MOST = 100_000
LISTS = ("/zoeken/", "/zoeken/?q=omscholing", "/initiatieven/", "/aanbod/", "/praktijken/",
         "/organisaties/", "/en/offers/", "/agenda/", "/agenda/?view=month")  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_first_load_of_a_list_is_light(path: str, new_page: Any) -> None:
    page = new_page()
    done: list[Any] = []
    page.on("requestfinished", lambda request: done.append(request))
    page.goto(path, wait_until="networkidle")
    parts = {}
    for request in done:
        sizes = request.sizes()
        parts[request.url] = sizes["responseBodySize"] + sizes["responseHeadersSize"]
    kinds = {request.resource_type for request in done}
    assert {"document", "stylesheet", "script", "font"} <= kinds
    assert sum(parts.values()) < MOST, parts
