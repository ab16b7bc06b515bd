"""The profile of an organisation on one page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from publishing.admin.forms import LinesField
from publishing.models.publication import SUMMARY_MAX


class ProfileForm(forms.ModelForm):
    """What members may say of their organisation. Who decides about it is not theirs to choose."""

    aliases = LinesField(
        label=_("Other names"), help_text=_("Names under which people search for it, one per line.")
    )
    website = forms.URLField(
        label=_("Website"), max_length=500, required=False, assume_scheme="https"
    )

    class Meta:
        model = Organisation
        fields = (
            "title",
            "abbreviation",
            "aliases",
            "organisation_type",
            "summary",
            "website",
            "contact_name",
            "contact_email",
            "contact_phone",
            "title_en",
            "summary_en",
        )
        labels = {"title": _("Name"), "title_en": _("Name in English")}
        widgets = {
            name: forms.Textarea(attrs={"rows": 4, "maxlength": SUMMARY_MAX})
            for name in ("summary", "summary_en")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["summary_en"].label = _("Summary in English")
