"""Names for processes, so that a claim by one that was killed can be known for what it is."""

import hashlib
import os
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

_PROC = Path("/proc")


def new_token() -> str:
    """A token for a claim of this process; at most 100 characters."""
    pid = os.getpid()
    return f"{_machine()}:{pid}:{_start_of(pid)}:{uuid4().hex}"


def is_surely_dead(token: str) -> bool:
    """Whether the process that made a token has ended. False also when that cannot be known: it
    ran on another machine or in another container, or the system does not tell."""
    machine, _, rest = token.partition(":")
    pid, _, rest = rest.partition(":")
    start = rest.partition(":")[0]
    if not machine or machine != _machine() or not pid.isdigit() or not start:
        return False
    return _start_of(int(pid)) != start


@lru_cache(maxsize=1)
def _machine() -> str:
    """This start of this machine, and within it what has numbers of processes of its own."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text()
        return hashlib.sha256(f"{boot}{(_PROC / 'self/ns/pid').readlink()}".encode()).hexdigest()[
            :16
        ]
    except OSError:
        return ""


def _start_of(pid: int) -> str:
    """When a process began, as the system counts: numbers of processes are used again."""
    try:
        state, *fields = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    # A zombie has ended, and only waits for its parent to hear of it.
    return "" if state == "Z" else fields[18]
