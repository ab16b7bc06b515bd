"""The form of a contribution. It has every question of its kind and shows those of one step."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from organisations.contributing import places
from organisations.contributing.body_text import as_blocks, as_plain
from organisations.contributing.fields import form_field
from organisations.contributing.kinds import Kind, Step
from organisations.contributing.limits import MOST_LINKS, has_too_many_links
from organisations.contributing.pictures import PictureField
from organisations.models import Organisation

TEXT_MAX = 20_000
#: Errors that say that there is no answer yet, and not that an answer is wrong.
_NO_ANSWER = frozenset({"required", "missing"})
_TEXTS = {"text": "body", "text_en": "body_en"}


class ContributionForm(forms.ModelForm):
    """Writes what is right into the item and leaves alone what it does not ask.

    Only what a field is named for is ever read from what was posted: the lead region, whether
    something is live, and the organisation of an item that exists are not among them.
    """

    #: Without these nothing can be kept, not even as a draft.
    needed_to_keep: ClassVar[tuple[str, ...]] = ("title",)
    #: Fields that are right or wrong together, and the fields of the model that they fill.
    together: ClassVar[tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = ()

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Which organisation is this of?"), empty_label=None
    )
    nationwide = forms.BooleanField(
        label=_("It is for the whole country"),
        help_text=_("Then it is shown in every province."),
        required=False,
    )
    text = forms.CharField(
        label=_("Tell more about it"),
        help_text=_(
            "What happens, in what order, and what do people gain? Leave a line empty between "
            "paragraphs. Begin a line with - to make a list."
        ),
        required=False,
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    text_en = forms.CharField(
        label=_("More about it, in English"),
        required=False,
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    picture = PictureField(
        label=_("A picture"),
        help_text=_("A photo or drawing of at most 8 MB. Only what you may use."),
        required=False,
    )
    remove_picture = forms.BooleanField(label=_("Take the picture away"), required=False)

    class Meta:
        formfield_callback = staticmethod(form_field)
        labels: ClassVar[dict[str, Any]] = {
            "title": _("What is it called?"),
            "summary": _("What is it, and for whom?"),
            "provinces": _("In which provinces can people use it?"),
            "target_groups": _("Who is it for?"),
            "action_lines": _("Which lines of action does it serve?"),
            "development_paths": _("Which paths to an ICT job does it help along?"),
            "website": _("Website"),
            "contact_name": _("Who answers questions?"),
            "contact_email": _("E-mail address for questions"),
            "contact_phone": _("Telephone number for questions"),
            "image_alt": _("What is on the picture?"),
            "title_en": _("What is it called in English?"),
            "summary_en": _("What is it, and for whom, in English?"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "title": _("A short name by which people recognise it."),
            "summary": _("One or two sentences, at most 300 characters."),
            "provinces": "",
            "target_groups": _("Choose all that apply."),
            "action_lines": _(
                "The five lines of the national plan. You need not know them: the manager of your "
                "region fills them in when you leave this open."
            ),
            "development_paths": _(
                "Six ways in which people come to work in ICT. Leave it open if you do not know them."
            ),
            "image_alt": _("For people who cannot see it, in one sentence."),
            "contact_name": _("A team or a role, such as “Team admissions”. Not a private person."),
            "contact_email": _("Everybody can see it. A general address is best."),
        }
        widgets: ClassVar[dict[str, Any]] = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "summary_en": forms.Textarea(attrs={"rows": 3}),
            "provinces": forms.CheckboxSelectMultiple,
            "target_groups": forms.CheckboxSelectMultiple,
            "action_lines": forms.CheckboxSelectMultiple,
            "development_paths": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, organisations: Iterable[Organisation] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        item = self.instance
        #: Texts that are shown as they are, because a plain field would lose a part of them.
        self.left_alone: list[str] = []
        self._before = {field.name: getattr(item, field.attname) for field in item._meta.fields}
        self._many = [f.name for f in item._meta.many_to_many if f.name in self.fields]
        self._shown: dict[str, str] = {}
        self._fill_texts()
        self.initial["nationwide"] = places.is_nationwide(item)
        for name in self._many:
            self._offer_known_terms(name)
        for field in self.fields.values():
            _name_the_empty_choice(field)
        if "summary" in self.fields:
            self.fields["summary"].widget.attrs["maxlength"] = 300
        if not item.image_id:
            del self.fields["remove_picture"]
        self._choose_organisation(list(organisations))

    def limit_to(self, step: Step, kind: Kind) -> "ContributionForm":
        """Ask only the questions of one step."""
        for name in set(self.fields) - set(step.names):
            del self.fields[name]
        self.order_fields(step.names)
        self._rules = [rule for rule in kind.rules_of(step) if rule.required]
        for rule in self._rules:
            if rule.field in self.fields:
                self.fields[rule.field].is_needed = True  # type: ignore[attr-defined]
        return self

    @property
    def can_be_kept(self) -> bool:
        """Whether the item has what every draft needs."""
        if self.non_field_errors():
            return False
        return all(getattr(self.instance, name) for name in self.needed_to_keep)

    @property
    def needed(self) -> str:
        """The questions without an answer to which nothing can be kept."""
        lacking = [name for name in self.needed_to_keep if not getattr(self.instance, name)]
        return " ".join(str(self.base_fields[name].label) for name in lacking)

    @property
    def wrong_answers(self) -> list[str]:
        """The labels of the answers that cannot be right, as opposed to those that lack."""
        errors = self.errors.as_data()
        return [
            str(self.fields[name].label)
            for name, faults in errors.items()
            if name in self.fields and any(fault.code not in _NO_ANSWER for fault in faults)
        ]

    def take_back_faults(self) -> None:
        """Give the item its earlier values for what is wrong, so that the rest can be kept."""
        wrong = set(self.errors)
        for asked, filled in self.together:
            if wrong & set(asked):
                wrong |= set(filled)
        for name in wrong & self._before.keys():
            setattr(self.instance, self.instance._meta.get_field(name).attname, self._before[name])

    def _fill_texts(self) -> None:
        for name, body in _TEXTS.items():
            plain = as_plain(getattr(self.instance, body))
            if plain is None:
                self.left_alone.append(body)
                del self.fields[name]
            else:
                self.initial[name] = self._shown[name] = plain

    def _offer_known_terms(self, name: str) -> None:
        """The usual terms of a vocabulary, and those that the item has already."""
        field: Any = self.fields[name]
        chosen = list(getattr(self.instance, name).all())
        self.initial[name] = chosen
        usual = self.usual_terms(name, field.queryset)
        field.queryset = field.queryset.filter(
            models.Q(pk__in=usual.values("pk")) | models.Q(pk__in=[term.pk for term in chosen])
        )

    def usual_terms(self, name: str, terms: Any) -> Any:
        """The terms of a vocabulary that anybody may choose from."""
        if name == "target_groups":
            return terms.top_level()
        return terms.national() if name == "action_lines" else terms

    def _choose_organisation(self, organisations: list[Organisation]) -> None:
        """Asked only where there is something to choose: of a new item, by whom has several."""
        if self.instance.pk is not None or len(organisations) < 2:
            del self.fields["organisation"]
            return
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=[each.pk for each in organisations])
        self.initial["organisation"] = self.instance.owner_id or organisations[0].pk

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, str) and has_too_many_links(value):
                sentence = _("Write at most %(most)d addresses of websites in a text.")
                self.add_error(
                    name, ValidationError(sentence % {"most": MOST_LINKS}, code="many_links")
                )

    def _post_clean(self) -> None:
        # Before the model looks at itself, so that it looks at what was typed.
        cleaned = self.cleaned_data
        for name in self._many:
            if name in cleaned:
                setattr(self.instance, name, list(cleaned[name]))
        for name, body in _TEXTS.items():
            if name in cleaned and cleaned[name].replace("\r\n", "\n") != self._shown[name]:
                setattr(self.instance, body, as_blocks(cleaned[name]))
        if "nationwide" in cleaned:
            places.set_nationwide(self.instance, cleaned["nationwide"])
        if cleaned.get("remove_picture") and not cleaned.get("picture"):
            self.instance.image = None
        if cleaned.get("organisation"):
            self.instance.owner = cleaned["organisation"]
        super()._post_clean()  # type: ignore[misc]
        if self.cleaned_data.get("picture") and not self.cleaned_data.get("image_alt"):
            self.add_error("image_alt", ValidationError(_("Say what is on it."), code="missing"))
        for rule in self._rules:
            is_asked = rule.field in self.fields and rule.field not in self.errors
            if is_asked and not rule.is_met(self.instance):
                self.add_error(rule.field, ValidationError(str(rule.sentence), code="missing"))

    def _update_errors(self, errors: ValidationError) -> None:
        """What the model finds wrong with answers of other steps is said there."""
        faults = dict(getattr(errors, "error_dict", {}))
        if not faults:
            super()._update_errors(errors)  # type: ignore[misc]
            return
        here = {n: f for n, f in faults.items() if n in self.fields or n == NON_FIELD_ERRORS}
        if here:
            super()._update_errors(ValidationError(here))  # type: ignore[misc]


def _name_the_empty_choice(field: Any) -> None:
    """A row of dashes is no answer that anybody understands."""
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label:
            field.empty_label = pgettext("answer", "Choose")
        return
    choices = list(getattr(field, "choices", ()))
    if choices and choices[0][0] == "" and isinstance(field.widget, forms.RadioSelect):
        field.choices = [("", pgettext("answer", "Not known yet")), *choices[1:]]
    elif choices and choices[0] == BLANK_CHOICE_DASH[0]:
        field.choices = [("", pgettext("answer", "Choose")), *choices[1:]]


def questions(form: ContributionForm, step: Step) -> Iterator[forms.BoundField]:
    """The fields of a step that stand in sight."""
    return (form[name] for name in step.fields if name in form.fields)
