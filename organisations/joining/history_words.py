"""How the history of an organisation tells what happened to its people."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from organisations.joining.history import Happened
from organisations.models import Membership
from publishing.models import User

_SOMEBODY = _("somebody whose account is gone")

#: The name of the action, and the line; `%(person)s` is whom it concerns.
WORDS: dict[Happened, tuple[Promise, Promise]] = {
    Happened.ADDED: (_("Add by its owner"), _("Added by %(person)s, who became its owner")),
    Happened.ASKED: (_("Ask to join"), _("%(person)s asked to join")),
    Happened.CLAIMED: (_("Claim"), _("%(person)s asked to look after the profile")),
    Happened.JOINED: (_("Join"), _("%(person)s joined as %(role)s")),
    Happened.JOINED_BY_DOMAIN: (
        _("Join by mail address"),
        _("%(person)s joined with an address at %(domain)s"),
    ),
    Happened.REFUSED: (_("Refuse"), _("The request of %(person)s was refused")),
    Happened.ASKED_NO_MORE: (_("Take back a request"), _("%(person)s took the request back")),
    Happened.INVITED: (_("Invite"), _("Somebody was invited as %(role)s")),
    Happened.INVITATION_WITHDRAWN: (
        _("Withdraw an invitation"),
        _("An invitation was withdrawn"),
    ),
    Happened.ROLE_CHANGED: (_("Change a role"), _("%(person)s became %(role)s")),
    Happened.HANDED_OVER: (_("Hand over"), _("Handed over to %(person)s")),
    Happened.REMOVED: (_("Remove a colleague"), _("%(person)s was removed")),
    Happened.LEFT: (_("Leave"), _("%(person)s left")),
    Happened.ACCOUNT_REMOVED: (
        _("Remove the account of a colleague"),
        _("Somebody removed their account"),
    ),
    Happened.DOMAIN_CONFIRMED: (
        _("Confirm a mail domain"),
        _("Addresses at %(domain)s let people join at once"),
    ),
    Happened.DOMAIN_TAKEN_BACK: (
        _("Take back a mail domain"),
        _("Addresses at %(domain)s let nobody join any more"),
    ),
}


class PeopleFormatter(LogFormatter):
    """Looks up whom a line is about, so that a name is read only while the account exists."""

    def format_message(self, log_entry: Any) -> str:
        _label, line = WORDS[Happened(log_entry.action)]
        data = log_entry.data
        person = User.objects.filter(pk=data.get("person")).first() if "person" in data else None
        role = data.get("role", "")
        values = {
            "person": person or _SOMEBODY,
            "role": Membership.Role(role).label if role else "",
            "domain": data.get("domain", ""),
        }
        return str(line) % values


def register(actions: Any) -> None:
    """Make every line known to Wagtail."""
    for happened, (label, _line) in WORDS.items():
        formatter = type("Formatter", (PeopleFormatter,), {"label": label})
        actions.register_action(happened.value)(formatter)
