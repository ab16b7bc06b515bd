"""What is new with one practice, as an Atom feed (RFC 4287) without anything about people."""

from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.following.words import in_full, in_words
from initiatives.models import Practice
from taxonomy.localised import active_language

NEWEST = 50
#: The moment of a feed in which nothing ever happened; a moving one would wake up its readers.
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


class NewsFeed(Atom1Feed):
    """Byte-stable: it only differs when there is something new."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=LONG_AGO)


@require_safe
def practice_news(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The newest steps of regions with a practice, and when its description was renewed."""
    practice = get_object_or_404(Practice.objects.live(), pk=pk)
    page = f"{settings.BASE_URL}{practice.get_absolute_url()}"
    title = practice.text("title").text
    feed = NewsFeed(
        title=_("News of %(practice)s") % {"practice": title},
        link=page,
        description=None,
        language=active_language(),
        author_name=settings.SITE_NAME,
        feed_url=f"{settings.BASE_URL}{request.path}",
    )
    host = urlsplit(settings.BASE_URL).hostname
    for news in practice.news.select_related("step__adoption__region")[:NEWEST]:
        feed.add_item(
            title=in_words(news),
            link=page,
            description=escape(f"{title}: {in_full(news)}"),
            unique_id=f"tag:{host},2026:practice-news/{news.pk}",
            updateddate=news.at,
        )
    data = feed.writeString("utf-8").encode()
    etag = f'"{sha256(data).hexdigest()[:32]}"'
    response = HttpResponse(data, content_type=feed.content_type, headers={"ETag": etag})
    return get_conditional_response(request, etag=etag, response=response) or response
