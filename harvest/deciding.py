"""What decisions about sources share: who may, and holding the row while deciding."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from harvest.kinds import kind_called
from harvest.models import Record, Source
from harvest.politeness import SHORTEST_PAUSE
from publishing.permissions import Verb, may

#: To be set on a source so that its next run reads all anew, and soon.
READ_ANEW: dict[str, Any] = {"etag": "", "last_modified": "", "content_hash": ""}


class NotPossibleError(Exception):
    """What somebody asks makes no sense as things are; the message says why."""


def locked(source: Source) -> Source:
    """The row as it is now, for us until the end of the transaction."""
    return Source.objects.select_for_update().get(pk=source.pk)


def check_may_change(user: Any, source: Source) -> None:
    """Raises PermissionDenied for whoever does not look after this source."""
    if not may(user, Verb.CHANGE, source):
        raise PermissionDenied


def read_anew(source: Source, **fields: Any) -> None:
    """Set fields of a source, and let its next run, which is soon, read everything.

    Not sooner than a quarter of an hour after the last: whoever decides again and again must not
    make us ask a server of somebody else as often.
    """
    begun = source.runs.order_by("-started_at").values_list("started_at", flat=True).first()
    earliest = begun + SHORTEST_PAUSE if begun is not None else timezone.now()
    values = {**READ_ANEW, "next_run_at": max(timezone.now(), earliest), **fields}
    Source.objects.filter(pk=source.pk).update(**values)
    for name, value in values.items():
        setattr(source, name, value)


def withdraw_item(record: Record) -> None:
    """Take what became of a record offline, if it became anything."""
    if record.item_pk is not None:
        kind_called(record.source.kind).keeper.retire(record, Record.State.WITHDRAWN)


def locked_record(record: Record) -> Record:
    """The row as it is now, with its source, for us until the end of the transaction."""
    locked(record.source)
    return Record.objects.select_related("source").get(pk=record.pk)
