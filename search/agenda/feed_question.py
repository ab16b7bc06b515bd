"""What somebody subscribes to: a question about events, whatever page they asked it on."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from events.horizon import horizon
from events.icalendar.calendar_file import CalendarHeader
from events.models import Event
from search.agenda.feed_words import contents_in_words, name_of
from search.labels import Vocabulary
from search.query import SearchQuery

_NO = frozenset({"0", "false", "no"})


@dataclass(frozen=True)
class FeedQuestion:
    """``query`` is about events and has neither an order nor a page; see ``feed_question``.

    With ``cancelled`` what does not go ahead is in the feed and says so.
    """

    query: SearchQuery
    cancelled: bool = True

    @property
    def path(self) -> str:
        """Its one address, below that of the site: the same question always has the same."""
        parameters = [*self.query.parameters(), *([] if self.cancelled else [("cancelled", "0")])]
        path = reverse("events:calendar_feed")
        return f"{path}?{urlencode(parameters)}" if parameters else path

    @property
    def url(self) -> str:
        return f"{settings.BASE_URL}{self.path}"

    @property
    def needs_engine(self) -> bool:
        """Whether anything narrows that the database does not know itself."""
        query = self.query
        return bool(query.text or query.selected) or not query.national

    @property
    def without_days(self) -> SearchQuery:
        """The question for the engine; what dates there are the database knows better."""
        return self.query.without_dates()

    @property
    def known_since(self) -> date | None:
        """The day before which nothing is in the feed; none when the question has days itself."""
        asks_days = self.query.date_from or self.query.date_to
        return None if asks_days else horizon().first

    def header(self, words: Vocabulary) -> CalendarHeader:
        page = self.query.url(reverse("events:event_list"))
        return CalendarHeader(
            name=name_of(self.query, words),
            description=contents_in_words(self.query, words, cancelled=self.cancelled),
            page=f"{settings.BASE_URL}{page}",
            source=self.url,
        )


def feed_question(query: SearchQuery, *, cancelled: bool = True) -> FeedQuestion:
    """What a question on a page asks for as a subscription: its filters alone."""
    plain = SearchQuery(
        text=query.text,
        selected={name: kept for name, kept in query.selected.items() if name != "kind"},
        fixed={"kind": (Event.kind,)},
        national=query.national,
        date_from=query.date_from,
        date_to=query.date_to,
        language=query.language,
    )
    return FeedQuestion(plain, cancelled)


def wants_cancelled(data: QueryDict) -> bool:
    """Whether an address asks for what is cancelled too; it does unless it says no."""
    return data.get("cancelled", "1").lower() not in _NO
