"""Keeps sentences in every language, and gives them back in that of the reader.

What stood there as text only, and what is no sentence, stays the text that it is.
"""

import json
from typing import Any

from django.db import models
from django.db.models.expressions import Expression

from publishing.sentences import Sentence, read_back, written_down


class SentenceField(models.TextField):
    """One sentence, or text. It cannot be searched for, except whether there is one."""

    def from_db_value(self, value: str | None, expression: Expression, connection: Any) -> Any:
        if not value or not value.startswith("{"):
            return value
        try:
            found = read_back(json.loads(value))
        except ValueError:
            return value
        return found if isinstance(found, Sentence) else value

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Sentence):
            return json.dumps(written_down(value), ensure_ascii=False) if value else ""
        return super().get_prep_value(value)

    def value_to_string(self, obj: models.Model) -> str:
        value: Any = self.get_prep_value(self.value_from_object(obj))
        return "" if value is None else value


class SentencesField(models.JSONField):
    """Anything in terms of JSON, with sentences in it."""

    def from_db_value(self, value: Any, expression: Expression, connection: Any) -> Any:
        return read_back(super().from_db_value(value, expression, connection))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(written_down(value), connection, prepared)
