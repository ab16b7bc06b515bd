"""An article in short: the context of `components/teaser.html`."""

from typing import TYPE_CHECKING, Any

from taxonomy.localised import active_language

if TYPE_CHECKING:
    from portal.models.articles import ArticlePage


def teaser_of(article: "ArticlePage") -> dict[str, Any]:
    """Title, date, introduction and picture, in the language of the page."""
    title, intro = article.text("title"), article.text("intro")
    page_language = active_language()
    return {
        "title": title.text,
        "lang": title.lang if title.lang != page_language else "",
        "url": article.path_here,
        "date": article.date,
        "summary": intro.text,
        "summary_lang": intro.lang if intro.lang != page_language else "",
    }
