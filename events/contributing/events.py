"""How an event is asked for."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms.repeat import RepeatMixin
from events.forms.times import TimesMixin
from events.models import Event
from initiatives.contributing.offers import only_live_initiatives
from organisations.contributing import folds, rules
from organisations.contributing.forms import ContributionForm
from organisations.contributing.kinds import Fold, Kind, Rule, Step

#: What an organisation announces; milestones and publications are for curators.
_ANNOUNCED = (
    Event.Type.MEETING,
    Event.Type.TRAINING,
    Event.Type.CONFERENCE,
    Event.Type.OPEN_DAY,
)
_FILLED_BY_REPETITION = ("rule", "extra_dates", "excluded_dates")


class EventContributionForm(RepeatMixin, TimesMixin, ContributionForm):
    """Asks what happens when; repetition stays folded away until somebody wants it."""

    needed_to_keep: ClassVar[tuple[str, ...]] = ("title", "start_date")
    together: ClassVar = (
        (
            (*TimesMixin.TIME_FIELDS, *RepeatMixin.REPEAT_FIELDS),
            (*TimesMixin.TIME_FIELDS, *_FILLED_BY_REPETITION),
        ),
    )

    class Meta(TimesMixin.Meta, ContributionForm.Meta):
        model = Event
        fields: ClassVar[list[str]] = [
            "title", "summary", "event_type", *TimesMixin.TIME_FIELDS, "title_en", "summary_en",
            "target_groups", "provinces", "location_name", "location_address", "online_url",
            "initiative", "action_lines", "development_paths",
            "registration_url", "registration_deadline", "cost", "cost_amount", "cost_note",
            "spoken_language", "audience_size",
            "website", "contact_name", "contact_email", "contact_phone", "image_alt",
        ]  # fmt: skip
        labels: ClassVar[dict] = {
            **ContributionForm.Meta.labels,
            "event_type": _("What sort of event is it?"),
            "all_day": _("It lasts all day"),
            "start_date": _("On which day is it?"),
            "start_time": _("At what time does it start?"),
            "end_date": _("On which day does it end?"),
            "end_time": _("At what time does it end?"),
            "provinces": _("In which province is it, or for which provinces?"),
            "location_name": _("Where is it?"),
            "location_address": _("At which address?"),
            "online_url": _("Address to take part online"),
            "initiative": _("Is it part of something larger?"),
            "registration_url": _("Address of the page where people register"),
            "registration_deadline": _("Until which day can they register?"),
            "cost": _("Does it cost the visitor anything?"),
            "cost_amount": _("How much, in euros?"),
            "cost_note": _("What should people know about the costs?"),
            "spoken_language": _("Which language is spoken?"),
            "audience_size": _("How many people can come?"),
        }
        help_texts: ClassVar[dict] = {
            **ContributionForm.Meta.help_texts,
            "title": _("For example “Open evening: change to a job in ICT”."),
            "summary": _(
                "For example “Meet teachers and employers, and try a lesson.” "
                "At most 300 characters."
            ),
            "end_date": _("Only if that is another day."),
            "location_name": _("The name of the building. Leave it open if it is online only."),
            "location_address": _("Street, number and town."),
            "initiative": _(
                "A programme or network of which it is a part. Otherwise leave it open."
            ),
        }
        widgets: ClassVar[dict] = {**ContributionForm.Meta.widgets, "cost": forms.RadioSelect}

    def __init__(self, *args, **kwargs):  # type: ignore[no-untyped-def]
        super().__init__(*args, **kwargs)
        only_live_initiatives(self)
        # Or else that it lasts all day.
        self.fields["start_time"].is_needed = True  # type: ignore[attr-defined]
        types = self.fields["event_type"]
        types.choices = [  # type: ignore[attr-defined]
            (value, label)
            for value, label in Event.Type.choices
            if value in (*_ANNOUNCED, self.instance.event_type)
        ]


def _is_somewhere(item: Event) -> bool:
    return bool(item.location_name or item.location_address or item.online_url)


EVENT = Kind(
    model=Event,
    form=EventContributionForm,
    words={"nl": "evenement", "en": "event"},
    label=_("An event"),
    question=_("Something on a certain day, for which people can come together."),
    example=_("For example a meeting, a training, an open day or a webinar."),
    order=3,
    steps=(
        Step(
            _("What is it, and when?"),
            (
                "organisation",
                "title",
                "summary",
                "event_type",
                "start_date",
                "start_time",
                "end_time",
                "all_day",
                "end_date",
                "text",
            ),
            (
                Fold(
                    _("It takes place more than once"),
                    _("For example every week, or on a number of days."),
                    RepeatMixin.REPEAT_FIELDS,
                ),
                Fold(
                    _("It is in another time zone"),
                    _("Only if the times are not Dutch times."),
                    ("time_zone",),
                ),
            ),
        ),
        Step(
            _("For whom and where?"),
            (
                "target_groups",
                "provinces",
                "nationwide",
                "location_name",
                "location_address",
                "online_url",
            ),
            (
                Fold(
                    _("It belongs to a programme"),
                    _("Then it is shown there too."),
                    ("initiative",),
                ),
                folds.TERMS,
            ),
        ),
        Step(
            _("Practical"),
            (
                "registration_url",
                "registration_deadline",
                "cost",
                "cost_amount",
                "contact_email",
                "contact_phone",
                "contact_name",
            ),
            (
                Fold(
                    _("More to know"),
                    _("The more people know, the fewer questions you get."),
                    ("spoken_language", "audience_size", "cost_note", "website"),
                ),
                folds.PICTURE,
                folds.ENGLISH,
            ),
        ),
    ),
    rules=(
        *rules.EVERY_KIND,
        Rule(
            "start_date",
            15,
            _("Give the day on which it is."),
            rules.has("start_date"),
            required=True,
        ),
        Rule("location_name", 8, _("Say where it is, or how people take part."), _is_somewhere),
        Rule(
            "registration_url",
            6,
            _("Give the address where people register."),
            rules.has("registration_url"),
        ),
        Rule("cost", 5, _("Say what it costs: nearly everybody wants to know."), rules.has("cost")),
    ),
)
