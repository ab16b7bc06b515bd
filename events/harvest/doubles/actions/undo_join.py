"""Undo a join: the second feed gets an event of its own again."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events.harvest.doubles.joining import UNDO_JOIN_LOG_ACTION
from events.harvest.doubles.leading import read_again
from events.harvest.doubles.parties import remove_party
from events.harvest.doubles.sharing import may_take_apart
from events.harvest.doubles.standing import record_of
from events.models import Event, EventJoin, PairVerdict
from events.overlap.verdicts import judge
from harvest.kinds import Keeper
from harvest.models import Record
from publishing.actions.undo_merge import undo as undo_merge
from publishing.duplicates.relations import Relation
from publishing.duplicates.verdicts import record_verdict


@transaction.atomic
def undo_join(join: EventJoin, *, user: Any, keeper: Keeper) -> Event | None:
    """Give the record of ``join`` an event of its own, made by ``keeper``, and remember that.

    The two are never joined again by themselves. Where the join followed from a merge of two events,
    that is undone. Returns the event that the record has now, None when its source is gone or
    does not tell it any more.

    Raises PermissionDenied for somebody who may change neither the event nor the source, and
    ValidationError when it was undone already or the record cannot be an event.
    """
    join = EventJoin.objects.select_for_update(of=("self",)).get(pk=join.pk)
    if not may_take_apart(user, join):
        raise PermissionDenied
    if join.undone_at is not None:
        raise ValidationError(_("Somebody took these apart already."))
    record = record_of(join)
    if record is not None:
        # As the feed calls it now: by that it is remembered.
        join.key = record.key
    join.undone_at, join.undone_by = timezone.now(), user
    join.save(update_fields=["undone_at", "undone_by", "key"])
    event = Event.objects.select_for_update(of=("self",)).get(pk=join.event_id)
    if join.merge is not None and join.merge.undone_at is None:
        undo_merge(join.merge, user=user)
    else:
        _leave(join, event, keeper)
    apart = _event_of(join)
    if apart is not None and apart.pk != event.pk:
        _remember(event, apart, user)
    data = {"join": join.pk, "source": join.source.name if join.source else ""}
    log(instance=event, action=UNDO_JOIN_LOG_ACTION, user=user, data=data)
    return apart


def _leave(join: EventJoin, event: Event, keeper: Keeper) -> None:
    if join.added_organisation and not _told_otherwise(join):
        remove_party(event, join.organisation_id)
    record = _record_of(join)
    if record is None:
        return
    record.item_pk, record.taken = None, {}
    kept = keeper.keep(record.source, record, read_again(record))
    keeper.settle()
    record.item_kind, record.item_pk = keeper.item_kind, kept.item_pk
    record.save()


def _told_otherwise(join: EventJoin) -> bool:
    """Whether the same organisation tells this event in another way as well."""
    others = EventJoin.objects.standing().exclude(pk=join.pk)
    return others.filter(event=join.event_id, organisation=join.organisation_id).exists()


def _record_of(join: EventJoin) -> Record | None:
    rows = Record.objects.select_for_update(of=("self",)).select_related("source")
    return rows.filter(source=join.source_id, key=join.key).first()


def _event_of(join: EventJoin) -> Event | None:
    record = Record.objects.filter(source=join.source_id, key=join.key).first()
    if record is None or record.item_pk is None:
        return None
    return Event.objects.filter(pk=record.item_pk).first()


def _remember(event: Event, apart: Event, user: Any) -> None:
    record_verdict(event, apart, Relation.DIFFERENT, user=user)
    judge(one=event, other=apart, verdict=PairVerdict.Verdict.UNRELATED, user=user)
