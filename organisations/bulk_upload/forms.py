from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from organisations.bulk_upload.actions.apply import Wish
from organisations.bulk_upload.sheets import Sheet, all_sheets, sheet_of


class UploadForm(forms.Form):
    """Which kind of items, and the file that holds them."""

    kind = forms.ChoiceField(label=_("What is in the file?"))
    file = forms.FileField(
        label=_("File"),
        help_text=_("Excel (.xlsx) or csv, at most 8 MB and 2,000 rows."),
        allow_empty_file=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [(sheet.kind, capfirst(sheet.label)) for sheet in all_sheets()]

    @property
    def sheet(self) -> Sheet:
        """The chosen sheet, once the form is valid."""
        found = sheet_of(self.cleaned_data["kind"])
        assert found is not None  # noqa: S101 - for the type, the choices are the check
        return found


class ApplyForm(forms.Form):
    """What is to happen to the rows that can be applied."""

    DRAFT, HAND_IN = "draft", "hand_in"
    LEAVE, ADD = "leave", "add"

    then = forms.ChoiceField(
        label=_("What is to happen with it?"),
        widget=forms.RadioSelect,
        choices=[
            (HAND_IN, _("Hand it in: somebody of the region looks at it before readers see it")),
            (DRAFT, _("Keep it as a draft: I look at it first")),
        ],
    )
    doubles = forms.ChoiceField(
        label=_("And with what may exist already?"),
        widget=forms.RadioSelect,
        choices=[
            (LEAVE, _("Leave it out")),
            (ADD, _("Add it: it is really something different")),
        ],
        required=False,
    )
    reason = forms.CharField(
        label=_("Why is it different?"),
        help_text=_("For whoever reviews it."),
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, doubles: int, live_at_once: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not doubles:
            del self.fields["doubles"], self.fields["reason"]
        if live_at_once:
            then: Any = self.fields["then"]
            then.choices = [(self.HAND_IN, _("Publish it at once")), then.choices[1]]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("doubles") == self.ADD and not data.get("reason"):
            self.add_error("reason", _("Say why, so that the reviewer knows."))
        return data

    @property
    def wish(self) -> Wish:
        """The answers, once the form is valid."""
        return Wish(
            hand_in=self.cleaned_data["then"] == self.HAND_IN,
            add_doubles=self.cleaned_data.get("doubles") == self.ADD,
            reason=self.cleaned_data.get("reason", ""),
        )
