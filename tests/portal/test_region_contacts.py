"""The pages of regions that the search page leads to."""

import pytest
from django.utils.translation import override
from wagtail.models import Page

from portal.models import HomePage, RegionIndexPage, RegionPage
from search.region_contacts import contacts_of
from tests.factories import RegionFactory

pytestmark = pytest.mark.django_db


def test_a_region_is_known_by_its_live_page():
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Vlechtwerk", slug="site"))
    index = home.add_child(instance=RegionIndexPage(title="Regio's", slug="regios"))
    for title, live in (("Flevoland", True), ("Zeeland", False)):
        region = RegionFactory(ref=title.lower())
        index.add_child(instance=RegionPage(title=title, slug=region.ref, region=region, live=live))
    (flevoland,) = contacts_of(["zeeland", "flevoland", "atlantis"])
    assert flevoland.name == "Flevoland"
    assert flevoland.url.endswith("/flevoland/")
    with override("en"):
        # On an English page a Dutch name says that it is Dutch.
        assert contacts_of(["flevoland"])[0].lang == "nl"
    assert contacts_of([]) == []
