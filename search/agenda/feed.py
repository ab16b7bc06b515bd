"""Any question about events as a calendar to subscribe to: `agenda.ics`, and ``format=ics``."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import pgettext

from events.icalendar.calendar_file import CLOSING, opening
from events.icalendar.responses import calendar_response
from events.icalendar.texts import digest_of
from search.agenda.feed_content import Feed
from search.agenda.feed_question import feed_question, wants_cancelled
from search.labels import Vocabulary
from search.query import SearchQuery


def calendar_feed(
    request: HttpRequest, kind: str | None, query: SearchQuery, words: Vocabulary
) -> HttpResponseBase:
    """The events that match, with all their dates; sent while it is read.

    Raises EngineUnavailableError when it cannot be known which match: half a calendar, or an
    empty one, would take events away from everybody who subscribes.
    """
    question = feed_question(query, cancelled=wants_cancelled(request.GET))
    feed = Feed(question)
    content = feed.content()
    beginning = opening(question.header(words), content.zones)

    def chunks() -> Iterator[bytes]:
        texts = feed.texts()

        def whole() -> Iterator[bytes]:
            yield beginning
            yield from texts
            yield CLOSING

        return whole()

    return calendar_response(
        request,
        chunks,
        digest=digest_of(beginning.decode(), content.digest),
        changed_at=content.changed_at,
        filename=pgettext("name of a file", "calendar.ics"),
    )
