"""schema.org descriptions of editorial pages, for search engines (JSON-LD)."""

from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from portal.models import ArticlePage


def article_data(page: "ArticlePage") -> dict[str, Any]:
    """An article as schema.org/Article."""
    title = page.text("title")
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": title.text,
        "description": page.text("intro").text,
        "inLanguage": title.lang,
        "datePublished": page.date.isoformat(),
        "dateModified": page.last_published_at.date().isoformat()
        if page.last_published_at
        else None,
        "url": f"{settings.BASE_URL}{page.get_url()}",
        "publisher": {"@type": "Organization", "name": settings.SITE_NAME},
    }
