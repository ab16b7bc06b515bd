"""How the history of a source tells what happened to it."""

from collections import defaultdict
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from harvest.history import Happened

#: The name of the action, and the line.
WORDS: dict[Happened, tuple[Promise, Promise]] = {
    Happened.ADDED: (_("Add a source"), _("Added after a trial run")),
    Happened.CHANGED: (_("Change a source"), _("Changed what is read, or how")),
    Happened.PAUSED: (_("Pause"), _("Paused")),
    Happened.RESUMED: (_("Resume"), _("Resumed")),
    Happened.SWITCHED_OFF: (_("Switch off"), _("Switched off")),
    Happened.RUN_BY_HAND: (_("Read now"), _("Read by hand")),
    Happened.SHRINKING_ACCEPTED: (
        _("Accept that events are gone"),
        _("Said that the events that are not in the feed any more are gone"),
    ),
    Happened.ADDRESS_FOLLOWED: (
        _("Follow to a new address"),
        _("The website moved the feed to another of its addresses, which is used from now on"),
    ),
    Happened.ADDRESS_ACCEPTED: (_("Use the new address"), _("Took over the new address")),
    Happened.LEFT_OUT: (_("Leave out"), _("“%(title)s” is left out")),
    Happened.LET_IN: (_("Let in"), _("“%(title)s” may come in again")),
    Happened.GONE: (_("Withdraw"), _("“%(title)s” does not take place, and went offline")),
    Happened.KEPT: (_("Keep"), _("“%(title)s” stays, although the feed has it no more")),
}


class SourceFormatter(LogFormatter):
    """Fills in what an entry tells."""

    def format_message(self, log_entry: Any) -> str:
        _label, line = WORDS[Happened(log_entry.action)]
        return str(line) % defaultdict(str, log_entry.data)


def register(actions: Any) -> None:
    """Make every line known to Wagtail."""
    for happened, (label, _line) in WORDS.items():
        formatter = type("Formatter", (SourceFormatter,), {"label": label})
        actions.register_action(happened.value)(formatter)
