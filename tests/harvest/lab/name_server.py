"""A name server of thirty lines: it knows the names of the cases and forgets nothing it said."""

import ipaddress
import socket
import struct
from collections import Counter

from tests.harvest.lab.cases import ALL

ADDRESS = ("127.0.0.53", 53)
NAMES = {name: answers for case in ALL for name, answers in case.names.items()}
SILENT = "silent.lab.nl"
A, AAAA = 1, 28


def bind() -> socket.socket:
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(ADDRESS)
    return server


def serve(server: socket.socket) -> None:
    """Answers until the process is killed."""
    asked: Counter[tuple[str, int]] = Counter()
    while True:
        question, client = server.recvfrom(4096)
        if answer := _answer(question, asked):
            server.sendto(answer, client)


def _answer(question: bytes, asked: Counter[tuple[str, int]]) -> bytes:
    labels, position = [], 12
    while length := question[position]:
        labels.append(question[position + 1 : position + 1 + length].decode("ascii"))
        position += 1 + length
    name = ".".join(labels).lower()
    kind = struct.unpack(">H", question[position + 1 : position + 3])[0]
    if name == SILENT:
        return b""
    known = NAMES.get(name)
    records = []
    if known:
        turn = min(asked[name, kind], len(known) - 1)
        asked[name, kind] += 1
        found = [ipaddress.ip_address(address) for address in known[turn]]
        records = [number for number in found if kind == (A if number.version == 4 else AAAA)]
    # An answer of its own; recursion is there; no such name when nobody knows it.
    flags = 0x8180 if known else 0x8183
    head = question[:2] + struct.pack(">HHHHH", flags, 1, len(records), 0, 0)
    rows = [
        # The name stands at byte 12; class IN; nobody may keep it.
        struct.pack(">HHHIH", 0xC00C, kind, 1, 0, len(number.packed)) + number.packed
        for number in records
    ]
    return head + question[12 : position + 5] + b"".join(rows)
