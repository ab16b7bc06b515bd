"""What the reviewer said about an item that was sent back, at the questions it is about."""

from dataclasses import dataclass, field
from typing import Any

from organisations.contributing.kinds import Kind
from publishing.review_remarks import Remark, remarks_for

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
    """A remark about one answer; `label` is the question. `field` is empty when it is not asked."""

    field: str
    label: str
    text: str


@dataclass(frozen=True)
class Remarks:
    """A remark about the whole, those about answers, and as whom they were made."""

    general: str = ""
    about: tuple[FieldRemark, ...] = field(default=())
    by: str = ""

    def __bool__(self) -> bool:
        return bool(self.general or self.about)

    def on(self, name: str) -> str:
        """What was said about one question."""
        return "\n".join(remark.text for remark in self.about if remark.field == name)


def remarks_on(row: Any, kind: Kind) -> Remarks:
    """The remarks with which an item was sent back; none once it was handed in again."""
    found = remarks_for(row)
    return Remarks(
        general="\n".join(remark.text for remark in found if not remark.field),
        about=tuple(_about(kind, remark) for remark in found if remark.field),
        by=found[0].by if found else "",
    )


def _about(kind: Kind, remark: Remark) -> FieldRemark:
    asked = _ASKED_AS.get(remark.field, remark.field)
    known = kind.form.base_fields.get(asked)
    if known is not None:
        return FieldRemark(asked, str(known.label), remark.text)
    return FieldRemark("", remark.label, remark.text)
