"""Tells rooms above what was asked and how much there was; never who asked."""

from urllib.parse import urlsplit

from django.dispatch import Signal
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from search.analysis.normalise import fold
from search.asker import asker_of
from search.query import SearchQuery
from search.results import SearchResults

#: Sent with ``query``, ``total`` and ``asker`` when somebody got the first page of an answer to
#: words. The total is of what has all of them: what lacks some is shown too when that is little.
#: The asker (`search.asker`) gives marks that tell one from another and not who it is.
question_answered = Signal()

MOST_FIELDS = 100
#: How every browser begins to say what it is; programs and previewers of messages mostly do not.
_BROWSER = "mozilla/"
#: In what those say of themselves that begin as a browser: what they are, or an address to read it.
_ROBOTS = (
    *("bot", "crawl", "spider", "slurp", "http", "compatible;", "preview", "facebookexternal"),
    *("headless", "phantom", "lighthouse", "python", "curl", "wget", "java/", "scrapy", "monitor"),
)


def tell(request: HttpRequest, query: SearchQuery, results: SearchResults) -> None:
    """Let who counts hear of an answer; what goes wrong there is logged and harms no search."""
    total = results.with_all_words
    if total is None or not query.text or query.page != 1 or not _somebody_asks(request):
        return
    if not _comes_from_the_site(request, query):
        question_answered.send_robust(
            sender=SearchQuery, query=query, total=total, asker=asker_of(request)
        )


def _somebody_asks(request: HttpRequest) -> bool:
    """Whether a person may be waiting: not a browser that looks ahead, nor a robot."""
    purpose = f"{request.headers.get('Sec-Purpose', '')} {request.headers.get('Purpose', '')}"
    agent = request.headers.get("User-Agent", "").lower()
    return (
        request.method == "GET"
        and "prefetch" not in purpose
        and agent.startswith(_BROWSER)
        and not any(robot in agent for robot in _ROBOTS)
    )


def _comes_from_the_site(request: HttpRequest, query: SearchQuery) -> bool:
    """Whether a link of the site asks this, and no person in words of their own.

    From the admin, where curators see what was searched for; or from the same question, or one
    with more words or filters: who let go of one was counted with what found too little.
    """
    try:
        before = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return False
    if before.netloc != request.get_host():
        return False
    if before.path.startswith(reverse("wagtailadmin_home")):
        return True
    # More than any page of the site writes in an address; QueryDict refuses too many fields.
    if before.path != request.path or before.query.count("&") > MOST_FIELDS:
        return False
    asked = QueryDict(before.query)
    chosen = {(name, value) for name, values in query.selected.items() for value in values}
    known = {(name, value) for name in asked for value in asked.getlist(name)}
    words = set(fold(query.text).split())
    return chosen <= known and words <= set(fold(asked.get("q", "")).split())
