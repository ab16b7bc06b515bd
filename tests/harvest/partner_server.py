"""A partner's server on this machine, whose answers a test scripts.

    def test_something(partner_server):
        partner_server.answer("/feed.ics", body=CALENDAR, headers={"ETag": '"1"'})
        fetch(partner_server.url("/feed.ics"))
        assert partner_server.requests[0].path == "/feed.ics"

The fixture allows its address and port in the settings, which no installation does.
"""

import contextlib
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//partner//NL\r\nEND:VCALENDAR\r\n"


@dataclass(frozen=True)
class Answer:
    """What the server says at a path.

    `cut_after` closes the connection after so many bytes of the body, while the header promised
    all. `is_endless` sends the body again and again; `hangs` keeps the connection open and says
    nothing. `raw` are the bytes of the whole answer, status line included.
    """

    body: bytes = CALENDAR
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut_after: int | None = None
    is_endless: bool = False
    hangs: bool = False
    raw: bytes | None = None


@dataclass(frozen=True)
class Request:
    path: str
    headers: Mapping[str, str]


class PartnerServer:
    """`requests` holds all that came in; `most_at_once` how many of them were under way together."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.most_at_once = 0
        self._answers: dict[str, list[Answer]] = {}
        self._at_once = 0
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    def url(self, path: str = "/feed.ics") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def answer(self, path: str = "/feed.ics", body: bytes | str = CALENDAR, **rest) -> None:
        """From now on this is what stands at `path`. The rest as in Answer."""
        body = body.encode() if isinstance(body, str) else body
        self._answers[path] = [Answer(body, **rest)]

    def answer_in_turn(self, path: str, *answers: Answer) -> None:
        """One after the other; the last stays."""
        self._answers[path] = list(answers)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def next_answer(self, request: Request) -> Answer:
        with self._lock:
            self.requests.append(request)
            waiting = self._answers.get(request.path, [Answer(b"", status=404)])
            return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    @contextlib.contextmanager
    def counted(self) -> Iterator[None]:
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            yield
        finally:
            with self._lock:
                self._at_once -= 1

    def wait_until_stopped(self, seconds: float) -> None:
        self._stopping.wait(seconds)

    @property
    def is_stopping(self) -> bool:
        return self._stopping.is_set()


def _handler_of(partner: PartnerServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.close_connection = True
            answer = partner.next_answer(Request(self.path, dict(self.headers.items())))
            with partner.counted(), contextlib.suppress(OSError):
                self._give(answer)

        def _give(self, answer: Answer) -> None:
            if answer.hangs:
                partner.wait_until_stopped(30)
                return
            if answer.raw is not None:
                self.wfile.write(answer.raw)
                return
            status = answer.status
            etag = answer.headers.get("ETag")
            if status == 200 and etag and self.headers.get("If-None-Match") == etag:
                status = 304
            self.send_response(status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            has_length = "Content-Length" in answer.headers or answer.is_endless
            if status != 304 and not has_length:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if status == 304:
                return
            self.wfile.write(answer.body[: answer.cut_after])
            while answer.is_endless and not partner.is_stopping:
                self.wfile.write(answer.body or b"x")

        def log_message(self, *args: object) -> None:
            pass

    return Handler


@pytest.fixture
def partner_server(settings) -> Iterator[PartnerServer]:
    server = PartnerServer()
    settings.HARVEST_PORTS = [80, 443, server.port]
    settings.HARVEST_ALLOWED_NETWORKS = ["127.0.0.1/32"]
    server.start()
    try:
        yield server
    finally:
        server.stop()
