from typing import Any, Self

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from portal.models.editorial_page import EditorialPage, editing_tabs
from portal.structured_data import article_data
from portal.teasers import teaser_of

ARTICLES_PER_PAGE = 12


class ArticleQuerySet(PageQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-date", "-pk")


class ArticleIndexPage(EditorialPage):
    """News and background, newest first."""

    template = "pages/article_index.html"
    is_creatable = True
    max_count = 1
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["portal.ArticlePage"]

    class Meta:
        verbose_name = _("overview of articles")
        verbose_name_plural = _("overviews of articles")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        articles = ArticlePage.objects.child_of(self).live().newest_first()
        # get_page answers any value with a page that exists, so a wrong number is never an error.
        page = Paginator(articles, ARTICLES_PER_PAGE).get_page(request.GET.get("page"))
        context["articles"] = [teaser_of(article) for article in page]
        context["pages"] = [
            {"number": number, "url": f"?page={number}", "current": number == page.number}
            for number in page.paginator.page_range
        ]
        context["previous_url"] = f"?page={page.number - 1}" if page.has_previous() else ""
        context["next_url"] = f"?page={page.number + 1}" if page.has_next() else ""
        return context


class ArticlePage(EditorialPage):
    """News or background."""

    date = models.DateField(_("date"), default=timezone.localdate)
    image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(_("image in words"), max_length=200, blank=True)
    image_alt_en = models.CharField(_("image in words (English)"), max_length=200, blank=True)

    objects = PageManager.from_queryset(ArticleQuerySet)()

    template = "pages/article.html"
    is_creatable = True
    parent_page_types = ["portal.ArticleIndexPage"]
    subpage_types: list[str] = []
    edit_handler = editing_tabs("date", "image", "image_alt", "image_alt_en")

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["structured_data"] = article_data(self)
        return context
