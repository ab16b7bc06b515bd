"""Any search as an Atom feed (RFC 4287): ``format=atom``."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from search.analysis import clean
from search.cards import kind_label
from search.document import SearchDocument
from search.engines import get_engine
from search.labels import Vocabulary
from search.query import SearchQuery
from search.titles import question_in_words

NEWEST = 50
# The moment of a feed in which nothing ever happened; a moving one would wake up its readers.
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


class SearchFeed(Atom1Feed):
    """Byte-stable: it only differs when a result does."""

    def latest_post_date(self) -> datetime:
        moments = [item["updateddate"] for item in self.items]
        return max(moments, default=LONG_AGO)

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["lang"]} if item["lang"] != self.feed["language"] else {}


def atom_feed(
    request: HttpRequest, kind: str | None, query: SearchQuery, words: Vocabulary
) -> HttpResponse:
    """The results that changed last, newest first, whatever order the page has."""
    wanted = replace(query, sort="updated", page=1, per_page=NEWEST)
    results = get_engine().search(wanted)
    page = replace(query, page=1)
    own_url = f"{settings.BASE_URL}{request.path}"
    feed = SearchFeed(
        title=f"{settings.SITE_NAME}: {question_in_words(kind, page, words)}",
        link=settings.BASE_URL + page.url(request.path),
        description=None,
        language=query.language,
        author_name=settings.SITE_NAME,
        feed_url=f"{own_url}?{_querystring(page)}",
    )
    for hit in results.hits:
        _add(feed, hit.document, query.language)
    data = feed.writeString("utf-8").encode()
    # A partner reads this address every hour; most of the time nothing has changed.
    etag = f'"{sha256(data).hexdigest()[:32]}"'
    response = HttpResponse(data, content_type=feed.content_type, headers={"ETag": etag})
    return get_conditional_response(request, etag=etag, response=response) or response


def _querystring(query: SearchQuery) -> str:
    return "&".join(part for part in (query.canonical_querystring(), "format=atom") if part)


def _add(feed: SearchFeed, document: SearchDocument, language: str) -> None:
    title, title_language = document.localised(document.titles, language)
    path, _language = document.localised(document.urls, language)
    feed.add_item(
        title=clean(title),
        link=settings.BASE_URL + path,
        # A summary in a feed is HTML.
        description=escape(clean(document.localised(document.summaries, language)[0])),
        unique_id=_tag(document),
        updateddate=document.updated or LONG_AGO,
        categories=(kind_label(document.kind),),
        lang=title_language,
    )


def _tag(document: SearchDocument) -> str:
    """Stays the same when the title, and with it the address, changes (RFC 4151)."""
    return f"tag:{urlsplit(settings.BASE_URL).hostname},2026:{document.kind}/{document.pk}"
