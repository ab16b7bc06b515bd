"""Links to the pages of a list: the context of ``components/pagination.html``."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Page


def page_links(page: Page, address: Callable[[int], str]) -> dict[str, Any]:
    """The first and last page and those around the current one; `address` gives that of a page."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {
        "pages": [
            {"number": number, "url": address(number), "current": number == page.number}
            if isinstance(number, int)
            else {"gap": True}
            for number in numbers
        ],
        "previous_url": address(page.number - 1) if page.has_previous() else "",
        "next_url": address(page.number + 1) if page.has_next() else "",
    }
