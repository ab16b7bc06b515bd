"""The editorial pages that the frame links to: the main menu and the foot of the page."""

from django.db.models import Q

from portal.models import EditorialPage

#: Help pages that other pages lead to; each by its Dutch word in the address.
_LINKED_HELP = (
    "abonneren-op-de-agenda",
    "uw-agenda-laten-binnenstromen",
    "het-adres-van-uw-agenda",
)


def site_pages() -> dict[str, str]:
    """Paths, in the language of this request, of the live pages directly under the home page.

    And of those help pages that other pages lead to. The key is the English word in the address,
    with underscores: `help`, `open_source`.
    """
    wanted = Q(depth=3) | Q(depth=4, slug__in=_LINKED_HELP)
    pages = EditorialPage.objects.filter(wanted, live=True).order_by("path")
    return {page.english_slug.replace("-", "_"): page.path_here for page in pages}
