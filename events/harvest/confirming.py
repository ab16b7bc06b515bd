"""A feed that still tells an event says that it is right: nobody has to be asked about it."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from events.models import Event
from harvest.models import Record, Source
from publishing.actions.confirm import confirm_as
from publishing.confirmation.bylines import byline_of_contact

#: Long before somebody would be asked, and seldom enough to cost nothing.
CONFIRMED_FOR = timedelta(days=90)
#: A source that was not read for longer says nothing of today.
READ_WITHIN = timedelta(days=7)
AT_ONCE = 100


def keep_confirmed() -> str:
    """For `run_due`: confirm events that are in their feed, some at a time; what it did, in words."""
    count = 0
    for event in _due()[:AT_ONCE]:
        # As the organisation that keeps it, of which the feed is.
        confirm_as(byline_of_contact(event), item=event)
        count += 1
    return f"{count} events of partners' calendars confirmed" if count else ""


def _due() -> QuerySet[Event]:
    now = timezone.now()
    told = Record.objects.filter(
        item_kind=Event.kind,
        item_pk=OuterRef("pk"),
        state=Record.State.CURRENT,
        source__state=Source.State.ACTIVE,
        source__organisation=OuterRef("owner"),
        source__last_good_at__gte=now - READ_WITHIN,
    )
    old = Q(verified_on__isnull=True) | Q(verified_on__lt=timezone.localdate() - CONFIRMED_FOR)
    rows = Event.objects.needing_confirmation(now).filter(old)
    return rows.filter(Exists(told)).order_by("pk")
