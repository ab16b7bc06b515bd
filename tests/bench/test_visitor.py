import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench.addresses import Request
from bench.visitor import Visitor

PAGE = b"<p>omscholing</p>" * 500


class Page(BaseHTTPRequestHandler):
    """Answers as the site does: compressed for whoever accepts it, a part for HTMX."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        page = PAGE[:17] if self.headers.get("HX-Request") else PAGE
        packed = "gzip" in self.headers.get("Accept-Encoding", "") and page is PAGE
        body = gzip.compress(page) if packed else page
        self.send_response(404 if self.path == "/weg/" else 200)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Nothing on the screen."""


class FakeServer:
    """Says that it works two milliseconds for every page."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._worked = 0.0

    def processor_milliseconds(self) -> float:
        self._worked += 1.0
        return self._worked * 2


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        visitor = Visitor(FakeServer(listening.server_address[1]))  # type: ignore[arg-type]
        yield visitor
        visitor.close()
        listening.shutdown()


def test_a_page_is_measured_packed_and_unpacked(visitor: Visitor) -> None:
    sample = visitor.ask(Request("search", "one word", "/zoeken/?q=ict"))
    assert (sample.status, sample.raw, sample.processor) == (200, len(PAGE), 2.0)
    assert 0 < sample.sent < sample.raw
    assert sample.milliseconds > 0


def test_a_changed_filter_asks_for_the_part_that_changes(visitor: Visitor) -> None:
    assert visitor.ask(Request("search", "changed filter", "/zoeken/", part=True)).raw == 17


def test_a_page_that_is_not_there_is_told_as_it_is(visitor: Visitor) -> None:
    assert visitor.ask(Request("item", "offer", "/weg/")).status == 404


def test_asking_stops_at_the_deadline_but_not_before_the_first_page(visitor: Visitor) -> None:
    requests = [Request("list", "first page", "/aanbod/")] * 5
    assert len(visitor.ask_all(requests, deadline=time.monotonic() - 1)) == 1
    assert len(visitor.ask_all(requests, deadline=time.monotonic() + 60)) == 5
