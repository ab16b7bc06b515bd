"""What can go wrong while something is fetched: a code for us, and words for people.

The codes are for the log and for deciding. The words must not help anybody look around behind
the portal: a private address, an unknown name, a closed port, silence and an answer that is no
HTTP are one and the same sentence. None of the words holds the address, which may be secret.
"""

from datetime import timedelta
from enum import StrEnum

from django.core.exceptions import AppRegistryNotReady

from publishing.sentences import gettext


class FetchFault(StrEnum):
    """Why there is no answer to use."""

    BAD_ADDRESS = "bad_address"
    NOT_ALLOWED = "not_allowed"
    NAME_UNKNOWN = "name_unknown"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    CERTIFICATE = "certificate"
    STATUS = "status"
    TOO_MANY_REQUESTS = "too_many_requests"
    BAD_ANSWER = "bad_answer"
    INCOMPLETE = "incomplete"
    ROBOTS = "robots"
    OTHER_WEBSITE = "other_website"
    ENOUGH_PAGES = "enough_pages"


class FetchError(Exception):
    """There is no answer to use.

    `code` is for us. `str()` is a sentence for whoever keeps the source, in the language that is
    active. `status` is what the server answered, `retry_after` how long it asks us to stay away.
    `answered`: a server spoke HTTP with us before it went wrong.
    """

    def __init__(
        self,
        code: FetchFault,
        *,
        status: int | None = None,
        retry_after: timedelta | None = None,
        answered: bool = False,
    ) -> None:
        super().__init__(code.value)
        self.code = code
        self.status = status
        self.retry_after = retry_after
        self.answered = answered

    def __str__(self) -> str:
        try:
            return self._words()
        except AppRegistryNotReady:  # a program without the rest of the site has no translations
            return self.code.value

    def _words(self) -> str:
        if self.code == FetchFault.STATUS:
            return _words_for_status(self.status or 0)
        if self.code in SAME_FOR_ALL and not self.answered:
            return _words_for_silence()
        return _words_for_code(self.code)

    def __repr__(self) -> str:
        return f"FetchError({self.code.value!r}, status={self.status})"


SAME_FOR_ALL = frozenset(
    {
        FetchFault.NOT_ALLOWED,
        FetchFault.NAME_UNKNOWN,
        FetchFault.UNREACHABLE,
        FetchFault.TIMEOUT,
        FetchFault.BAD_ANSWER,
        FetchFault.INCOMPLETE,
    }
)


def _words_for_silence() -> str:
    return gettext(
        "We get no answer at this address. Check whether it is complete, and whether everybody "
        "can open it on the internet without logging in."
    )


def _words_for_code(code: FetchFault) -> str:
    match code:
        case FetchFault.BAD_ADDRESS:
            return gettext(
                "This is not an address that we can use. It starts with https:// or http:// and "
                "holds no user name, no password and no unusual port."
            )
        case FetchFault.TIMEOUT:
            return gettext("The server took too long to send everything.")
        case FetchFault.TOO_LARGE:
            return gettext("The server sent more than we accept: at most 10 MB.")
        case FetchFault.TOO_MANY_REDIRECTS:
            return gettext("The address leads from one address to the next without end.")
        case FetchFault.CERTIFICATE:
            return gettext(
                "The certificate of this website is not in order, so we cannot be sure that it is "
                "the right one. Ask whoever looks after the website to renew it."
            )
        case FetchFault.TOO_MANY_REQUESTS:
            return gettext("The server asks us to come back later.")
        case FetchFault.INCOMPLETE:
            return gettext("The server stopped halfway: not everything came through.")
        case FetchFault.ROBOTS:
            return gettext(
                "This website asks programs in its robots.txt not to read this page, so we do not."
            )
        case FetchFault.OTHER_WEBSITE:
            return gettext("This page is on another website than the source, so it was not read.")
        case FetchFault.ENOUGH_PAGES:
            return gettext(
                "This page was not read: we read only so many pages of a website at a time."
            )
        case _:
            return gettext("The server sent an answer that we cannot read.")


def _words_for_status(status: int) -> str:
    if status in (401, 403, 407):
        return gettext(
            "The server does not let us read this address (it answered %(status)d). Check whether "
            "everybody may see the calendar."
        ) % {"status": status}
    if status in (404, 410):
        return gettext(
            "There is nothing at this address any more (the server answered %(status)d). Look up "
            "the address of the calendar anew."
        ) % {"status": status}
    if status >= 500:
        return gettext(
            "The server has trouble of its own (it answered %(status)d). We try again later."
        ) % {"status": status}
    return gettext("The server gave no content (it answered %(status)d).") % {"status": status}
