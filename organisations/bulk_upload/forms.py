from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

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
