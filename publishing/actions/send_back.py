"""Send back: what was handed in returns to whoever did, with remarks."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from publishing.models import Publication, Submission
from publishing.permissions import Verb, may
from publishing.reviewing import locked_step


@transaction.atomic
def send_back(
    item: Publication,
    *,
    user: Any,
    remark: str = "",
    field_remarks: Mapping[str, str] | None = None,
    version: str | None = None,
) -> None:
    """Return `item` with what must change: a general `remark`, and remarks by name of field.

    `version` is the mark of the version that `user` looked at. Raises ValidationError without any remark,
    since nobody could do anything with that; PermissionDenied, NotUnderReviewError and
    NewerVersionError as `approve` does.
    """
    if not may(user, Verb.PUBLISH, item):
        raise PermissionDenied
    about_fields = {
        name: text.strip() for name, text in (field_remarks or {}).items() if text.strip()
    }
    if not remark.strip() and not about_fields:
        raise ValidationError(_("Write what must change."))
    step = locked_step(item, version)
    if about_fields:
        Submission.objects.update_or_create(
            task_state_id=step.pk,
            defaults={"field_remarks": about_fields},
            create_defaults={
                "kind": item.kind,
                "item_pk": item.pk,
                "revision": step.revision,
                "submitted_by": step.workflow_state.requested_by,
                "field_remarks": about_fields,
            },
        )
    step.task.specific.on_action(step, user, "reject", comment=remark.strip())
    item.refresh_from_db()
