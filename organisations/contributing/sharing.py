"""Secret links to drafts: signed, for some weeks, and withdrawn with one button."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from organisations.models import DraftLink
from publishing.permissions import Verb, may

SHARE_LOG_ACTION = "contributing.share"
UNSHARE_LOG_ACTION = "contributing.unshare"
HOLDS_FOR = timedelta(days=28)
_SALT = "contributing.shared"


def name_log_actions(actions: Any) -> None:
    """What the history says of sharing."""
    actions.register_action(
        SHARE_LOG_ACTION, _("Share a draft"), _("Made a secret link to the draft")
    )
    actions.register_action(
        UNSHARE_LOG_ACTION, _("Stop sharing a draft"), _("Withdrew the secret link to the draft")
    )


@transaction.atomic
def share(item: Any, *, user: Any) -> DraftLink:
    """Make a link to the newest version of an item. Raises PermissionDenied."""
    if not may(user, Verb.CHANGE, item):
        raise PermissionDenied
    link = DraftLink.objects.create(
        kind=item.kind,
        item_pk=item.pk,
        created_by=user,
        expires_at=timezone.now() + HOLDS_FOR,
    )
    log(instance=item, action=SHARE_LOG_ACTION, user=user)
    return link


@transaction.atomic
def withdraw_links(item: Any, *, user: Any) -> int:
    """Let no link to an item work any more; how many there were. Raises PermissionDenied."""
    if not may(user, Verb.CHANGE, item):
        raise PermissionDenied
    count = DraftLink.objects.of(item).open().update(withdrawn_at=timezone.now())
    if count:
        log(instance=item, action=UNSHARE_LOG_ACTION, user=user)
    return count


def address_of(link: DraftLink) -> str:
    """The whole address of a link, in the language of the page."""
    token = signing.dumps(link.pk, salt=_SALT)
    return f"{settings.BASE_URL}{reverse('contributing:shared', args=[token])}"


def link_of(token: str) -> DraftLink | None:
    """The link that an address is of, as long as it works."""
    try:
        pk = signing.loads(token, salt=_SALT, max_age=HOLDS_FOR)
    except (signing.BadSignature, ValueError):
        return None
    return DraftLink.objects.open().filter(pk=pk).first()
