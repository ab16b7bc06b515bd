"""What a reviewer decides and says."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from publishing.comparing.changes import Change

APPROVE, SEND_BACK = "approve", "send_back"
_ABOUT_FIELD = "about-"
LONGEST_REMARK = 2000


class ReviewForm(forms.Form):
    """A decision, a remark about the whole and one about each field that is shown."""

    decision = forms.ChoiceField(choices=[(APPROVE, APPROVE), (SEND_BACK, SEND_BACK)])
    version = forms.CharField(max_length=100)
    remark = forms.CharField(
        label=_("Remark for whoever handed it in"),
        required=False,
        max_length=LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, changes: Iterable[Change], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for change in changes:
            self.fields[f"{_ABOUT_FIELD}{change.name}"] = forms.CharField(
                label=_("Remark about %(field)s") % {"field": change.label},
                required=False,
                max_length=LONGEST_REMARK,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def about(self, change: Change) -> forms.BoundField:
        """The field for a remark about one change."""
        return self[f"{_ABOUT_FIELD}{change.name}"]

    @property
    def field_remarks(self) -> dict[str, str]:
        """What was said about single fields, by their names."""
        return {
            name.removeprefix(_ABOUT_FIELD): text
            for name, text in self.cleaned_data.items()
            if name.startswith(_ABOUT_FIELD) and text
        }
