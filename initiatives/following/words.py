"""News of a practice in words, for a mail and for the feed; it names no person."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from initiatives.models import PracticeNews


def in_words(news: PracticeNews) -> str:
    """A sentence in the active language."""
    step = news.step
    if step is None:
        return _("The description of this practice was renewed.")
    told = {"region": step.adoption.region, "state": step.get_state_display()}
    if step.day is None:
        return _("%(region)s: %(state)s.") % told
    day = date_format(step.day, "j F Y")
    return _("%(region)s: %(state)s, since %(day)s.") % {**told, "day": day}


def in_full(news: PracticeNews) -> str:
    """The sentence, with the reason of a region that stopped or went back."""
    why = " ".join(str(news.step.text("why")).split()) if news.step else ""
    if not why:
        return in_words(news)
    # Not within an f-string, in which no text to translate is found.
    reason = _("Why: %(why)s") % {"why": why}
    return f"{in_words(news)} {reason}"
