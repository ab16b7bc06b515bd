"""Makes articles findable beside the catalogue."""

from datetime import UTC, datetime, time
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from portal.models import ArticlePage
from search import outbox, registry
from search.analysis import LANGUAGES
from search.document import SearchDocument
from search.labels import Vocabulary
from search.registry import Source
from search.texts import per_language, stream_text
from search.validity import Validity

KIND = "article"


def register() -> None:
    """Called once at start-up."""
    meta = ArticlePage._meta
    registry.register(
        Source(
            kind=KIND,
            label=meta.verbose_name,
            plural=meta.verbose_name_plural,
            model=ArticlePage,
            live=_live,
            build=article_document,
        )
    )
    # Wagtail publishes and unpublishes through the base class, of which saving says nothing here; and
    # what happens to a page above an article changes its address, or who may see it.
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(_page_changed, dispatch_uid="portal.article_search")
    for signal in (post_save, post_delete):
        signal.connect(
            _restriction_changed,
            sender=PageViewRestriction,
            dispatch_uid="portal.article_restricted",
        )


def article_document(page: ArticlePage, words: Vocabulary) -> SearchDocument:
    """An article has no classification: it is found by its words and among the articles."""
    titles = per_language(page, "title")
    bodies = {language: stream_text(page, language) for language in LANGUAGES}
    return SearchDocument(
        kind=KIND,
        pk=page.pk,
        ref=page.slug,
        titles=titles,
        summaries=per_language(page, "intro"),
        bodies={language: text for language, text in bodies.items() if text},
        urls={language: page.path_in(language) for language in LANGUAGES},
        facets={
            "kind": (KIND,),
            "lang": tuple(language for language in ("en", "nl") if language in titles),
            "validity": (Validity.CURRENT.value,),
        },
        dates=(page.date,),
        next_date=page.date,
        updated=page.last_published_at or datetime.combine(page.date, time(), UTC),
    )


def _live() -> QuerySet[ArticlePage]:
    return ArticlePage.objects.live().public()


def _page_changed(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    _enqueue_below(instance)


def _restriction_changed(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    _enqueue_below(instance.page)


def _enqueue_below(page: Page) -> None:
    articles = ArticlePage.objects.descendant_of(page, inclusive=True)
    outbox.enqueue(KIND, articles.values_list("pk", flat=True))
