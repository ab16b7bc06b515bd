"""The lists of variables in .env.example and the documentation are complete, and no longer."""

import re

import pytest
from django.conf import settings

from portal.settings import base

VARIABLES = set(base.env.variables)
EXAMPLE = (settings.BASE_DIR / ".env.example").read_text(encoding="utf-8")
DOCUMENTATION = (settings.BASE_DIR / "docs" / "configuration.md").read_text(encoding="utf-8")

IN_EXAMPLE = set(re.findall(r"^#?([A-Z][A-Z_]+)=", EXAMPLE, re.MULTILINE))
TABLE_CELLS = re.findall(r"^\| (`[A-Z][^|]*)\|", DOCUMENTATION, re.MULTILINE)
IN_DOCUMENTATION = {name for cell in TABLE_CELLS for name in re.findall(r"`([A-Z_]+)`", cell)}


@pytest.mark.parametrize(
    ("place", "listed"),
    [(".env.example", IN_EXAMPLE), ("docs/configuration.md", IN_DOCUMENTATION)],
)
def test_every_variable_is_listed_and_nothing_else(place, listed):
    assert VARIABLES - listed == set(), f"missing in {place}"
    assert listed - VARIABLES == set(), f"{place} lists what nobody reads"


def test_settings_read_the_environment_only_through_the_readers():
    direct = re.compile(r"os\.(getenv|environ\[|environ\.get)")
    offenders = [
        str(path.relative_to(settings.BASE_DIR))
        for room in settings.ROOMS
        for path in (settings.BASE_DIR / room).rglob("*.py")
        if direct.search(path.read_text(encoding="utf-8"))
    ]
    assert offenders == []
