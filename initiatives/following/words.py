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
    return _("%(region)s: %(state)s, since %(day)s.") % {**told, "day": date_format(step.day)}
