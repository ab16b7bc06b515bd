"""The questions about a source: what its records are classified under, and what comes in."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from harvest.models import Source, SourceRule
from organisations.models import Organisation
from taxonomy.models import ActionLine, Province, TargetGroup

MOST_RULES = 30
MOST_CATEGORIES = 40
#: What a category of a feed can stand for here: relations of `Classified` with their vocabulary.
VOCABULARIES: tuple[tuple[str, Any], ...] = (
    ("target_groups", TargetGroup),
    ("action_lines", ActionLine),
    ("provinces", Province),
)
#: What most people can leave as it is.
FURTHER = ("action_lines", "language", "time_zone", "interval")
_TRUST = (
    (Source.Trust.REVIEW, _("Everything waits for a manager, changes too")),
    (Source.Trust.FIRST, _("New events wait for a manager; later changes go online at once")),
    (Source.Trust.PUBLISH, _("Everything goes online at once")),
)


def _zones() -> list[tuple[str, str]]:
    """The zone of the site first; a feed of somewhere else says so itself."""
    europe = sorted(name for name in available_timezones() if name.startswith("Europe/"))
    return [
        (name, name.replace("_", " "))
        for name in dict.fromkeys([settings.TIME_ZONE, "UTC", *europe])
    ]


class SettingsForm(forms.Form):
    """Everything about a source that somebody may choose."""

    name = forms.CharField(
        label=_("What do you call this calendar?"),
        help_text=_("For you and your colleagues; readers do not see it."),
        max_length=200,
    )
    language = forms.ChoiceField(
        label=_("In which language are the texts?"),
        choices=[("nl", _("Dutch")), ("en", _("English"))],
    )
    provinces = forms.ModelMultipleChoiceField(
        Province.objects.all(),
        label=_("In which provinces do the events take place?"),
        help_text=_("What an event says itself comes first."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    nationwide = forms.BooleanField(
        label=_("They are for the whole country"),
        help_text=_("Then they are shown in every province."),
        required=False,
    )
    target_groups = forms.ModelMultipleChoiceField(
        TargetGroup.objects.top_level(),
        label=_("Who are they for?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    action_lines = forms.ModelMultipleChoiceField(
        ActionLine.objects.national(),
        label=_("Which lines of action do they serve?"),
        help_text=_("Leave it open if you do not know the lines."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    interval = forms.TypedChoiceField(
        label=_("How often do we look for changes?"),
        choices=Source.Interval.choices,
        coerce=int,
        help_text=_("When nothing changed, that costs your website next to nothing."),
    )
    time_zone = forms.ChoiceField(
        label=_("Of which time zone are times that do not say so?"), choices=_zones
    )
    trust = forms.ChoiceField(
        label=_("Who looks at the events before readers see them?"), widget=forms.RadioSelect
    )

    def __init__(
        self,
        *args: Any,
        organisation: Organisation,
        is_uploaded: bool,
        may_trust: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self._offer_lines(organisation)
        if is_uploaded:
            del self.fields["interval"]
        if may_trust:
            trust: Any = self.fields["trust"]
            trust.choices = _TRUST
        else:
            del self.fields["trust"]

    def _offer_lines(self, organisation: Organisation) -> None:
        """The national lines, and those of the plan of the region of the organisation."""
        lines: Any = self.fields["action_lines"]
        known = ActionLine.objects.national()
        if organisation.region_id:
            known = known | ActionLine.objects.of_region(organisation.region_id)
        lines.queryset = known


class RuleForm(forms.Form):
    """Words that decide whether a record comes in; an empty row is no rule."""

    verb = forms.ChoiceField(
        label=_("What comes in?"),
        initial=SourceRule.Verb.EXCLUDE,
        choices=[
            (SourceRule.Verb.EXCLUDE, _("Not what has one of these words")),
            (SourceRule.Verb.INCLUDE, _("Only what has one of these words")),
        ],
    )
    where = forms.ChoiceField(
        label=_("In the"), initial=SourceRule.Where.TITLE, choices=SourceRule.Where.choices
    )
    words = forms.CharField(label=_("Words, with commas between"), required=False, max_length=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    @property
    def rule(self) -> dict[str, str] | None:
        """What was answered in terms of `SourceRule`, once the form is valid."""
        data = self.cleaned_data
        words = [word.strip() for word in data.get("words", "").split(",")]
        kept = "\n".join(word for word in words if word)
        return {"verb": data["verb"], "where": data["where"], "words": kept} if kept else None


RuleFormSet = forms.formset_factory(
    RuleForm, extra=2, max_num=MOST_RULES, absolute_max=MOST_RULES + 5, validate_max=True
)


class MappingForm(forms.Form):
    """What one category of the feed stands for here."""

    category = forms.CharField(widget=forms.HiddenInput, max_length=200)
    term = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, terms: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        term: Any = self.fields["term"]
        term.choices = terms
        term.label = self.initial.get("category") or self.data.get(self.add_prefix("category"), "")

    @property
    def mapping(self) -> dict[str, str] | None:
        """What was answered in terms of `SourceMapping`, once the form is valid."""
        relation, _colon, term = self.cleaned_data.get("term", "").partition(":")
        if not term:
            return None
        category = self.cleaned_data["category"]
        return {"category": category, "relation": relation, "term": term}


MappingFormSet = forms.formset_factory(
    MappingForm, extra=0, max_num=MOST_CATEGORIES, absolute_max=MOST_CATEGORIES, validate_max=True
)


class SourceQuestions:
    """All questions about a source together: the settings, the rules and what categories stand for.

    `answers` are what is known so far (see `harvest.screens.answers`), `categories` those of the
    feed, the most used first; `data` what was posted, if anything was.
    """

    def __init__(
        self,
        answers: dict[str, Any],
        *,
        categories: Iterable[str],
        organisation: Organisation,
        is_uploaded: bool,
        may_trust: bool,
        data: Any = None,
    ) -> None:
        self.settings = SettingsForm(
            data,
            initial=answers,
            organisation=organisation,
            is_uploaded=is_uploaded,
            may_trust=may_trust,
        )
        # What was sent stands for itself: a row that is as it was before counts all the same.
        is_sent = data is not None
        self.rules = RuleFormSet(
            data, prefix="rule", initial=None if is_sent else _rows_of_rules(answers)
        )
        self.mappings = MappingFormSet(
            data,
            prefix="map",
            initial=None if is_sent else _rows_of_mappings(answers, categories),
            form_kwargs={"terms": self._terms},
        )

    @cached_property
    def _terms(self) -> list[Any]:
        choices: list[Any] = [("", _("Nothing"))]
        for relation, _vocabulary in VOCABULARIES:
            label = capfirst(str(Source._meta.get_field(relation).verbose_name))
            terms = self.settings.fields[relation].queryset  # type: ignore[attr-defined]
            choices.append((label, [(f"{relation}:{term.ref}", str(term)) for term in terms]))
        return choices

    @property
    def first(self) -> list[forms.BoundField]:
        """What most people look at."""
        return [self.settings[name] for name in self.settings.fields if name not in FURTHER]

    @property
    def further(self) -> list[forms.BoundField]:
        """What most people can leave as it is."""
        return [self.settings[name] for name in self.settings.fields if name in FURTHER]

    @property
    def unfolds(self) -> bool:
        """Whether something is wrong in what is folded away."""
        return any(name in self.settings.errors for name in FURTHER)

    def is_valid(self) -> bool:
        """Whether every answer is right; looks at all of them, so that all faults are shown."""
        return all([self.settings.is_valid(), self.rules.is_valid(), self.mappings.is_valid()])

    @property
    def faulty(self) -> list[forms.Form]:
        """The rows of rules and of categories in which something is wrong."""
        return [form for form in (*self.rules, *self.mappings) if form.is_bound and form.errors]

    @property
    def has_errors(self) -> bool:
        """Whether any answer is wrong."""
        return bool(self.settings.errors or self.faulty)

    @property
    def has_rules(self) -> bool:
        """Whether the part with rules has something to show at once."""
        return any(form.initial or (form.is_bound and form.errors) for form in self.rules)

    @property
    def maps_something(self) -> bool:
        """Whether a category stands for something already."""
        return any(form.initial.get("term") for form in self.mappings)

    @property
    def given(self) -> dict[str, Any]:
        """The answers in terms of JSON, once they are valid."""
        data = self.settings.cleaned_data
        many = {name: [term.pk for term in data[name]] for name, _model in VOCABULARIES}
        rules = (form.rule for form in self.rules)
        mappings = (form.mapping for form in self.mappings)
        return {
            **data,
            **many,
            "rules": [rule for rule in rules if rule],
            "mappings": [mapping for mapping in mappings if mapping],
        }


def _rows_of_rules(answers: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {**rule, "words": ", ".join(rule["words"].splitlines())}
        for rule in answers.get("rules", [])
    ]


def _rows_of_mappings(answers: dict[str, Any], categories: Iterable[str]) -> list[dict[str, str]]:
    """The categories of the feed, and those that stood for something and are not in it now."""
    known = {
        mapping["category"]: f"{mapping['relation']}:{mapping['term']}"
        for mapping in answers.get("mappings", [])
    }
    names = list(dict.fromkeys([*known, *categories]))[:MOST_CATEGORIES]
    return [{"category": name, "term": known.get(name, "")} for name in names]
