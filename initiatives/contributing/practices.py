"""How a practice is asked for."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.contributing.part_fields import PartField
from initiatives.models import Practice
from initiatives.practice_lines import PARTS
from organisations.contributing import folds, rules
from organisations.contributing.forms import ContributionForm
from organisations.contributing.kinds import Fold, Kind, Rule, Step

_SOME_LINES = forms.Textarea(attrs={"rows": 4})
_FEW_LINES = forms.Textarea(attrs={"rows": 2})


class PracticeForm(ContributionForm):
    """Asks what works, how one knows, and what others need to do the same.

    Nothing of what others need to decide has to be answered, and it stays folded away: who leads
    a project must be able to publish in five minutes.
    """

    results = PartField(
        part=PARTS["results"],
        label=_("What came of it, in figures?"),
        help_text=_(
            "One per line, for example “participants with a job within a year: 96 of 120 "
            "(own count 2025)”. The source stands between brackets."
        ),
    )
    conditions = PartField(
        part=PARTS["conditions"],
        label=_("Without what does it not work?"),
        help_text=_(
            "One thing per line, for example “Five employers take part”. Other regions answer each "
            "line with yes or no. After a bar you may say what it is about (partner, money, people, "
            "rules and law, scale) and “helps” when one can do without it: “A coach for ten people | people | "
            "helps”."
        ),
    )
    materials = PartField(
        part=PARTS["materials"],
        label=_("What may others read or use?"),
        help_text=_(
            "One per line: what it is, and its address, for example “Handbook for coaches "
            "https://www.example.nl/handbook”."
        ),
    )

    class Meta(ContributionForm.Meta):
        model = Practice
        fields: ClassVar[list[str]] = [
            "title", "summary", "problem", "approach", "title_en", "summary_en",
            "target_groups", "provinces", "runs_in", "action_lines", "development_paths",
            "phase", "evidence", "evidence_strength", "transferability",
            "cost", "cost_from", "cost_to", "cost_per", "people_needed", "partners_needed",
            "pitfalls", "questions_answered", "licence", "licence_note",
            "website", "contact_name", "contact_email", "contact_phone", "image_alt",
        ]  # fmt: skip
        labels: ClassVar[dict] = {
            **ContributionForm.Meta.labels,
            "problem": _("Which problem does it solve?"),
            "approach": _("What do you do, step by step?"),
            "provinces": _("In which provinces does it run?"),
            "runs_in": _("At which schools, companies or places?"),
            "phase": _("How far is it?"),
            "evidence": _("How do you know that it works?"),
            "evidence_strength": _("How sure can one be?"),
            "transferability": _("What do others need to do the same?"),
            "cost": _("What does it cost, and who pays?"),
            "cost_from": _("The lowest amount, in euros"),
            "cost_to": _("The highest amount, in euros"),
            "cost_per": _("Per what?"),
            "people_needed": _("Which people do you need, and for how much time?"),
            "partners_needed": _("Which organisations do you need, and for what?"),
            "pitfalls": _("What went wrong, or could go wrong?"),
            "questions_answered": _("What may others ask you, and when?"),
            "licence": _("May others use your description and material?"),
            "licence_note": _("Which licence is it, or what is allowed?"),
        }
        help_texts: ClassVar[dict] = {
            **ContributionForm.Meta.help_texts,
            "title": _("For example “A job first, then the training”."),
            "summary": _(
                "For example “Employers promise a job before somebody starts to learn.” "
                "At most 300 characters."
            ),
            "problem": _("For example “People stop halfway because they doubt about a job.”"),
            "evidence": _("For example “Of 120 people 96 work in ICT a year later.”"),
            "evidence_strength": _(
                "Described: you tell that it works. Counted: you have figures. Compared: before and "
                "after, or with people who did not take part. Evaluated by others: somebody else "
                "looked into it."
            ),
            "transferability": _("For example “Five employers, one coach and two months of time.”"),
            "cost": _("For example “The course costs € 4,000; the employer pays half.”"),
            "cost_from": _("Only if you know an amount. One is enough."),
            "cost_to": "",
            "cost_per": _("For example “participant” or “school”."),
            "people_needed": _("For example “A coordinator for one day a week.”"),
            "partners_needed": _("For example “A college that gives the lessons.”"),
            "pitfalls": _("For example “Begin with the employers: without jobs people stop.”"),
            "questions_answered": _(
                "For example “About the intake; on Tuesdays.” The contact above answers."
            ),
            "licence": _("Leave it open if you do not know."),
            "licence_note": _("Only for another licence."),
        }
        widgets: ClassVar[dict] = {
            **ContributionForm.Meta.widgets,
            "problem": _SOME_LINES,
            "approach": _SOME_LINES,
            "evidence": _SOME_LINES,
            "transferability": _SOME_LINES,
            "phase": forms.RadioSelect,
            "evidence_strength": forms.RadioSelect,
            "cost": _FEW_LINES,
            "people_needed": _FEW_LINES,
            "partners_needed": _FEW_LINES,
            "pitfalls": _FEW_LINES,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, part in PARTS.items():
            self.initial[name] = part.write(part.values_of(self.instance))

    def _post_clean(self) -> None:
        for name, part in PARTS.items():
            if name in self.cleaned_data and name in self.changed_data:
                part.put(self.instance, self.cleaned_data[name])
        super()._post_clean()


def _has_rows(name: str) -> Callable[[Any], bool]:
    return lambda item: bool(list(getattr(item, name).all()))


_FOR_OTHERS = Fold(
    _("Help other regions decide"),
    _("What it costs and asks. You may leave it open and add it another day."),
    (
        "evidence_strength",
        "results",
        "conditions",
        "cost",
        "cost_from",
        "cost_to",
        "cost_per",
        "people_needed",
        "partners_needed",
        "pitfalls",
    ),
)
_TO_USE = Fold(
    _("Material and questions"),
    _("What others may use of yours, and what they may ask you."),
    ("materials", "licence", "licence_note", "questions_answered"),
)

PRACTICE = Kind(
    model=Practice,
    form=PracticeForm,
    words={"nl": "praktijk", "en": "practice"},
    label=_("A practice"),
    question=_("Something that works, and that others could do too."),
    example=_("For example a way to guide people, or to bring schools and companies together."),
    order=4,
    steps=(
        Step(
            _("What is it?"),
            ("organisation", "title", "summary", "problem", "approach"),
            (Fold(_("A longer text"), _("Only if there is more to tell."), ("text",)),),
        ),
        Step(
            _("For whom and where?"),
            ("target_groups", "provinces", "nationwide", "runs_in"),
            (folds.TERMS,),
        ),
        Step(
            _("Practical"),
            (
                "phase",
                "evidence",
                "transferability",
                "website",
                "contact_email",
                "contact_phone",
                "contact_name",
            ),
            (
                _FOR_OTHERS,
                _TO_USE,
                folds.PICTURE,
                folds.ENGLISH,
            ),
        ),
    ),
    rules=(
        rules.TITLE,
        rules.SUMMARY,
        rules.WHERE,
        rules.CONTACT,
        rules.AUDIENCE,
        rules.WEBSITE,
        rules.IMAGE,
        rules.ENGLISH,
        Rule("problem", 6, _("Say which problem it solves."), rules.has("problem")),
        Rule("approach", 8, _("Tell what you do, step by step."), rules.has("approach")),
        Rule(
            "evidence",
            8,
            _("Tell how you know that it works: a figure, or what people say."),
            rules.has("evidence"),
        ),
        Rule(
            "transferability",
            7,
            _("Tell what others need to do the same."),
            rules.has("transferability"),
        ),
        Rule(
            "conditions",
            5,
            _("Name the conditions one by one: other regions check those."),
            _has_rows("conditions"),
        ),
        Rule("cost", 5, _("Say what it costs: every region asks that first."), rules.has("cost")),
    ),
)
