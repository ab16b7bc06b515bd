"""What search engines are asked to visit: every live item and page, in both languages.

The pages themselves name their counterpart in the other language (hreflang), so each address
stands here once, and a part never reads more rows than it lists.
"""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from events.models import Event
from initiatives.models import Initiative, Offer, Practice
from organisations.models import Organisation
from portal.models import EditorialPage
from publishing.models import Publication

LANGUAGES = ("nl", "en")


class _LanguageSitemap(Sitemap):
    limit = 5000
    changed_field: str

    def __init__(self, language: str) -> None:
        self.language = language

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.BASE_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.BASE_URL).scheme

    def location(self, item: Any) -> str:
        return item.path_in(self.language)

    def get_latest_lastmod(self) -> datetime | None:
        # Django would load every item to find the newest.
        items: Any = self.items()
        return items.aggregate(newest=Max(self.changed_field))["newest"]


class CatalogueSitemap(_LanguageSitemap):
    """The live items of one kind."""

    changed_field = "updated_at"

    def __init__(self, model: type[Publication], language: str) -> None:
        super().__init__(language)
        self.model = model

    def items(self) -> QuerySet:
        fields = ("pk", "title", "title_en", "slug", "updated_at")
        return self.model.objects.live().only(*fields).order_by("pk")

    def lastmod(self, item: Publication) -> datetime:
        return item.updated_at


class PageSitemap(_LanguageSitemap):
    """The live editorial pages that anybody may see."""

    changed_field = "last_published_at"

    def items(self) -> QuerySet:
        public = Page.objects.live().public().values("pk")
        return EditorialPage.objects.filter(pk__in=public).order_by("path")

    def lastmod(self, page: EditorialPage) -> datetime | None:
        return page.last_published_at


class ViewSitemap(_LanguageSitemap):
    """Pages that no record stands for, by the names of their addresses."""

    names = ("monitor:coverage", "monitor:network")

    def items(self) -> tuple[str, ...]:
        return self.names

    def location(self, item: str) -> str:
        with translation.override(self.language):
            return reverse(item)

    def get_latest_lastmod(self) -> None:
        """They change with every item."""


SITEMAPS: dict[str, Sitemap] = {
    **{f"overviews-{language}": ViewSitemap(language) for language in LANGUAGES},
    **{f"pages-{language}": PageSitemap(language) for language in LANGUAGES},
    **{
        f"{model.kind}-{language}": CatalogueSitemap(model, language)
        for model in (Offer, Initiative, Practice, Organisation, Event)
        for language in LANGUAGES
    },
}
