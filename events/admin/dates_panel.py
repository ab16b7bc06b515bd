"""The panel of the form that shows what was typed amounts to, before it is saved."""

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from wagtail.admin.compare import TextFieldComparison
from wagtail.admin.panels import Panel

from events.forms.days import in_words
from events.models import Event
from events.recurrence.wording import rule_in_words


class RuleComparison(TextFieldComparison):
    """The repetition of two versions, in words."""

    def __init__(self, field: Any, obj_a: Event, obj_b: Event) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = (capfirst(rule_in_words(e.schedule())) for e in (obj_a, obj_b))


class DaysComparison(TextFieldComparison):
    """The days of two versions, as they are typed."""

    def __init__(self, field: Any, obj_a: Event, obj_b: Event) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = (
            ", ".join(in_words(text, event.start_time) for text in getattr(event, field.name))
            for event in (obj_a, obj_b)
        )


class DatesPanel(Panel):
    """A button that asks for the dates. Stands for the fields of the model that have no own panel."""

    COMPARED = {
        "rule": RuleComparison,
        "excluded_dates": DaysComparison,
        "extra_dates": DaysComparison,
    }

    class BoundPanel(Panel.BoundPanel):
        template_name = "events_admin/dates_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            viewset = Event.snippet_viewset
            if self.instance is None or self.instance.pk is None:
                url = reverse(viewset.get_url_name("show_dates_on_add"))
            else:
                url = reverse(viewset.get_url_name("show_dates_on_edit"), args=[self.instance.pk])
            return {**context, "show_dates_url": url}

        def get_comparison(self) -> list[Any]:
            return [
                partial(comparison, Event._meta.get_field(name))
                for name, comparison in self.panel.COMPARED.items()
            ]
