"""A site with the launch content, prepared once and kept for the next run of the tests.

The tests only read it. It is made anew when what it was made from has changed;
`pytest --cache-clear` throws it away by hand.
"""

import fcntl
import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.site import ROOT, Site
from portal.management.commands.demo_site import fingerprint

#: What decides the contents of the database and the index.
SOURCES = ("portal/launch_content", "portal/launching", "search", "requirements/base.txt")
STAMP = "made-from"


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
def prepared_site(folder: Path) -> Iterator[PreparedSite]:
    """Give the site while no other process of a parallel run can make it anew."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{folder.name}.lock").open("w") as lock:
        made_from = _made_from()
        while True:
            fcntl.flock(lock, fcntl.LOCK_SH)
            if _stamp(folder) == made_from:
                yield PreparedSite(folder)
                return
            fcntl.flock(lock, fcntl.LOCK_UN)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.5)  # another process makes or uses it
                continue
            if _stamp(folder) != made_from:
                _prepare(folder, made_from)


def _prepare(folder: Path, made_from: str) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    site = PreparedSite(folder)
    site.manage("demo_site", "--no-serve")
    site.manage("demo_logins")
    (folder / STAMP).write_text(made_from, encoding="utf-8")


def _made_from() -> str:
    migrations = sorted(ROOT.glob("*/migrations"))
    return fingerprint([*(ROOT / source for source in SOURCES), *migrations])


def _stamp(folder: Path) -> str:
    stamp = folder / STAMP
    return stamp.read_text(encoding="utf-8") if stamp.exists() else ""
