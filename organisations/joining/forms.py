"""What people fill in to find, join, add and look after an organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.joining.finding import LONGEST_QUESTION
from organisations.models import JoinRequest, Membership, Organisation
from organisations.models.join_request import WORDS_MAX
from publishing.models.publication import SUMMARY_MAX
from taxonomy.models import Province


class FindForm(forms.Form):
    q = forms.CharField(
        label=_("Name of your organisation"),
        help_text=_("An abbreviation or a part of the name will do."),
        max_length=LONGEST_QUESTION,
        error_messages={"required": _("Type a part of the name.")},
    )
    # An empty field is no fault while somebody is typing.
    use_required_attribute = False


class JoinForm(forms.Form):
    """Asks to join; of an organisation that nobody looks after also whether to do that."""

    purpose = forms.ChoiceField(
        label=_("What do you want to do?"),
        widget=forms.RadioSelect,
        choices=(
            (JoinRequest.Purpose.CLAIM, _("Look after the profile, and decide who else joins")),
            (JoinRequest.Purpose.JOIN, _("Only add and edit items")),
        ),
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Your colleagues see it; readers of the site do not."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        max_length=150,
        required=False,
    )
    words = forms.CharField(
        label=_("Who are you?"),
        help_text=_("For example your work at the organisation. Whoever decides reads this."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=WORDS_MAX,
        required=False,
    )

    def __init__(self, *args: Any, has_owner: bool, has_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_owner:
            del self.fields["purpose"]
        if has_name:
            del self.fields["name"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        claims = data.get("purpose") == JoinRequest.Purpose.CLAIM
        if claims and not data.get("words", "").strip() and "words" not in self.errors:
            self.add_error("words", _("Write why you are the one to look after this profile."))
        return data


class AddForm(forms.ModelForm):
    """A new organisation, in the few questions that a reviewer needs."""

    website = forms.URLField(
        label=_("Website"),
        help_text=_("For example https://www.school.nl"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    province = forms.ModelChoiceField(
        label=_("Province"),
        help_text=_("Where the organisation is. The manager there looks at what you add."),
        queryset=Province.objects.order_by("label"),
        empty_label=_("The whole country"),
        required=False,
    )
    different = forms.CharField(
        label=_("Why is it a different one?"),
        help_text=_("The manager reads this."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=WORDS_MAX,
        error_messages={"required": _("Say why, or choose one of the organisations above.")},
    )

    class Meta:
        model = Organisation
        fields = ("title", "abbreviation", "organisation_type", "website", "summary")
        labels = {
            "title": _("Name"),
            "summary": _("What does the organisation do to get more people to work in ICT?"),
        }
        help_texts = {
            "summary": _("One or two sentences, at most 300 characters."),
        }
        widgets = {"summary": forms.Textarea(attrs={"rows": 4, "maxlength": SUMMARY_MAX})}

    field_order = ("title", "abbreviation", "website", "province", "organisation_type", "summary")

    def __init__(self, *args: Any, asks_why_different: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_why_different:
            del self.fields["different"]

    def organisation(self) -> Organisation:
        """The organisation as far as it was described, not saved."""
        organisation = self.instance
        province = self.cleaned_data.get("province")
        organisation.region = province.region if province else None
        organisation.provinces = [province] if province else []
        return organisation


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address of your colleague"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("What may your colleague do?"),
        widget=forms.RadioSelect,
        initial=Membership.Role.MEMBER,
        choices=(
            (Membership.Role.MEMBER, _("Add and edit items")),
            (Membership.Role.OWNER, _("Also decide who else works here (owner)")),
        ),
    )


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why not?"),
        help_text=_("The person reads this."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=WORDS_MAX,
    )


class DomainForm(forms.Form):
    domain = forms.CharField(
        label=_("The part of your addresses behind the @"),
        help_text=_("For example school.nl"),
        max_length=253,
    )
