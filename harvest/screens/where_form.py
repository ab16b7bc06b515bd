"""The first question about a calendar: where is it?"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from harvest.kinds import kinds
from harvest.secret_addresses import validate_address

MOST_BYTES = 10 * 1024 * 1024
ACCEPT = ".ics,.ical,text/calendar"
_TYPED = {"inputmode": "url", "autocapitalize": "none", "autocomplete": "off"}


class FileForm(forms.Form):
    """A calendar file."""

    file = forms.FileField(
        label=_("A newer calendar file"),
        help_text=_("A file that ends in .ics, at most 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def clean_file(self) -> Any:
        """Not larger than what is fetched may be."""
        file = self.cleaned_data["file"]
        if file is not None and file.size > MOST_BYTES:
            raise ValidationError(_("This file is larger than 10 MB."), code="too_large")
        return file


class AddressForm(forms.Form):
    """Where a calendar is now that flows in already."""

    moved_to = forms.CharField(
        label=_("New address of the calendar"),
        max_length=4000,
        widget=forms.TextInput(attrs=_TYPED),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def clean_moved_to(self) -> str:
        """With a scheme; people leave it out."""
        return _whole(self.cleaned_data["moved_to"])


def _whole(typed: str) -> str:
    """The address that somebody meant. Raises ValidationError for what cannot be one."""
    address = typed.strip()
    if address and "://" not in address:
        address = f"https://{address}"
    if address:
        validate_address(address)
    return address


class WhereForm(FileForm):
    """An address, or a file; never both."""

    field_order = ("address", "file")

    address = forms.CharField(
        label=_("Address of the calendar"),
        help_text=_(
            "It begins with https:// or webcal:// and often ends in .ics. The address of a page "
            "that lists your events may work too."
        ),
        required=False,
        max_length=4000,
        widget=forms.TextInput(attrs=_TYPED),
    )
    file = forms.FileField(
        label=_("Or a calendar file"),
        help_text=_("A file that ends in .ics, at most 10 MB. It comes in once."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].is_needed = True  # type: ignore[attr-defined]
        self.fields["file"].required = False
        self.fields["file"].is_needed = True  # type: ignore[attr-defined]
        if not any(kind.is_uploaded for kind in kinds()):
            del self.fields["file"]

    def clean_address(self) -> str:
        """With a scheme; people leave it out."""
        return _whole(self.cleaned_data["address"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        if data.get("address") and data.get("file"):
            self.add_error("file", _("Give an address or a file, not both."))
        elif not data.get("address") and not data.get("file"):
            self.add_error("address", _("Give the address of the calendar, or choose a file."))
        return data
