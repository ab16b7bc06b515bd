"""The programs that people subscribe with, each for somebody who has just installed it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import mkdtemp
from threading import Thread

import pytest
from django.utils import timezone

from tests.clients.ical_js import IcalJs
from tests.clients.khal import Khal
from tests.clients.libraries import read_with_libraries
from tests.clients.shown import Shown, in_order
from tests.clients.vdirsyncer import Vdirsyncer

#: Gives what a program makes of a calendar from a day through a day.
Reader = Callable[[str, date, date], list[Shown]]


@pytest.fixture
def in_spring(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the second of March 2026: what the events in here are seen from."""
    now = datetime(2026, 3, 2, 8, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def ical_js(tmp_path: Path) -> Reader:
    return IcalJs(tmp_path).read


@pytest.fixture
def khal(tmp_path: Path) -> Reader:
    """khal just installed, after importing the calendar as a file."""

    def read(text: str, first: date, last: date) -> list[Shown]:
        home = Path(mkdtemp(dir=tmp_path))
        installed = Khal(home, home / "kept")
        installed.keep(text)
        return installed.shows(first, last)

    return read


@pytest.fixture(params=["libraries", "ical_js", "khal"])
def reader(request: pytest.FixtureRequest) -> Reader:
    """Each way of reading a calendar."""
    if request.param == "libraries":
        return read_with_libraries
    read: Reader = request.getfixturevalue(request.param)
    return read


class Subscription:
    """Somebody who subscribed to an address with vdirsyncer and looks with khal."""

    def __init__(self, home: Path, address: str) -> None:
        self.vdirsyncer = Vdirsyncer(home, home / "calendar", address)
        self.khal = Khal(home, home / "calendar")

    def sync(self) -> None:
        self.vdirsyncer.sync()

    def shows(self, first: date, last: date) -> list[Shown]:
        return in_order(self.khal.shows(first, last))


@pytest.fixture
def subscribed(tmp_path: Path) -> Callable[[str], Subscription]:
    """Gives a subscription to an address, not fetched yet."""
    return lambda address: Subscription(tmp_path, address)


@dataclass
class Published:
    """A calendar at an address, which can be changed and can go wrong."""

    text: str
    status: int = 200
    address: str = ""


@pytest.fixture
def published() -> Iterator[Callable[[str], Published]]:
    """Publishes a calendar on this machine until the end of the test."""
    servers: list[ThreadingHTTPServer] = []

    def publish(text: str) -> Published:
        calendar = Published(text)

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = calendar.text.encode()
                self.send_response(calendar.status)
                self.send_header("Content-Type", "text/calendar; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_arguments: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        servers.append(server)
        Thread(target=server.serve_forever, daemon=True).start()
        calendar.address = f"http://127.0.0.1:{server.server_port}/agenda.ics"
        return calendar

    yield publish
    for server in servers:
        server.shutdown()
        server.server_close()
