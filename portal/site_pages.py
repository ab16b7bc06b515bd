"""The editorial pages that the frame links to: the main menu and the foot of the page."""

from portal.models import EditorialPage


def site_pages() -> dict[str, str]:
    """Paths, in the language of this request, of the live pages directly under the home page.

    The key is the English word in the address, with underscores: `help`, `open_source`.
    """
    pages = EditorialPage.objects.filter(depth=3, live=True).order_by("path")
    return {page.english_slug.replace("-", "_"): page.path_here for page in pages}
