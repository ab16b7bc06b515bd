"""Recurrence is plain Python: it knows no database and no other room."""

import ast
import sys
from pathlib import Path

import events.recurrence

ALLOWED = ("events.recurrence", "django.utils", "dateutil", "icalendar", "recurring_ical_events")


def test_recurrence_imports_nothing_but_words_and_calendar_libraries():
    [folder] = events.recurrence.__path__
    imported = {
        node.module
        for path in Path(folder).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
    }
    assert len(imported) > len(ALLOWED)
    assert [
        name
        for name in sorted(imported)
        if not name.startswith(ALLOWED) and name.partition(".")[0] not in sys.stdlib_module_names
    ] == []
