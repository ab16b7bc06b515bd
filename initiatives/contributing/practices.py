"""How a practice is asked for."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.models import Practice
from organisations.contributing import folds, rules
from organisations.contributing.forms import ContributionForm
from organisations.contributing.kinds import Fold, Kind, Rule, Step

_SOME_LINES = forms.Textarea(attrs={"rows": 4})


class PracticeForm(ContributionForm):
    """Asks what works, how one knows, and what others need to do the same."""

    class Meta(ContributionForm.Meta):
        model = Practice
        fields: ClassVar[list[str]] = [
            "title", "summary", "problem", "approach", "title_en", "summary_en",
            "target_groups", "provinces", "runs_in", "action_lines", "development_paths",
            "phase", "evidence", "transferability",
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
            "transferability": _("What do others need to do the same?"),
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
            "transferability": _("For example “Five employers, one coach and two months of time.”"),
        }
        widgets: ClassVar[dict] = {
            **ContributionForm.Meta.widgets,
            "problem": _SOME_LINES,
            "approach": _SOME_LINES,
            "evidence": _SOME_LINES,
            "transferability": _SOME_LINES,
            "phase": forms.RadioSelect,
        }


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
    ),
)
