"""The tab of the form on which one says when an event takes place."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel

from events.admin.dates_panel import DatesPanel


def _shown_for(name: str, *repeats: str, **options: str) -> FieldPanel:
    """A field that only matters for some ways to repeat; the script hides it for the others."""
    return FieldPanel(name, attrs={"data-shown-for": " ".join(repeats)}, **options)


_EVERY_WAY = ("daily", "weekly", "monthly-day", "monthly-weekday", "yearly")

_TIMES = MultiFieldPanel(
    [
        "all_day",
        FieldRowPanel(
            [
                "start_date",
                FieldPanel("start_time", attrs={"data-shown-for-times": ""}),
            ]
        ),
        FieldRowPanel(
            [
                "end_date",
                FieldPanel("end_time", attrs={"data-shown-for-times": ""}),
            ]
        ),
        FieldPanel("time_zone"),
    ],
    heading=_("Day and time"),
)

_REPEATS = MultiFieldPanel(
    [
        FieldPanel("repeat"),
        _shown_for("repeat_interval", *_EVERY_WAY),
        _shown_for("repeat_weekdays", "weekly"),
        _shown_for("repeat_month_day", "monthly-day"),
        _shown_for("repeat_nth", "monthly-weekday"),
        _shown_for("repeat_weekday", "monthly-weekday"),
        _shown_for("repeat_ends", *_EVERY_WAY),
        FieldPanel("repeat_until", attrs={"data-shown-for-end": "until"}),
        FieldPanel("repeat_count", attrs={"data-shown-for-end": "count"}),
        FieldPanel("not_on"),
        FieldPanel("also_on"),
    ],
    heading=_("Repetition"),
)

_CHANGES = InlinePanel(
    "changes",
    heading=_("Dates that are different"),
    label=_("date that is different"),
    help_text=_("One date of a series at another time or place, or that does not go ahead."),
    panels=[
        FieldRowPanel(["original_date", "original_time"]),
        "cancelled",
        FieldRowPanel(["start_date", "start_time"]),
        FieldRowPanel(["end_date", "end_time"]),
        FieldRowPanel(["location_name", "location_address"]),
        "online_url",
        FieldRowPanel(["title", "title_en"]),
        FieldRowPanel(["note", "note_en"]),
    ],
)

WHEN: list[Panel] = [
    _TIMES,
    _REPEATS,
    _CHANGES,
    DatesPanel(heading=_("Dates")),
    MultiFieldPanel(["status", "status_note"], heading=_("Does it go ahead?")),
]
