"""Follow source: a field that a person changed here follows the feed that the event came from again."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from events.actions.versions import Stored, alter_versions
from events.harvest.briefing import briefing_for
from events.harvest.differing import said_now
from events.harvest.doubles.leading import remember_together
from events.harvest.fields import GROUPS, write
from events.models import Event
from harvest.models import Record
from publishing.permissions import Verb, may

FOLLOW_SOURCE_LOG_ACTION = "events.follow_source"


@transaction.atomic
def follow_source(record: Record, group: str, *, user: Any) -> Stored:
    """Write what the source says now of a group of fields into the event of a record.

    What somebody may publish goes live at once, and into the draft on top of it; else it becomes a
    draft. Raises PermissionDenied, and ValidationError when the source says nothing of it, when
    the event is locked, or when its dates would not be right.
    """
    event = Event.objects.filter(pk=record.item_pk or 0).first()
    if event is None or not may(user, Verb.CHANGE, event):
        raise PermissionDenied
    row = Record.objects.select_for_update(of=("self",)).get(pk=record.pk)
    briefing = briefing_for(row.source)
    wanted = said_now(row, briefing)
    if group not in wanted:
        raise ValidationError(_("The source says nothing of this."))

    def alter(version: Event) -> None:
        write(version, group, wanted[group], briefing.term)

    stored = alter_versions(
        event=event,
        user=user,
        alter=alter,
        action=FOLLOW_SOURCE_LOG_ACTION,
        data={"field": GROUPS[group].name, "source": row.source.name},
    )
    row.taken = {**row.taken, group: wanted[group]}
    row.save(update_fields=["taken"])
    record.taken = row.taken
    remember_together(row)
    return stored
