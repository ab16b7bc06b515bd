"""What to do about a run that failed."""

from django.utils.translation import gettext

from harvest.models import Run

#: Codes of `harvest.fetch_errors.FetchFault`, of readers, and of our own.
_AT_SERVER = {"timeout", "unreachable", "name_unknown", "bad_answer", "incomplete", "not_allowed"}
_NO_CALENDAR = {"web_page", "no_calendar", "json", "xml", "empty", "unreadable"}
_OURS = {"database", "unexpected", "reader_failed"}


def is_about_certificate(run: Run) -> bool:
    """Such a fault does not go away by itself, so it is told at once."""
    return run.code == "certificate"


def advice_for(run: Run) -> str:
    """A sentence or two for whoever keeps the calendar."""
    if is_about_certificate(run):
        return gettext("Ask whoever looks after the website to renew its certificate.")
    if run.code == "sign_in_page" or run.status in (401, 403, 407):
        return gettext(
            "Make the calendar public, or give us its secret address, and try whether it opens in "
            "a browser in which you are not logged in."
        )
    if run.code in _NO_CALENDAR or run.status in (404, 410):
        return gettext("Look up the address of the calendar anew, and change it here.")
    if run.code in _OURS:
        return gettext("You need not do anything: this is for the keepers of this site.")
    if run.code == "robots":
        return gettext("Ask whoever looks after the website to let us read its calendar pages.")
    if run.code in _AT_SERVER or (run.status or 0) >= 500:
        return gettext(
            "Try whether the address opens in a browser. If it does not, ask whoever looks after "
            "the website."
        )
    return gettext("Look whether the address is still the right one.")
