"""What every decision about a request or a membership has in common."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from organisations.models import JoinRequest, Membership, Organisation
from publishing.models import User
from publishing.permissions import may_appoint_owner, may_decide_on_joining


class NotPossibleError(Exception):
    """Why something cannot be done now, in words for whoever asked."""

    def __init__(self, words: object) -> None:
        super().__init__(words)
        self.words = words


def locked(organisation_id: int) -> Organisation:
    """The organisation as it is stored now, kept from everybody else until the transaction ends.

    All changes of its people go through here, so of two at the same time the second sees what the
    first did. SQLite has no lock on a row; there a transaction keeps all others from writing.
    """
    return Organisation._base_manager.select_for_update().get(pk=organisation_id)


def waiting_request(request: JoinRequest) -> JoinRequest:
    """The request as it is stored now; the organisation must be locked.

    Raises NotPossibleError when somebody has already decided.
    """
    stored = JoinRequest.objects.select_related("user").get(pk=request.pk)
    if stored.state != JoinRequest.State.WAITING:
        raise NotPossibleError(_("Somebody has already decided on this request."))
    return stored


def check_may_decide(request: JoinRequest, organisation: Organisation, user: User) -> None:
    """Raise PermissionDenied for whoever may not answer this request: of a claim, only curators."""
    claims = request.purpose == JoinRequest.Purpose.CLAIM
    may = may_appoint_owner if claims else may_decide_on_joining
    if not may(user, organisation):
        raise PermissionDenied


def has_owner(organisation: Organisation) -> bool:
    """Whether somebody who can log in looks after it."""
    owners = organisation.memberships.filter(role=Membership.Role.OWNER)
    return owners.filter(user__is_active=True).exists()


def works_for(user: User, organisation: Organisation) -> bool:
    """Whether `user` belongs to the organisation already."""
    return organisation.memberships.filter(user=user).exists()


def current(membership: Membership) -> Membership:
    """The membership as it is stored now; the organisation must be locked.

    Raises NotPossibleError when the colleague does not work there any more.
    """
    stored = Membership.objects.select_related("user").filter(pk=membership.pk).first()
    if stored is None:
        raise NotPossibleError(
            _("This colleague does not work for the organisation here any more.")
        )
    return stored


def check_can_look_after(user: User) -> None:
    """Raise NotPossibleError for somebody who cannot log in and so cannot be owner."""
    if not user.is_active:
        raise NotPossibleError(_("The account of this colleague has been switched off."))


def check_owner_remains(organisation: Organisation, *, without: Membership) -> None:
    """Raise NotPossibleError when nobody who can log in would be owner without this one."""
    if without.role != Membership.Role.OWNER:
        return
    owners = organisation.memberships.filter(role=Membership.Role.OWNER, user__is_active=True)
    if not owners.exclude(pk=without.pk).exists():
        raise NotPossibleError(
            _("An organisation needs an owner. Make a colleague owner first, or hand it over.")
        )
