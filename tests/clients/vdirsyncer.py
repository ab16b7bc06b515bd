"""vdirsyncer, which fetches a calendar by its address and keeps it in a folder."""

from pathlib import Path

from tests.clients.programs import python_program, run

SETTINGS = """\
[general]
status_path = "{home}/status/"

[pair agenda]
a = "site"
b = "mine"
collections = null

[storage site]
type = "http"
url = "{address}"

[storage mine]
type = "filesystem"
path = "{folder}"
fileext = ".ics"
"""


class Vdirsyncer:
    """One person's subscription to the calendar at ``address``, kept in ``folder``."""

    def __init__(self, home: Path, folder: Path, address: str) -> None:
        self.program = python_program("vdirsyncer")
        self.home = home
        self.settings = home / "vdirsyncer.conf"
        folder.mkdir(parents=True, exist_ok=True)
        written = SETTINGS.format(home=home, folder=folder, address=address)
        self.settings.write_text(written, encoding="utf-8")
        self._run("discover")

    def sync(self) -> str:
        """Fetch the calendar and bring the folder in step; give what vdirsyncer said of it.

        Raises ComplaintError when it cannot.
        """
        return self._run("sync")

    def _run(self, *arguments: str) -> str:
        # It tells on standard error what it does.
        return run([self.program, "-c", self.settings, *arguments], self.home, quiet=False)
