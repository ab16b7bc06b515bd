"""Links to the pages of a list: the context of ``components/pagination.html``."""

from typing import Any

from search.query import SearchQuery

# Pages on either side of the current one.
NEIGHBOURS = 2


def last_page(total: int, per_page: int) -> int:
    return max(1, -(-total // per_page))


def pagination(query: SearchQuery, total: int, path: str) -> dict[str, Any]:
    """The first and last page and those around the current one, with gaps between."""
    last = last_page(total, query.per_page)

    def url(page: int) -> str:
        return query.with_page(page).url(path)

    around = range(query.page - NEIGHBOURS, query.page + NEIGHBOURS + 1)
    numbers = sorted({1, last, *(number for number in around if 1 <= number <= last)})
    pages: list[dict[str, Any]] = []
    for previous, number in zip([0, *numbers], numbers, strict=False):
        if number - previous == 2:
            # A gap for one page would take the room of that page.
            pages.append({"number": number - 1, "url": url(number - 1), "current": False})
        elif number - previous > 2:
            pages.append({"gap": True})
        pages.append({"number": number, "url": url(number), "current": number == query.page})
    return {
        "pages": pages,
        "previous_url": url(query.page - 1) if query.page > 1 else "",
        "next_url": url(query.page + 1) if query.page < last else "",
    }
