"""Start: a new item of an organisation, as a draft."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from organisations.contributing.places import lead_region_id
from publishing.models import Publication
from publishing.permissions import Verb, may


def with_defaults(item: Any) -> Any:
    """Fill in what the owner's own profile says already: where it works, and whom to ask."""
    owner = item.owner
    item.provinces = list(owner.provinces.all())
    for name in ("contact_name", "contact_email", "contact_phone"):
        setattr(item, name, getattr(owner, name))
    return item


@transaction.atomic
def start(*, item: Any, user: Any) -> Any:
    """Keep a new item for its owner and give the stored row.

    Raises PermissionDenied when `user` may not add something for that organisation.
    """
    if not may(user, Verb.ADD, item):
        raise PermissionDenied
    item.live = False
    item.provenance = Publication.Provenance.CONTRIBUTOR
    item.created_by = user
    item.region_id = lead_region_id(item)
    item.organisations = [item.owner]
    item.save()
    revision = item.save_revision(user=user, clean=False)
    log(instance=item, action="wagtail.create", user=user, revision=revision, content_changed=True)
    return type(item)._default_manager.get(pk=item.pk)
