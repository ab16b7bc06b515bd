"""The server of partners: what stands at its paths, with or without a mark that says whether it changed."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Partner:
    """`pages` are bodies by path; those below `/marked/` have an ETag."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self._server = ThreadingHTTPServer(("0.0.0.0", 0), _handler(self.pages))

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def address(self, path: str, number: int = 1) -> str:
        """At one of many servers: each number is another address of this machine."""
        return f"http://127.0.{number // 250}.{number % 250 + 1}:{self.port}{path}"

    @contextmanager
    def serving(self) -> Iterator["Partner"]:
        thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()


def _handler(pages: dict[str, bytes]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path, b"")
            mark = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            is_marked = self.path.startswith("/marked/")
            if is_marked and self.headers.get("If-None-Match") == mark:
                self.send_response(304)
                body = b""
            else:
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "text/calendar; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
            if is_marked:
                self.send_header("ETag", mark)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: Any) -> None:
            return

    return Handler
