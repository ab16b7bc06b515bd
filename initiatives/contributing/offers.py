"""How an offer is asked for."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative, Offer
from organisations.contributing import folds, rules
from organisations.contributing.forms import ContributionForm
from organisations.contributing.kinds import Fold, Kind, Rule, Step


class OfferForm(ContributionForm):
    """Asks what somebody can use now, in the words of whoever offers it."""

    class Meta(ContributionForm.Meta):
        model = Offer
        fields: ClassVar[list[str]] = [
            "title", "summary", "form", "title_en", "summary_en",
            "target_groups", "conditions", "provinces", "mode", "place", "initiative",
            "action_lines", "development_paths",
            "cost", "cost_amount", "cost_note", "paid_by", "start", "start_note",
            "duration_value", "duration_unit", "available_until",
            "how_to_apply", "apply_url", "website",
            "contact_name", "contact_email", "contact_phone", "image_alt",
        ]  # fmt: skip
        labels: ClassVar[dict] = {
            **ContributionForm.Meta.labels,
            "form": _("What sort of offer is it?"),
            "conditions": _("Who can take part, and who cannot?"),
            "mode": _("Where do people take part?"),
            "place": _("At which place?"),
            "initiative": _("Is it part of something larger?"),
            "cost": _("Does it cost the person who uses it anything?"),
            "cost_amount": _("How much, in euros?"),
            "cost_note": _("What should people know about the costs?"),
            "paid_by": _("Who pays the rest?"),
            "start": _("When can people start?"),
            "start_note": _("On which dates?"),
            "duration_value": _("How long does it take?"),
            "duration_unit": _("Is that in hours, days, weeks, months or years?"),
            "available_until": _("Until when is it on offer?"),
            "how_to_apply": _("How do people sign up?"),
            "apply_url": _("Address of the page where they sign up"),
        }
        help_texts: ClassVar[dict] = {
            **ContributionForm.Meta.help_texts,
            "title": _("For example “From care to IT: learn to test software”."),
            "summary": _(
                "For example “In six months you learn to test software. For people from "
                "health care who want to change jobs.” At most 300 characters."
            ),
            "form": _("Choose what comes nearest."),
            "conditions": _("For example “You speak Dutch at level B1 and live in Flevoland.”"),
            "place": _("Name, street and town."),
            "initiative": _(
                "A programme or network of which it is a part. Otherwise leave it open."
            ),
            "start_note": _("For example “1 September and 1 February”."),
            "available_until": _("After that day it is shown as ended. Empty: without end."),
            "how_to_apply": _("For example “Mail us; within a week we call you back.”"),
        }
        widgets: ClassVar[dict] = {
            **ContributionForm.Meta.widgets,
            "mode": forms.RadioSelect,
            "cost": forms.RadioSelect,
            "start": forms.RadioSelect,
            "conditions": forms.Textarea(attrs={"rows": 3}),
            "how_to_apply": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):  # type: ignore[no-untyped-def]
        super().__init__(*args, **kwargs)
        only_live_initiatives(self)


def only_live_initiatives(form: ContributionForm) -> None:
    """Offer what readers can see as the larger whole, and what was chosen before."""
    field = form.fields.get("initiative")
    if field is None:
        return
    live = Initiative.objects.live() | Initiative.objects.filter(pk=form.instance.initiative_id)
    field.queryset = live.order_by("title")  # type: ignore[attr-defined]
    field.empty_label = _("No, it stands on its own")  # type: ignore[attr-defined]


OFFER = Kind(
    model=Offer,
    form=OfferForm,
    words={"nl": "aanbod", "en": "offer"},
    label=_("An offer"),
    question=_("Something that a person, school or employer can use now."),
    example=_("For example a course, a voucher, a coach or a set of lessons."),
    order=1,
    steps=(
        Step(_("What is it?"), ("organisation", "title", "summary", "form", "text")),
        Step(
            _("For whom and where?"),
            ("target_groups", "provinces", "nationwide", "mode", "place"),
            (
                Fold(
                    _("More about who can take part"),
                    _("Only if not everybody can, or if it is part of a programme."),
                    ("conditions", "initiative"),
                ),
                folds.TERMS,
            ),
        ),
        Step(
            _("Practical"),
            (
                "cost",
                "cost_amount",
                "how_to_apply",
                "apply_url",
                "contact_email",
                "contact_phone",
                "contact_name",
            ),
            (
                Fold(
                    _("Start and duration"),
                    _("The more people know, the fewer questions you get."),
                    ("start", "start_note", "duration_value", "duration_unit", "available_until"),
                ),
                Fold(
                    _("More about costs, and a website"),
                    _("Only if there is something to tell."),
                    ("cost_note", "paid_by", "website"),
                ),
                folds.PICTURE,
                folds.ENGLISH,
            ),
        ),
    ),
    rules=(
        *rules.EVERY_KIND,
        Rule("form", 5, _("Choose what sort of offer it is."), rules.has("form_id")),
        Rule(
            "mode",
            5,
            _("Say whether people come to a place or take part online."),
            rules.has("mode"),
        ),
        Rule("cost", 6, _("Say what it costs: nearly everybody wants to know."), rules.has("cost")),
        Rule(
            "how_to_apply",
            8,
            _("Say how people sign up."),
            lambda item: bool(item.how_to_apply or item.apply_url),
        ),
        Rule("duration_value", 4, _("Say how long it takes."), rules.has("duration_value")),
        Rule("start", 4, _("Say when people can start."), rules.has("start")),
    ),
)
