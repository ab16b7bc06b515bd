"""A site with the launch content, prepared once and kept for the next run of the tests.

The tests only read it. It is made anew when what its content was made from has changed, and gets
new style sheets and scripts when those did; `pytest --cache-clear` throws it away by hand.
`python -m tests.browser.prepared_site` makes it ahead of the tests.
"""

import fcntl
import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from bench.site import ROOT, Site
from portal.fingerprint import fingerprint
from tests.migrated import copy_to

#: What decides the contents of the database and the index.
CONTENT = (
    "portal/launch_content",
    "portal/launching",
    "portal/demo_calendar.py",
    "events",
    "search",
    "requirements/base.txt",
)
STATIC = ("static", "portal/stylesheet.py")
#: pytest keeps what it remembers here.
FOLDER = ROOT / ".pytest_cache" / "d" / "browser-site" / "var"


class PreparedSite(Site):
    """The site of `make run`, with its changing files in a folder of the test suite."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, workers=1)
        self.environment["VLECHTWERK_DEMO"] = "true"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def password(self, email: str) -> str:
        logins = json.loads((self.folder / "demo-logins.json").read_text(encoding="utf-8"))
        password: str = logins[email]
        return password


@contextmanager
def prepared_site(folder: Path = FOLDER) -> Iterator[PreparedSite]:
    """Give the site while no other process of a parallel run can make it anew."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{folder.name}.lock").open("w") as lock:
        while True:
            fcntl.flock(lock, fcntl.LOCK_SH)
            if _is_current(folder):
                yield PreparedSite(folder)
                return
            fcntl.flock(lock, fcntl.LOCK_UN)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.5)  # another process makes or uses it
                continue
            if not _is_current(folder):
                _prepare(folder)


def _is_current(folder: Path) -> bool:
    return all(_is_stamped(folder, name, mark) for name, mark in _marks().items())


def _prepare(folder: Path) -> None:
    marks = _marks()
    if not _is_stamped(folder, "content", marks["content"]):
        shutil.rmtree(folder)
        folder.mkdir()
        copy_to(folder / "vlechtwerk.sqlite3")
    site = PreparedSite(folder)
    site.manage("demo_site", "--no-serve")
    site.manage("demo_logins")
    for name, mark in marks.items():
        (folder / f"made-from-{name}").write_text(mark, encoding="utf-8")


def _marks() -> dict[str, str]:
    """What the site is made from, as a text that changes with it."""
    migrations = sorted(ROOT.glob("*/migrations"))
    content = fingerprint([*(ROOT / source for source in CONTENT), *migrations])
    # Example events begin on the Monday after loading: within a week none of their dates passes.
    week = f"{date.today():%G-W%V}"
    return {
        "content": f"{week} {content}",
        "static": fingerprint(ROOT / source for source in STATIC),
    }


def _is_stamped(folder: Path, name: str, mark: str) -> bool:
    stamp = folder / f"made-from-{name}"
    return stamp.exists() and stamp.read_text(encoding="utf-8") == mark


if __name__ == "__main__":
    with prepared_site():
        pass
