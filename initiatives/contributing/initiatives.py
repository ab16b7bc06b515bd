"""How an initiative is asked for."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative
from initiatives.models.phase import Phase
from organisations.contributing import folds, rules
from organisations.contributing.forms import ContributionForm
from organisations.contributing.kinds import Kind, Rule, Step


class InitiativeForm(ContributionForm):
    """Asks what organisations run together or alone."""

    class Meta(ContributionForm.Meta):
        model = Initiative
        fields: ClassVar[list[str]] = [
            "title", "summary", "form", "title_en", "summary_en",
            "target_groups", "provinces", "action_lines", "development_paths",
            "phase", "website", "contact_name", "contact_email", "contact_phone", "image_alt",
        ]  # fmt: skip
        labels: ClassVar[dict] = {
            **ContributionForm.Meta.labels,
            "form": _("What sort of initiative is it?"),
            "phase": _("How far is it?"),
            "provinces": _("In which provinces does it work?"),
        }
        help_texts: ClassVar[dict] = {
            **ContributionForm.Meta.help_texts,
            "title": _("The name by which people know it, such as “Make IT Work”."),
            "summary": _(
                "For example “Companies and schools train people from other trades for ICT work.” "
                "At most 300 characters."
            ),
            "form": _("Choose what comes nearest."),
            "phase": _("Readers must know whether they can join now."),
        }
        widgets: ClassVar[dict] = {**ContributionForm.Meta.widgets, "phase": forms.RadioSelect}


INITIATIVE = Kind(
    model=Initiative,
    form=InitiativeForm,
    words={"nl": "initiatief", "en": "initiative"},
    label=_("An initiative"),
    question=_("Something that organisations set up or run, that goes on for longer."),
    example=_("For example a programme, a network, a fund or a campaign."),
    order=2,
    steps=(
        Step(_("What is it?"), ("organisation", "title", "summary", "form", "text")),
        Step(
            _("For whom and where?"),
            ("target_groups", "provinces", "nationwide"),
            (folds.TERMS,),
        ),
        Step(
            _("Practical"),
            ("phase", "website", "contact_email", "contact_phone", "contact_name"),
            (
                folds.PICTURE,
                folds.ENGLISH,
            ),
        ),
    ),
    rules=(
        *rules.EVERY_KIND,
        Rule("form", 5, _("Choose what sort of initiative it is."), rules.has("form_id")),
        Rule(
            "phase",
            5,
            _("Say how far it is: an idea, being set up, or running."),
            lambda item: item.phase != Phase.UNKNOWN,
        ),
    ),
)
