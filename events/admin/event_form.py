"""The form of an event: the fields of every item, and when it takes place."""

from dataclasses import replace

from django.core.exceptions import ValidationError

from events.forms.repeat import RepeatMixin
from events.forms.times import TimesMixin
from events.models import Event
from events.recurrence.checking import check
from events.recurrence.schedule import ScheduleError
from publishing.admin.forms import PublicationForm


class EventForm(RepeatMixin, TimesMixin, PublicationForm):
    """Checks the dates together with the changed dates that were typed beside them."""

    instance: Event

    class Meta(TimesMixin.Meta, PublicationForm.Meta):  # type: ignore[name-defined]
        pass

    class Media:
        js = ["curators/event_form.js", "curators/overlap.js"]
        css = {"all": ["curators/overlap.css"]}

    def _post_clean(self) -> None:
        # The model looks at its changed dates as well: at those of this form, not at the old ones.
        changes = self.formsets.get("changes")
        if changes is not None and changes.is_valid():
            changes.instance = self.instance
            changes.save(commit=False)
        elif changes is not None:
            self.instance.changes.set([])
        super()._post_clean()

    def _update_errors(self, errors: ValidationError) -> None:
        """Says what is wrong with a changed date at that date."""
        faults = dict(getattr(errors, "error_dict", {}))
        for_changes = faults.pop("changes", [])
        if for_changes:
            self._blame_changes(for_changes)
            errors = ValidationError(faults)
        if faults or not for_changes:
            super()._update_errors(errors)

    def _blame_changes(self, faults: list[ValidationError]) -> None:
        rows = [
            form
            for form in self.formsets["changes"].forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        schedule = replace(self.instance.schedule(), changes=())
        blamed = False
        for row in rows:
            try:
                check(replace(schedule, changes=(row.instance.as_change(self.instance),)))
            except ScheduleError as fault:
                row.add_error("original_date", fault.message)
                blamed = True
        if not blamed:
            # Each is right by itself: two of them are about the same date.
            rows[-1].add_error("original_date", faults[0])
