"""A test that commits empties the database afterwards, root page and all, for those that follow."""

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
COMMITTING = re.compile(r"django_db\(transaction=True")
OTHERS = re.compile(r"django_db\b(?!\(transaction=True)")


def test_what_commits_stands_in_a_file_of_its_own_and_so_runs_last():
    """pytest-django puts committing tests last; beside others in a file they come in its turn."""
    mixed = [
        path.relative_to(TESTS).as_posix()
        for path in TESTS.rglob("test_*.py")
        if path != Path(__file__).resolve()
        and COMMITTING.search(text := path.read_text("utf-8"))
        and OTHERS.search(text)
    ]
    assert mixed == []
