"""Accept a trial: what was looked at comes in from now on, without what was unticked."""

from collections.abc import Mapping

from django.db import transaction

from harvest.actions.add import add
from harvest.actions.change import change
from harvest.actions.leave_out import leave_out
from harvest.actions.let_in import let_in
from harvest.models import Record, Source, TrialDraft


@transaction.atomic
def accept_trial(draft: TrialDraft, source: Source, *, left_out: Mapping[str, str]) -> Source:
    """Store a source, or its changed settings, and forget the trial.

    `source` is the one that the draft describes, with its answers; `left_out` are titles by key
    of the records that do not come in. Raises PermissionDenied as `add` and `change` do.
    """
    user = draft.user
    if source.pk is None:
        add(source, user=user)
    else:
        change(source, user=user)
    known = {record.key: record for record in source.records.filter(key__in=left_out)}
    for record in known.values():
        leave_out(record, user=user)
    Record.objects.bulk_create(
        Record(
            source=source,
            key=key,
            title=title[:300],
            state=Record.State.LEFT_OUT,
            is_ignored=True,
        )
        for key, title in left_out.items()
        if key not in known
    )
    for record in source.records.filter(is_ignored=True).exclude(key__in=left_out):
        let_in(record, user=user)
    draft.delete()
    return source
