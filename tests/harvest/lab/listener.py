"""Listens at every address and port of the lab, and writes down each connection it accepts.

Its log is the truth of the lab: what was accepted is written before anything is read.
"""

import contextlib
import gzip
import json
import os
import socket
import ssl
import struct
import threading
import time
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.harvest.lab import certificates
from tests.harvest.lab.cases import DEAD, Case, case_of, here

PORTS = [80, 443, 22, 6379, 9200, 3128]
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//lab//NL\r\nEND:VCALENDAR\r\n"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/calendar\r\nX-Case: lab\r\n"
# A server that is never stopped by us: the clients have to stop by themselves.
LONGEST = 60


class Log:
    """One line of JSON for each thing that happened, written at once."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def write(self, **what: object) -> None:
        os.write(self._file, json.dumps(what).encode() + b"\n")


def bind() -> list[socket.socket]:
    """All sockets, listening already; the dead ones are full, so that nobody gets in."""
    sockets = []
    for port in PORTS:
        for family, everywhere in ((socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::")):
            listening = socket.socket(family)
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            if family == socket.AF_INET6:
                listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            listening.bind((everywhere, port))
            listening.listen(256)
            sockets.append(listening)
    return sockets


def bind_dead() -> list[socket.socket]:
    """Hosts that answer nothing at all: their queue is full, so the kernel drops who knocks."""
    kept = []
    for address in DEAD:
        full = socket.socket()
        full.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        full.bind((address, 80))
        full.listen(0)
        kept += [full, socket.create_connection((address, 80))]
    return kept


def serve(sockets: list[socket.socket], log: Log, folder: Path) -> None:
    """Answers until the process is killed."""
    secured = certificates.context(folder)
    for listening in sockets:
        threading.Thread(target=_accept, args=(listening, log, secured), daemon=True).start()
    threading.Event().wait()


def _accept(listening: socket.socket, log: Log, secured: ssl.SSLContext) -> None:
    number = 0
    while True:
        connection, peer = listening.accept()
        local = connection.getsockname()
        number += 1
        ident = f"{local[0]}|{local[1]}|{number}"
        log.write(event="accepted", id=ident, address=local[0], port=local[1], peer=peer[1])
        threading.Thread(
            target=_talk, args=(connection, ident, local[1], log, secured), daemon=True
        ).start()


def _talk(
    connection: socket.socket, ident: str, port: int, log: Log, secured: ssl.SSLContext
) -> None:
    with contextlib.suppress(OSError, ValueError):
        connection.settimeout(LONGEST)
        if port == 443:
            if b"hangs.lab.nl" in connection.recv(4096, socket.MSG_PEEK):
                time.sleep(LONGEST)
            connection = secured.wrap_socket(connection, server_side=True)
        head = b""
        while b"\r\n\r\n" not in head and len(head) < 65536 and (piece := connection.recv(4096)):
            head += piece
        text = head.decode("latin-1")
        path = text.split(" ")[1] if text.count(" ") > 1 else ""
        log.write(event="asked", id=ident, path=path, head=text)
        case = case_of(path)
        if case:
            _answer(connection, case, path)
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()


def _answer(connection: socket.socket, case: Case, path: str) -> None:
    behaviour = case.behaviour
    if path.endswith("/packed"):
        behaviour = "packed"
    if behaviour.startswith("redirect"):
        _redirect(connection, case, path)
    elif behaviour in READY:
        connection.sendall(READY[behaviour]())
    else:
        GREEDY[behaviour](connection)


def _redirect(connection: socket.socket, case: Case, path: str) -> None:
    words = case.behaviour.split()
    status = 307 if "307" in words else 302
    location = case.location.replace("{here}", path if "on" in words else here(case))
    connection.sendall(
        f"HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\n"
        "Set-Cookie: session=1\r\nContent-Length: 0\r\n\r\n".encode()
    )


def _drip(connection: socket.socket, drop: bytes) -> None:
    for _ in range(LONGEST):
        connection.sendall(drop)
        time.sleep(1)


def _pour(connection: socket.socket, piece: bytes) -> None:
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        connection.sendall(piece)


def _whole(body: bytes, *headers: bytes) -> bytes:
    length = b"Content-Length: %d" % len(body)
    return HEAD + b"\r\n".join([*headers, length, b"", body])


def _in_chunks(body: bytes) -> bytes:
    pieces = [body[start : start + 7] for start in range(0, len(body), 7)]
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return (
        HEAD
        + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
        + chunks
        + b"0\r\n\r\n"
    )


@cache
def bomb() -> bytes:
    """2 MB of gzip that hold 2 GB of nothing: one packed megabyte, again and again."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
    end = b"\x03\x00" + struct.pack("<II", 0, 0)
    return head + block * (2**31 // 2**20) + end


READY: dict[str, Callable[[], bytes]] = {
    "calendar": lambda: _whole(CALENDAR),
    "packed": lambda: _in_chunks(gzip.compress(CALENDAR)),
    "bomb": lambda: _whole(bomb(), b"Content-Encoding: gzip"),
    "double bomb": lambda: _whole(gzip.compress(bomb()), b"Content-Encoding: gzip, gzip"),
    "bomb in gzip": lambda: _whole(gzip.compress(bomb() * 6), b"Content-Encoding: gzip"),
}


def _endless_body(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"\r\n")
    _pour(connection, b"x" * 65536)


def _endless_chunks(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    _pour(connection, b"1000\r\n" + b"x" * 4096 + b"\r\n")


def _four_gigabytes(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Length: 4294967296\r\n\r\n")
    _pour(connection, b"x" * 65536)


def _slow_body(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\n")
    _drip(connection, b"B")


def _slow_headers(connection: socket.socket) -> None:
    connection.sendall(HEAD)
    _drip(connection, b"X-More: yes\r\n")


def _big_headers(connection: socket.socket) -> None:
    connection.sendall(HEAD)
    for number in range(120):
        lines = (b"X-%d-%d: %s\r\n" % (number, line, b"y" * 1000) for line in range(1024))
        connection.sendall(b"".join(lines))
    connection.sendall(b"\r\n")


GREEDY: dict[str, Callable[[socket.socket], None]] = {
    "endless body": _endless_body,
    "endless chunks": _endless_chunks,
    "4 GB": _four_gigabytes,
    "slow body": _slow_body,
    "slow headers": _slow_headers,
    "big headers": _big_headers,
}
