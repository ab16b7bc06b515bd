"""Which mails the ways in and out of an organisation send, to whom and with which action."""

from organisations.joining.telling import managers_of, owners_of, tell_all
from organisations.models import JoinRequest


def tell_of_request(request: JoinRequest) -> None:
    """Tell those who decide; those who let somebody in by their domain are told in the daily mail."""
    claims = request.purpose == JoinRequest.Purpose.CLAIM
    organisation = request.organisation
    deciders = [] if claims else owners_of(organisation)
    waits = request.state == JoinRequest.State.WAITING
    tell_all(
        deciders or managers_of(organisation),
        "join_request" if waits else "joined_by_domain",
        {},
        at_once=waits,
    )


def tell_of_approval(request: JoinRequest) -> None:
    """Tell the person that they are in; until then they could do nothing."""
    tell_all([request.user], "join_approved", {}, at_once=True)


def tell_of_refusal(request: JoinRequest) -> None:
    """Tell the person that they are not in, and why."""
    tell_all([request.user], "join_refused", {}, at_once=True)
