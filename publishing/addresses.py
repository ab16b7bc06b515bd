"""The addresses of items, which sitemaps and the search index ask for by the thousand."""

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils import translation

# Stand for a key and words while the rest of an address is found out.
SOME_KEY = 271828182845904
SOME_SLUG = "some-slug"


def item_address(name: str, key: int, slug: str, language: str) -> str:
    """The address called ``name``, which holds a key and the words after it."""
    before, between, after = _around(
        name, language, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()
    )
    return f"{before}{key}{between}{slug}{after}"


@lru_cache(maxsize=128)
def _around(name: str, language: str, urlconf: str, prefix: str) -> tuple[str, str, str]:
    """What stands before, between and after the two; the same for all items of a kind."""
    with translation.override(language):
        some = reverse(name, urlconf, kwargs={"pk": SOME_KEY, "slug": SOME_SLUG})
    before, rest = some.split(str(SOME_KEY))
    between, after = rest.split(SOME_SLUG)
    return before, between, after
