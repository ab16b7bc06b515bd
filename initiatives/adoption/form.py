"""The form in which a region tells what it does with a practice."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.adoption.deciding import NotPossibleError, Step, asks_why, check_day, version_of
from initiatives.adoption.details import TEXTS, Details, Figure, details_of, folded
from initiatives.adoption.figure_rows import PARTS, field_name, fields_for, rows_of, rows_to_fill
from initiatives.models import Adoption, Initiative
from publishing.day_fields import DayField
from publishing.permissions import editable_by
from taxonomy.row_numbers import row_number

LONGEST_TEXT = 5000


@dataclass(frozen=True)
class Asked:
    """What is asked in one or more fields; `stored` is what somebody wrote there meanwhile."""

    fields: list[forms.BoundField]
    stored: str | None = None


class AdoptionForm(forms.ModelForm):
    """One adoption, as it is or still to begin; `step` and `details` are what was answered.

    It says what is wrong before an action is asked, so that everything typed stays.
    """

    state = forms.ChoiceField(
        label=gettext_lazy("How far is your region?"),
        choices=Adoption.State.choices,
        widget=forms.RadioSelect,
    )
    day = DayField(
        label=gettext_lazy("Since when?"),
        required=False,
        help_text=gettext_lazy(
            "The day of a new step, or another day for the last one. Leave it empty when you do not "
            "know."
        ),
    )
    why = forms.CharField(
        label=gettext_lazy("Why?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed when you stop or go back. Readers see it: others learn."),
    )
    why_en = forms.CharField(
        label=gettext_lazy("Why? (English)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    derived = forms.CharField(
        label=gettext_lazy("Initiative that came of it"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "Only if it is in Vlechtwerk already: its title, or the number in its address."
        ),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Adoption
        fields = TEXTS
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in TEXTS[:4]}

    field_order = ["state", "day", "why", "why_en"]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.is_new = self.instance.pk is None
        self.initiative: Initiative | None = self.instance.initiative
        self.steps = [] if self.is_new else list(self.instance.steps.all())
        self.last_step = self.steps[-1] if self.steps else None
        #: Not what was typed, which is put on the row in hand.
        self.stored = Details() if self.is_new else details_of(self.instance)
        self.shows_stored = False
        # A region can only stop with what it began.
        states = Adoption.State.choices[:-1] if self.is_new else Adoption.State.choices
        state: Any = self.fields["state"]
        state.choices = [(value, capfirst(str(name))) for value, name in states]
        for name in TEXTS[:4]:
            self.fields[name].validators.append(MaxLengthValidator(LONGEST_TEXT))
        self.initial["state"] = self.instance.state
        self.version = version_of(self.instance)
        self.initial["seen"] = self.version
        self.initial["derived"] = self.initiative.title if self.initiative else ""
        self.fields["derived"].widget.attrs["list"] = "adoption-initiatives"
        self.fields["day"].widget.attrs["max"] = timezone.localdate().isoformat()
        self._add_figures()

    @property
    def is_stale(self) -> bool:
        """Whether somebody changed the adoption since it was shown to who fills this in."""
        return self.data.get("seen", "") != self.version

    @property
    def says_what_is_stored(self) -> bool:
        """Whether a valid form asks for nothing that is not so already."""
        last, step = self.last_step, self.step
        return (
            last is not None
            and step.state == last.state
            and step.day in (None, last.day)
            and step.why in ("", last.why)
            and step.why_en in ("", last.why_en)
            and self.details == self.stored
            and "derived" not in self.changed_data
        )

    def tell_of_change(self) -> None:
        """Show what is stored beside what was typed: whoever saves once more writes over it."""
        self.add_error(
            None,
            _(
                "Somebody changed this meanwhile. Where your answer differs, what is stored now "
                "stands below it. Save again to keep your answers."
            ),
        )
        self.shows_stored = True
        data = cast(QueryDict, self.data).copy()
        data["seen"] = self.version
        self.data = data

    @property
    def asked_state(self) -> Asked:
        """How far the region is."""
        return self._asked("state", dict(Adoption.State.choices).get(self.last_state, ""))

    @property
    def asked_derived(self) -> Asked:
        """Which initiative came of it."""
        return self._asked("derived", self.initial["derived"])

    @property
    def asked_texts(self) -> list[Asked]:
        """What was changed, what came of it, and whom to ask."""
        return [self._asked(name, self.initial.get(name, "")) for name in TEXTS]

    @property
    def asked_figures(self) -> list[Asked]:
        """The questions about figures, four for each."""
        return [self._asked_figure(number) for number in range(self.figure_count)]

    def _asked(self, name: str, stored: Any) -> Asked:
        field = self[name]
        typed, before = field.value() or "", self.initial.get(name) or ""
        differs = typed.strip().splitlines() != before.strip().splitlines()
        return Asked([field], str(stored) if self.shows_stored and differs else None)

    def _asked_figure(self, number: int) -> Asked:
        fields = [self[field_name(number, part)] for part in PARTS]
        if not self.shows_stored:
            return Asked(fields)
        typed = Figure(*(field.value() or "" for field in fields))
        before = dict(enumerate(self.stored.figures)).get(number)
        if typed == before or (before is None and not (typed.label and typed.value)):
            return Asked(fields)
        return Asked(fields, before.in_words if before else "")

    @property
    def step(self) -> Step:
        given = self.cleaned_data
        return Step(given["state"], given["day"], given["why"], given["why_en"])

    @property
    def is_further_step(self) -> bool:
        return not self.is_new and self.cleaned_data["state"] != self.last_state

    @property
    def last_state(self) -> str:
        return self.last_step.state if self.last_step else ""

    @property
    def details(self) -> Details:
        texts = {name: self.cleaned_data[name] for name in TEXTS}
        return Details(**texts, figures=tuple(self._figures()))

    def clean_derived(self) -> str:
        typed: str = " ".join(self.cleaned_data["derived"].split())
        if not typed:
            self.initiative = None
        elif self.initiative is None or typed != self.initiative.title:
            self.initiative = self._initiative_called(typed)
        return typed

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self._check_figures(given)
        if "state" in given and not {"day", "why", "why_en"} & self.errors.keys():
            self._check_step()
        return given

    def _check_figures(self, given: dict[str, Any]) -> None:
        labels: set[str] = set()
        for number in range(self.figure_count):
            label, value = (given.get(field_name(number, part), "") for part in ("label", "value"))
            if value and not label:
                self.add_error(field_name(number, "label"), _("Say what this figure is about."))
            elif value and folded(label) in labels:
                self.add_error(
                    field_name(number, "label"),
                    _("These words stand at another figure already. Say what differs."),
                )
            elif value:
                labels.add(folded(label))

    def _check_step(self) -> None:
        # A step from where the region is not any more makes no sense yet.
        if self.is_stale:
            return
        step, earlier = self.step, self.steps
        if step.state == self.last_state:
            earlier = earlier[:-1]
        elif asks_why(self.last_state, step.state) and not step.why.strip():
            self.add_error("why", _("Say why: other regions can learn from it."))
        try:
            check_day(step.day, earlier=earlier)
        except NotPossibleError as fault:
            self.add_error("day", str(fault))

    def _initiative_called(self, typed: str) -> Initiative:
        number = row_number(typed)
        own = editable_by(self.user, Initiative.objects.all())
        found = own.filter(pk=number) if number else own.filter(title__iexact=typed)
        initiative = found.order_by("-live", "pk").first()
        if initiative is None:
            raise ValidationError(_("You look after no initiative with this title or number."))
        return initiative

    def _add_figures(self) -> None:
        there = self.stored.figures
        rows = rows_of(there, self.data) if self.is_bound else rows_to_fill(there, self.instance)
        self.figure_count = len(rows)
        for number, figure in enumerate(rows):
            self.fields |= fields_for(number, figure)

    def _figures(self) -> Iterator[Figure]:
        for number in range(self.figure_count):
            parts = {part: self.cleaned_data.get(field_name(number, part), "") for part in PARTS}
            if parts["label"] and parts["value"]:
                yield Figure(**parts)
