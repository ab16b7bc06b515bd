"""Further pages of a website, for readers that follow links: only of that website, and not for ever.

What a page links to is chosen by whoever wrote it. Without limits a sitemap could make us ask the
server of somebody else thousands of times, or keep a run busy all day.
"""

import hashlib
import time
import zlib
from collections.abc import Callable
from dataclasses import replace

from django.core.cache import cache

from harvest.asking import get_page
from harvest.fetch_errors import FetchError, FetchFault
from harvest.host_claims import host_of
from harvest.kinds import Kind
from harvest.records import Content

MOST_PAGES = 500
MOST_SECONDS = 300.0
#: Somebody waits for a trial; it shows what a run would do with some of the pages.
MOST_PAGES_OF_TRIAL = 25
MOST_SECONDS_OF_TRIAL = 15.0
REMEMBERED_SECONDS = 60 * 60
LARGEST_REMEMBERED = 500_000
#: Links that lead to other websites after all; then the page is not what it seemed to be.
MOST_LED_AWAY = 5

Get = Callable[[str], Content]


def further_pages(
    kind: Kind, start: str, *, most: int = MOST_PAGES, seconds: float = MOST_SECONDS
) -> Get:
    """How a reader gets further pages of the website of `start`.

    What comes back raises FetchError for other websites, and when `most` pages were asked for or
    `seconds` are over.
    """
    return _Pages(kind, start, most, seconds).get


def pages_for_trial(kind: Kind, start: str) -> Get:
    """As `further_pages`, for somebody who waits: fewer, and each page is asked for once only
    however often its trial is looked at."""
    pages = further_pages(kind, start, most=MOST_PAGES_OF_TRIAL, seconds=MOST_SECONDS_OF_TRIAL)

    def get(address: str) -> Content:
        key = "harvest.page." + hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()
        packed: Content | None = cache.get(key)
        if packed is not None:
            return replace(packed, body=zlib.decompress(packed.body))
        content = pages(address)
        if len(content.body) <= LARGEST_REMEMBERED:
            packed = replace(content, body=zlib.compress(content.body, level=1))
            cache.set(key, packed, REMEMBERED_SECONDS)
        return content

    return get


class _Pages:
    def __init__(self, kind: Kind, start: str, most: int, seconds: float) -> None:
        self._kind = kind
        self._website = _website(start)
        self._left = most
        self._led_away = 0
        self._end = time.monotonic() + seconds

    def get(self, address: str) -> Content:
        if not self._website or _website(address) != self._website:
            raise FetchError(FetchFault.OTHER_WEBSITE)
        is_over = time.monotonic() > self._end or self._led_away >= MOST_LED_AWAY
        if self._left <= 0 or is_over:
            raise FetchError(FetchFault.ENOUGH_PAGES)
        self._left -= 1
        content = get_page(address, self._kind)
        if _website(content.address) != self._website:
            self._led_away += 1
            raise FetchError(FetchFault.OTHER_WEBSITE)
        return content


def _website(address: str) -> str:
    """The host, with and without "www." the same; empty for what is no address."""
    return host_of(address).removeprefix("www.")
