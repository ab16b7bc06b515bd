"""What reviewers said about an item, for whoever keeps it."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from publishing.models import Publication, Submission
from taxonomy.models import Region


@dataclass(frozen=True)
class Remark:
    """One remark. `field` is the name of the field it is about, empty for the whole item.

    `label` says in words what it is about. `by` is a role, never the name of a person.
    """

    text: str
    field: str
    label: str
    by: str
    at: datetime


def remarks_for(item: Publication) -> list[Remark]:
    """The remarks with which `item` was last sent back, the general one first.

    Nothing once it was handed in again, withdrawn or approved.
    """
    state = item.current_workflow_state
    step = state.current_task_state if state else None
    if step is None or step.status != TaskState.STATUS_REJECTED:
        return []
    by, at = reviewer_of(item), step.finished_at
    remarks = []
    if step.comment:
        remarks.append(Remark(step.comment, "", "", by, at))
    submission = Submission.objects.filter(task_state_id=step.pk).first()
    for name, text in (submission.field_remarks if submission else {}).items():
        remarks.append(Remark(text, name, field_label(item, name), by, at))
    return remarks


def reviewer_of(item: Publication) -> str:
    """As whom an item is reviewed."""
    return curator_of(item.region)


def curator_of(region: Region | None) -> str:
    """Who decides for a region, by role; without a region that is whoever leads everything."""
    if region is None:
        return _("the national coordinator")
    return _("the programme manager of %(region)s") % {"region": region.text("label").text}


def field_label(item: Publication, name: str) -> str:
    """What a field is called in forms."""
    try:
        return capfirst(str(getattr(item._meta.get_field(name), "verbose_name", name)))
    except FieldDoesNotExist:
        return name
