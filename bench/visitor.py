"""Asks a server for pages, one after another over one connection, and measures."""

import http.client
import time
import zlib
from collections.abc import Iterable

from bench.addresses import Request
from bench.site import Server
from bench.statistics import Sample

#: As a browser sends them; compressing is part of the work.
HEADERS = {"Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "gzip", "Accept-Language": "nl"}
PART_HEADERS = {"HX-Request": "true", "HX-Target": "search"}


class Visitor:
    """Keeps its connection between requests, as a browser does."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)

    def ask(self, request: Request) -> Sample:
        headers = HEADERS | (PART_HEADERS if request.part else {})
        before = self._server.processor_milliseconds()
        started = time.perf_counter()
        self._connection.request("GET", request.path, headers=headers)
        response = self._connection.getresponse()
        body = response.read()
        seconds = time.perf_counter() - started
        worked = self._server.processor_milliseconds() - before
        packed = response.headers.get("Content-Encoding") == "gzip"
        return Sample(
            group=request.group,
            scenario=request.scenario,
            path=request.path,
            status=response.status,
            milliseconds=seconds * 1000,
            processor=worked,
            sent=len(body),
            raw=len(zlib.decompress(body, wbits=31)) if packed else len(body),
        )

    def ask_all(self, requests: Iterable[Request], deadline: float) -> list[Sample]:
        """Every request in order, or as many as fit before the deadline (of time.monotonic)."""
        samples: list[Sample] = []
        for request in requests:
            if samples and time.monotonic() > deadline:
                break
            samples.append(self.ask(request))
        return samples

    def close(self) -> None:
        self._connection.close()
