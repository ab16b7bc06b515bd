"""Who did what to the people of an organisation, in the history of that organisation.

An entry names people by the key of their account, so that nothing is left of somebody whose
account was removed.
"""

from enum import StrEnum
from typing import Any

from wagtail.log_actions import log

from organisations.models import Organisation
from publishing.models import User


class Happened(StrEnum):
    """The names under which the log keeps it."""

    ADDED = "organisations.added"
    ASKED = "organisations.asked_to_join"
    CLAIMED = "organisations.claimed"
    JOINED = "organisations.joined"
    JOINED_BY_DOMAIN = "organisations.joined_by_domain"
    REFUSED = "organisations.refused"
    ASKED_NO_MORE = "organisations.asked_no_more"
    INVITED = "organisations.invited"
    INVITATION_WITHDRAWN = "organisations.invitation_withdrawn"
    ROLE_CHANGED = "organisations.role_changed"
    HANDED_OVER = "organisations.handed_over"
    REMOVED = "organisations.member_removed"
    LEFT = "organisations.left"
    ACCOUNT_REMOVED = "organisations.account_removed"
    DOMAIN_CONFIRMED = "organisations.domain_confirmed"
    DOMAIN_TAKEN_BACK = "organisations.domain_taken_back"


def record(
    happened: Happened,
    organisation: Organisation,
    *,
    by: Any,
    about: User | None = None,
    **more: str,
) -> None:
    """Write one line of history.

    `by` did it, None when it went by itself; `about` is whom it concerns; `more` is what else
    the line says (`role`, `domain`).
    """
    data: dict[str, Any] = dict(more)
    if about is not None:
        data["person"] = about.pk
    log(instance=organisation, action=happened.value, user=by, data=data)
