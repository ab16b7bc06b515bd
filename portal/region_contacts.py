"""Tells the search room which page to send somebody to who found nothing in a region."""

from collections.abc import Iterable

from portal.models import RegionPage
from search import region_contacts
from search.region_contacts import RegionContact
from taxonomy.localised import active_language


def register() -> None:
    """Called once at start-up."""
    region_contacts.register(_contacts)


def _contacts(regions: Iterable[str]) -> list[RegionContact]:
    pages = RegionPage.objects.live().filter(region__ref__in=list(regions)).order_by("path")
    return [_contact(page) for page in pages]


def _contact(page: RegionPage) -> RegionContact:
    title = page.text("title")
    other = title.lang if title.lang != active_language() else ""
    return RegionContact(name=title.text, url=page.path_here, lang=other)
