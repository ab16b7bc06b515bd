"""A site in a folder of its own: its commands, its web server, and what they use."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 30.0
#: Settings of this shell that would lead to another database, index or folder.
FOREIGN = (
    "DATABASE_URL",
    "SEARCH_URL",
    "VLECHTWERK_",
    "SECRET_KEY",
    "DJANGO_SETTINGS_MODULE",
    "PORT",
)
KIBI = 1024
#: In the log of the server an entry begins with a date; the lines of its traceback do not.
NEXT_ENTRY = re.compile(r"\n(?=\d{4}-\d{2}-\d{2} )")


@dataclass(frozen=True)
class Run:
    """A command that ended: how long it took, how long a processor worked for it (the rest is
    waiting), and the most memory it held, in bytes."""

    seconds: float
    processor: float
    peak: int


class CommandFailedError(Exception):
    """A command of the site ended with a fault."""


def environment(folder: Path, port: int) -> dict[str, str]:
    """As `make run` has it, but with every changing file below `folder`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return kept | {
        "VLECHTWERK_VAR_DIR": str(folder),
        "VLECHTWERK_LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "PORT": str(port),
    }


def foreign(variables: Mapping[str, str]) -> list[str]:
    """Those of the variables that would lead elsewhere."""
    return [name for name in variables if name.startswith(FOREIGN)]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


class Site:
    def __init__(self, folder: Path, *, workers: int) -> None:
        self.folder = folder
        self.port = free_port()
        self.environment = environment(folder, self.port)
        self._workers = workers

    def manage(self, *arguments: str) -> Run:
        """Run a command of manage.py to its end; its output only shows when it fails."""
        command = [sys.executable, "manage.py", *arguments]
        log = self.folder / "command.log"
        started = time.monotonic()
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=output, stderr=subprocess.STDOUT
            )
            _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            tail = log.read_text(encoding="utf-8", errors="replace")[-3000:]
            raise CommandFailedError(f"manage.py {' '.join(arguments)} failed:\n{tail}")
        return Run(
            seconds=time.monotonic() - started,
            processor=usage.ru_utime + usage.ru_stime,
            peak=usage.ru_maxrss * KIBI,
        )

    @contextmanager
    def serving(self) -> Iterator["Server"]:
        """The web server as `make run` starts it."""
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "portal.wsgi",
            f"--bind=127.0.0.1:{self.port}",
            f"--workers={self._workers}",
            "--threads=4",
            "--log-level=warning",
        ]
        log = self.folder / "server.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=output, stderr=subprocess.STDOUT
            )
            try:
                self._wait_until_it_answers(process, log)
                yield Server(process.pid, self.port, log)
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=START_SECONDS)

    def _wait_until_it_answers(self, process: "subprocess.Popen[bytes]", log: Path) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        tail = log.read_text(encoding="utf-8", errors="replace")[-3000:]
        raise CommandFailedError(f"The web server did not start:\n{tail}")


@dataclass(frozen=True)
class Memory:
    """Bytes: the most a worker held, and how much of what it holds now is its own.

    The first includes pages of the index that the system maps in and may take back.
    """

    peak: int
    own: int


class Server:
    """A running server; what it used so far is read from /proc."""

    def __init__(self, pid: int, port: int, log: Path) -> None:
        self.port = port
        self._pid = pid
        self._log = log

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self._pid}/task/{self._pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def errors(self) -> list[str]:
        """Errors it logged, with where they came from.

        A page that had to do without the search index looks well too.
        """
        log = self._log.read_text(encoding="utf-8", errors="replace")
        return [entry for entry in NEXT_ENTRY.split(log) if " ERROR " in entry.partition("\n")[0]]

    def memory(self) -> Memory:
        """Of the largest worker."""
        found = [_status(pid) for pid in self.workers()]
        return Memory(
            peak=max(status.get("VmHWM", 0) for status in found),
            own=max(status.get("RssAnon", 0) for status in found),
        )

    def processor_milliseconds(self) -> float:
        """The time that all threads of all workers spent on a processor."""
        total = 0
        for pid in self.workers():
            for thread in Path(f"/proc/{pid}/task").iterdir():
                try:
                    total += int((thread / "schedstat").read_text().split()[0])
                except (FileNotFoundError, ProcessLookupError):
                    continue  # the thread ended just now
        return total / 1e6


def _status(pid: int) -> dict[str, int]:
    """The sizes in /proc/<pid>/status, in bytes."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    parts = [line.split() for line in lines]
    return {part[0].rstrip(":"): int(part[1]) * KIBI for part in parts if part[-1] == "kB"}
