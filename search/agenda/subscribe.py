"""Ways to subscribe to the question of a page: the context of ``agenda/_subscribe.html``.

Plain addresses: no other site hears of a visitor before they follow one. Google takes nothing
but `webcal`; a phone with Android knows no `webcal`, so that the address can be copied as well.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from search.agenda.feed_question import FeedQuestion, feed_question
from search.agenda.feed_words import contents_in_words, name_of
from search.labels import Vocabulary
from search.query import SearchQuery

_GOOGLE = "https://calendar.google.com/calendar/render"
_OUTLOOK = "https://outlook.live.com/calendar/0/addfromweb"
_MICROSOFT_365 = "https://outlook.office.com/calendar/0/addfromweb"


@dataclass(frozen=True)
class Way:
    """A link that opens a calendar program; ``hint`` says which when the name does not."""

    name: str
    url: str
    hint: str = ""


@dataclass(frozen=True)
class Subscription:
    """``contents`` says in sentences what is in it; the addresses are of the calendar itself."""

    contents: str
    ways: tuple[Way, ...]
    url: str
    url_without_cancelled: str


def subscription(query: SearchQuery, words: Vocabulary) -> Subscription:
    """What somebody can subscribe to on the page of a question: its filters alone."""
    question = feed_question(query)
    return Subscription(
        contents=contents_in_words(question.query, words, cancelled=True),
        ways=_ways(question, name_of(question.query, words)),
        url=question.url,
        url_without_cancelled=feed_question(query, cancelled=False).url,
    )


def _ways(question: FeedQuestion, name: str) -> tuple[Way, ...]:
    webcal = f"webcal{question.url[question.url.index(':') :]}"
    by_name = {"url": question.url, "name": name}
    return (
        Way(
            _("In my calendar program"),
            webcal,
            _("Apple, Thunderbird, or Outlook on a computer"),
        ),
        Way(_("Google Calendar"), f"{_GOOGLE}?{urlencode({'cid': webcal})}"),
        Way("Outlook.com", f"{_OUTLOOK}?{urlencode(by_name)}"),
        Way("Microsoft 365", f"{_MICROSOFT_365}?{urlencode(by_name)}", _("for work or school")),
    )
