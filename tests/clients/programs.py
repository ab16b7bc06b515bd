"""The calendar programs that people subscribe with, run as those people's computers run them.

`make clients` installs them beside the site's own environment. A test with a program that is not
there is skipped, and says how to get it.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.conf import settings

PYTHON_PROGRAMS = settings.BASE_DIR / ".venv-clients" / "bin"
ICAL_JS = settings.BASE_DIR / "tools" / "ical.js" / "node_modules" / "ical.js"

#: A run takes a second; a program that waits for an answer would wait for ever.
PATIENCE = 120


class ComplaintError(AssertionError):
    """What a calendar program said about a calendar that it was given."""


def python_program(name: str) -> Path:
    """Give the path of khal or vdirsyncer; without it the test is skipped."""
    path: Path = PYTHON_PROGRAMS / name
    if not path.exists():
        pytest.skip(f"{name} is not installed (make clients installs it)")
    return path


def node_with_ical_js() -> str:
    """Give the path of Node.js; without it or without ical.js the test is skipped."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed (on Debian: apt install nodejs npm)")
    if not ICAL_JS.exists():
        pytest.skip("ical.js is not installed (make clients installs it)")
    return node


def run(command: Sequence[str | Path], home: Path, given: str = "", *, quiet: bool = True) -> str:
    """Run a program for somebody who has just installed it, and give what it prints.

    ``home`` is a folder that stands for everything this person keeps; ``given`` is what the
    program reads from its input. Nothing of the machine's own settings reaches the program.
    Raises ComplaintError when it ends with an error, and when it is ``quiet`` by nature and
    yet says something on standard error.
    """
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "LC_ALL": "C.UTF-8",
        "TZ": "Europe/Amsterdam",
        "NO_PROXY": "127.0.0.1",
    }
    ended = subprocess.run(
        [str(part) for part in command],
        input=given,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    if ended.returncode != 0 or (quiet and ended.stderr.strip()):
        name = Path(command[0]).name
        raise ComplaintError(f"{name} (code {ended.returncode}): {ended.stderr or ended.stdout}")
    return ended.stdout
