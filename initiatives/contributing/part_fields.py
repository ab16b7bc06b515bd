"""A question to which one answers with several lines."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from initiatives.practice_lines import LineError, Part
from initiatives.practice_lines.parts import LONGEST_TEXT
from initiatives.practice_lines.reading import Values


class PartField(forms.CharField):
    """What a practice has several of, one per line; its value is what the lines say."""

    def __init__(self, *, part: Part, **kwargs: Any) -> None:
        self.part = part
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", LONGEST_TEXT)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[Values]:
        try:
            return self.part.read(super().clean(value))
        except LineError as fault:
            raise ValidationError(str(fault), code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        def lines(text: Any) -> list[str]:
            return [" ".join(line.split()) for line in str(text or "").strip().splitlines()]

        return lines(initial) != lines(data)
