"""A summary for something that came with a description, or with none."""

import re

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.recurrence.schedule import Schedule
from publishing.models.publication import SUMMARY_MAX

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]*[^\W_a-z])")
_MORE = "…"


def summary_of(description: str) -> str:
    """The first sentences of a plain text, as many as fit, never cut within a word."""
    text = " ".join(description.split())
    if len(text) <= SUMMARY_MAX:
        return text
    sentences = _SENTENCE_END.split(text)
    taken = sentences[0]
    if len(taken) > SUMMARY_MAX:
        return shortened(taken, SUMMARY_MAX)
    for sentence in sentences[1:]:
        longer = f"{taken} {sentence}"
        if len(longer) > SUMMARY_MAX:
            break
        taken = longer
    return taken


def shortened(text: str, most: int) -> str:
    """The text, cut off between two words with a mark when it is longer than ``most``."""
    if len(text) <= most:
        return text
    cut = text[: most - len(_MORE)]
    if not text[most - len(_MORE)].isspace():
        # One word longer than all of it has to be cut somewhere.
        cut = cut.rsplit(None, 1)[0] if " " in cut.strip() else cut
    return cut.rstrip(" ,;:-–—") + _MORE


def plain_sentence(title: str, place: str, schedule: Schedule, language: str) -> str:
    """What, when and where in one sentence, for something without a description."""
    with translation.override(language):
        words = {"title": title.rstrip("."), "day": date_format(schedule.start, "j F Y")}
        if place:
            words["place"] = place
            text = (
                _("%(title)s, from %(day)s on, in %(place)s.")
                if schedule.repeats
                else _("%(title)s, on %(day)s, in %(place)s.")
            )
        else:
            text = (
                _("%(title)s, from %(day)s on.")
                if schedule.repeats
                else _("%(title)s, on %(day)s.")
            )
        return shortened(text % words, SUMMARY_MAX)
