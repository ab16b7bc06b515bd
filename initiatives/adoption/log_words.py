"""How the history of a practice tells what regions do with it."""

from collections import defaultdict
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from initiatives.adoption.deciding import Happened
from initiatives.models import Adoption

#: The name of the action, and the line.
WORDS: dict[Happened, tuple[Promise, Promise]] = {
    Happened.STARTED: (_("Begin with a practice"), _("%(region)s: %(state)s")),
    Happened.MOVED: (_("Next step with a practice"), _("%(region)s: now %(state)s")),
    Happened.STOPPED: (_("Stop with a practice"), _("%(region)s: stopped")),
    Happened.CHANGED: (
        _("Tell about an adoption"),
        _("%(region)s: changed what is told about the adoption"),
    ),
    Happened.CORRECTED: (
        _("Correct a step"),
        _("%(region)s: changed the date or the reason of “%(state)s”"),
    ),
    Happened.TAKEN_BACK: (_("Take a step back"), _("%(region)s: took back the step “%(state)s”")),
    Happened.INITIATIVE_MADE: (
        _("Make an initiative from a practice"),
        _("%(region)s: made the initiative “%(initiative)s”"),
    ),
    Happened.INITIATIVE_LINKED: (
        _("Link an initiative to a practice"),
        _("%(region)s: the initiative that came of it is now “%(initiative)s”"),
    ),
    Happened.COMBINED: (
        _("Make one record of two"),
        _(
            "%(region)s had a record of both practices. The one that is further stays: %(state)s. "
            "The other said: %(other)s"
        ),
    ),
}


class AdoptionFormatter(LogFormatter):
    """Fills in what an entry tells."""

    def format_message(self, log_entry: Any) -> str:
        _label, line = WORDS[Happened(log_entry.action)]
        told = defaultdict(str, log_entry.data)
        told["state"] = _state(told["state"])
        steps = [
            ", ".join(filter(None, (_state(state), day, why)))
            for state, day, why in told["steps"] or ()
        ]
        told["other"] = "; ".join([*steps, *(told["texts"] or ())])
        return str(line) % told


def _state(state: str) -> str:
    return str(dict(Adoption.State.choices).get(state, state))


def register(actions: Any) -> None:
    """Make every line known to Wagtail."""
    for happened, (label, _line) in WORDS.items():
        formatter = type("Formatter", (AdoptionFormatter,), {"label": label})
        actions.register_action(happened.value)(formatter)
