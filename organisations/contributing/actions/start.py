"""Start: a new item of an organisation, as a draft."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from organisations.contributing.drafts import make_new_draft
from organisations.models import ContributionStart
from publishing.permissions import Verb, may


def with_defaults(item: Any) -> Any:
    """Fill in what the owner's own profile says already: where it works, and whom to ask."""
    owner = item.owner
    item.provinces = list(owner.provinces.all())
    for name in ("contact_name", "contact_email", "contact_phone"):
        setattr(item, name, getattr(owner, name))
    return item


class AlreadyStartedError(Exception):
    """The same form was sent before; `item_pk` is what came of it."""

    def __init__(self, item_pk: int) -> None:
        super().__init__(item_pk)
        self.item_pk = item_pk


@transaction.atomic
def start(*, item: Any, user: Any, mark: str = "") -> Any:
    """Keep a new item for its owner and give the stored row.

    `mark` stands for the empty form that it comes from: a form makes one item. Raises
    PermissionDenied when `user` may not add something for that organisation, AlreadyStartedError
    when the form was sent before.
    """
    if not may(user, Verb.ADD, item):
        raise PermissionDenied
    make_new_draft(item, user=user)
    item.save()
    if mark:
        _only_once(mark, item.pk)
    revision = item.save_revision(user=user, clean=False)
    log(instance=item, action="wagtail.create", user=user, revision=revision, content_changed=True)
    return type(item)._default_manager.get(pk=item.pk)


def _only_once(mark: str, item_pk: int) -> None:
    """Waits for another request with the same form, and loses from it."""
    try:
        with transaction.atomic():
            ContributionStart.objects.create(mark=mark, item_pk=item_pk)
    except IntegrityError:
        raise AlreadyStartedError(ContributionStart.objects.get(mark=mark).item_pk) from None
