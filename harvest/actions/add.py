"""Add: let a source that was tried flow in from now on."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from harvest.deciding import NotPossibleError
from harvest.history import Happened, record
from harvest.models import Source
from harvest.trust import check_trust
from publishing.permissions import Verb, may, may_lead_region

#: Each is a server of somebody else that we ask up to every hour.
MOST_OF_ORGANISATION = 50


@transaction.atomic
def add(source: Source, *, user: Any) -> Source:
    """Store a source with its classification, `rules` and `mappings`; its first run is soon.

    Its lead region is that of its organisation, unless `user` manages the one it has. Raises
    PermissionDenied for whoever may not change the organisation, or may not give this much trust,
    and NotPossibleError when the organisation has as many calendars as one may have.
    """
    if source.pk is not None or not may(user, Verb.CHANGE, source.organisation):
        raise PermissionDenied
    own = Source.objects.filter(organisation=source.organisation)
    if own.exclude(state=Source.State.OFF).count() >= MOST_OF_ORGANISATION:
        raise NotPossibleError(
            _(
                "You have %(most)d calendars that flow in, and more are not possible. Stop one first."
            )
            % {"most": MOST_OF_ORGANISATION}
        )
    if not may_lead_region(user, source.region_id):
        source.region_id = source.organisation.region_id
    check_trust(user, source)
    source.state = Source.State.ACTIVE
    source.created_by = user
    source.next_run_at = None if source.is_uploaded else timezone.now()
    source.save()
    record(Happened.ADDED, source, by=user)
    return source
