"""Ask to join: somebody says that they work for an organisation."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.joining.deciding import NotPossibleError, has_owner, locked, works_for
from organisations.joining.domains import domain_admits
from organisations.joining.history import Happened, record
from organisations.joining.notices import tell_of_request
from organisations.models import JoinRequest, Membership, Organisation
from publishing.models import User

#: More requests than this from one person make no sense, and would be mails to strangers.
MOST_WAITING = 5
MOST_PER_DAY = 10


@transaction.atomic
def ask_to_join(
    organisation: Organisation,
    *,
    user: User,
    words: str = "",
    purpose: str = JoinRequest.Purpose.JOIN,
) -> JoinRequest:
    """Ask for a place in `organisation`, or to look after its profile (`purpose` CLAIM).

    Whoever has a verified address at a domain of the organisation joins at once; the request
    that is returned is then approved. Raises NotPossibleError when there is nothing to ask, and
    PermissionDenied for an account that was switched off.
    """
    if not user.is_active:
        raise PermissionDenied
    organisation = locked(organisation.pk)
    _check(organisation, user, purpose)
    request = JoinRequest(user=user, organisation=organisation, words=words, purpose=purpose)
    if purpose == JoinRequest.Purpose.JOIN and (domain := domain_admits(user, organisation)):
        request.state, request.decided_at = JoinRequest.State.APPROVED, timezone.now()
        request.save()
        Membership.objects.create(user=user, organisation=organisation)
        record(Happened.JOINED_BY_DOMAIN, organisation, by=user, about=user, domain=domain)
    else:
        request.save()
        claims = purpose == JoinRequest.Purpose.CLAIM
        record(Happened.CLAIMED if claims else Happened.ASKED, organisation, by=user, about=user)
    tell_of_request(request)
    return request


def _check(organisation: Organisation, user: User, purpose: str) -> None:
    if works_for(user, organisation):
        raise NotPossibleError(_("You already work for this organisation here."))
    waiting = JoinRequest.objects.waiting().filter(user=user)
    if waiting.filter(organisation=organisation).exists():
        raise NotPossibleError(
            _("You have asked this already. You get a mail when somebody decides.")
        )
    if waiting.count() >= MOST_WAITING:
        raise NotPossibleError(
            _("You have asked this of several organisations. Wait for an answer first.")
        )
    yesterday = timezone.now() - timedelta(days=1)
    if JoinRequest.objects.filter(user=user, created_at__gt=yesterday).count() >= MOST_PER_DAY:
        raise NotPossibleError(_("You have asked this very often today. Go on tomorrow."))
    if purpose == JoinRequest.Purpose.CLAIM and has_owner(organisation):
        raise NotPossibleError(_("Somebody looks after this profile already. Ask to join instead."))
