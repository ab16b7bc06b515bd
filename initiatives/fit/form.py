"""The form in which a region answers the conditions of a practice."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _

from initiatives.fit.actions.answer import Given
from initiatives.fit.matching import Point
from initiatives.models import FitAnswer

NOTE_MAX = 2000


@dataclass(frozen=True)
class Question:
    """A condition with its two fields, and what is known of the region beside it."""

    point: Point
    answer: Any
    note: Any
    hint: str


class FitForm(forms.Form):
    """Two fields for each condition; nothing has to be answered.

    Fields are named after the words of their condition: when those change while somebody writes,
    no answer lands at another condition.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, points: Sequence[Point], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.points = points
        for point in points:
            self._ask(point)

    def questions(self, hints: dict[str, str]) -> Iterator[Question]:
        """The conditions in order; `hints` are by what a condition is about."""
        for point in self.points:
            name = name_of(point.condition.condition)
            hint = hints.get(point.condition.kind, "")
            yield Question(point, self[f"answer_{name}"], self[f"note_{name}"], hint)

    @property
    def given(self) -> dict[str, Given]:
        """What was answered, by the words of the conditions."""
        found = {}
        for point in self.points:
            words = point.condition.condition
            name = name_of(words)
            if answer := self.cleaned_data[f"answer_{name}"]:
                found[words] = Given(answer, self.cleaned_data[f"note_{name}"])
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for point in self.points:
            name = name_of(point.condition.condition)
            # An old note stands there of itself when its condition is asked again.
            is_written = cleaned.get(f"note_{name}") and f"note_{name}" in self.changed_data
            if is_written and not cleaned.get(f"answer_{name}"):
                self.add_error(f"answer_{name}", _("Choose an answer to go with the note."))
        for note in self._notes_of_vanished():
            self.add_error(
                None,
                _("A condition was changed while you were writing. Your note to it was: “%(note)s”")
                % {"note": note},
            )
        return cleaned

    def _notes_of_vanished(self) -> list[str]:
        asked = {f"note_{name_of(point.condition.condition)}" for point in self.points}
        posted = {name for name in self.data if name.startswith("note_")}
        return [note for name in sorted(posted - asked) if (note := self.data[name].strip())]

    def _ask(self, point: Point) -> None:
        name, row = name_of(point.condition.condition), point.answer
        self.fields[f"answer_{name}"] = forms.ChoiceField(
            label=point.condition.text("condition").text,
            choices=FitAnswer.Answer.choices,
            required=False,
            widget=forms.RadioSelect,
            # An answer to other words is shown beside the question, and not chosen for it.
            initial=row.answer if row and not point.asked_again else None,
        )
        self.fields[f"note_{name}"] = forms.CharField(
            label=format_html(
                '{}<span class="w-sr-only">: {}</span>',
                _("Note"),
                point.condition.text("condition").text,
            ),
            max_length=NOTE_MAX,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=row.note if row else "",
        )


def name_of(words: str) -> str:
    """What the fields of a condition are named after."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]
