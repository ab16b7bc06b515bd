"""Finds and makes pages in their place in the tree, and the site they belong to."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from portal.launching.pages import PAGE_TYPES
from portal.launching.planned import Planned
from portal.launching.rows import Rows
from portal.models import EditorialPage, HomePage, RegionIndexPage

#: Fields a page needs to have a place; its text follows when every page exists.
_PLACE_FIELDS = ("title", "title_en", "slug", "slug_en", "intro", "intro_en")


def existing_page(row: Planned, rows: Rows) -> EditorialPage | None:
    """A page a curator made for the same purpose: launch content then joins it."""
    model = PAGE_TYPES[row.page_type]
    if getattr(model, "max_count", None) == 1:
        return model.objects.first()
    parent = parent_of(row, rows)
    if parent is None:
        return None
    return model.objects.child_of(parent).filter(slug=row.values["slug"]).first()


def parent_of(row: Planned, rows: Rows) -> EditorialPage | None:
    """The page above; a region's page stands under the overview of regions."""
    if row.kind == "region_page":
        return RegionIndexPage.objects.first()
    pk = rows.pk("page", row.parent)
    return EditorialPage.objects.filter(pk=pk).first() if pk else None


def place_page(row: Planned, rows: Rows) -> EditorialPage | None:
    """Make the page without its text; None when the page above it does not exist here."""
    model = PAGE_TYPES[row.page_type]
    page = model(**{name: row.values[name] for name in _PLACE_FIELDS})
    if row.values.get("date"):
        page.date = row.values["date"]
    if row.kind == "region_page":
        page.region_id = rows.pk("region", row.values["region"])
    if model is HomePage:
        return _place_home(page)
    parent = parent_of(row, rows)
    if parent is None:
        return None
    parent.add_child(instance=page)
    return page


def _place_home(home: HomePage) -> HomePage:
    """The home page takes the place, and the site, of the welcome page that Wagtail makes."""
    root = Page.get_first_root_node()
    slug = home.slug
    welcome = [
        page
        for page in Page.objects.child_of(root).filter(numchild=0)
        # A page of a type of its own was made by somebody; the welcome page is a bare one.
        if page.specific_class is Page
    ]
    if any(page.slug == slug for page in welcome):
        home.slug = f"{slug}-new"
    root.add_child(instance=home)
    Site.objects.filter(root_page__in=welcome).update(root_page=home)
    for page in welcome:
        page.delete()
    if home.slug != slug:
        home.slug = slug
        home.save()
    _name_site(home)
    return home


def _name_site(home: HomePage) -> None:
    """Give the site the address of this installation, unless somebody gave it one already."""
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        site = Site(is_default_site=True, hostname="localhost", root_page=home)
    if site.hostname == "localhost":
        site.hostname, site.port = address.hostname or "localhost", port
        site.site_name = settings.SITE_NAME
    site.save()
