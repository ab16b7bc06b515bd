"""An app imports only from the apps below it; settings, code and documentation name one order."""

import re
import tomllib

from django.conf import settings
from importlinter import cli

PYPROJECT = settings.BASE_DIR / "pyproject.toml"


def test_imports_go_one_way(capsys):
    outcome = cli.lint_imports(config_filename=str(PYPROJECT), no_cache=True)
    assert outcome == cli.EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_the_checked_order_is_the_order_of_the_rooms():
    contract = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]
    assert contract["contracts"][0]["layers"] == list(reversed(settings.ROOMS))
    assert set(contract["root_packages"]) == set(settings.ROOMS)


def test_every_folder_with_django_code_is_a_room():
    folders = {path.parent.name for path in settings.BASE_DIR.glob("*/apps.py")}
    assert folders == set(settings.ROOMS)


def test_no_module_is_a_drawer():
    drawer = re.compile(r"^(utils|helpers|misc|common|services)\.py$")
    found = [
        str(path.relative_to(settings.BASE_DIR))
        for room in settings.ROOMS
        for path in (settings.BASE_DIR / room).rglob("*.py")
        if drawer.match(path.name)
    ]
    assert found == []
