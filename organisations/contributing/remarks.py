"""What the reviewer said about an item that was sent back, at the questions it is about."""

from dataclasses import dataclass, field
from typing import Any

from wagtail.models import WorkflowState

from organisations.contributing.kinds import Kind
from publishing.models import Submission

#: What the form calls a field of the model otherwise.
_ASKED_AS = {
    "body": "text",
    "body_en": "text_en",
    "image": "picture",
    "scale": "nationwide",
    "owner": "organisation",
}


@dataclass(frozen=True)
class FieldRemark:
    """A remark about one answer; `label` is the question."""

    field: str
    label: str
    text: str


@dataclass(frozen=True)
class Remarks:
    """A remark about the whole, and those about answers."""

    general: str = ""
    about: tuple[FieldRemark, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.general or self.about)

    def on(self, name: str) -> str:
        """What was said about one question."""
        return "\n".join(remark.text for remark in self.about if remark.field == name)


def remarks_on(row: Any, kind: Kind) -> Remarks:
    """The remarks with which an item was sent back; none once it was handed in again."""
    state = row.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return Remarks()
    step = state.current_task_state
    if step is None:
        return Remarks()
    submission = Submission.objects.filter(task_state_id=step.pk).first()
    said = submission.field_remarks if submission is not None else {}
    return Remarks(
        step.comment, tuple(_about(kind, row, name, text) for name, text in said.items())
    )


def _about(kind: Kind, row: Any, name: str, text: str) -> FieldRemark:
    asked = _ASKED_AS.get(name, name)
    known = kind.form.base_fields.get(asked)
    if known is not None:
        return FieldRemark(asked, str(known.label), text)
    return FieldRemark("", str(row._meta.get_field(name).verbose_name), text)
