"""Change: where a source is, what it is classified as, and what its rules are."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from harvest.deciding import check_may_change, locked, read_anew
from harvest.history import Happened, record
from harvest.models import Source
from harvest.trust import check_trust, keep_trust
from publishing.permissions import may_lead_region

#: What a person decides; all else of a source is kept by the runs.
SETTINGS = (
    "name",
    "address",
    "kind",
    "language",
    "time_zone",
    "trust",
    "interval",
    "region",
    "scale",
    "provinces",
    *Source.SUBJECT_FIELDS,
    "rules",
    "mappings",
)


@transaction.atomic
def change(source: Source, *, user: Any) -> Source:
    """Store the settings of `source` as they are in hand; everything is looked at anew.

    Raises PermissionDenied for whoever does not look after the source as it is stored, gives more
    trust than allowed, or moves it to another organisation or to a region that is not theirs.
    """
    before = locked(source)
    check_may_change(user, before)
    if source.organisation_id != before.organisation_id:
        raise PermissionDenied
    if source.region_id != before.region_id and not may_lead_region(user, source.region_id):
        raise PermissionDenied
    check_trust(user, source, before=before.trust)
    has_moved = source.address != before.address
    if has_moved:
        keep_trust(user, source)
    source.save(update_fields=[*SETTINGS, "updated_at"])
    fields: dict[str, Any] = {}
    if has_moved:
        fields = {"failures": 0, "failing_since": None, "proposed_address": ""}
    read_anew(source, **fields)
    # What is the same at the source may become something else here.
    source.records.exclude(fingerprint="").update(fingerprint="")
    record(Happened.CHANGED, source, by=user)
    return source
