"""Runs all cases inside the namespace, each in a process of its own, all at once.

    ip netns exec NAME python -m tests.harvest.lab.world FOLDER

Writes `results.json` and `log.jsonl` into the folder.
"""

import json
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

from harvest.http import FetchError, fetch
from tests.harvest.lab import certificates, listener, name_server
from tests.harvest.lab.cases import (
    ALL,
    CLOSED_IPV4,
    CLOSED_IPV6,
    LINK_LOCAL,
    OTHER,
    PUBLIC,
    PUBLIC_IPV6,
    Case,
    here,
)

WALL_SECONDS = 25
EVERYWHERE = [
    *((address, 80) for address in [*CLOSED_IPV4, *CLOSED_IPV6, f"{LINK_LOCAL}%lo"]),
    *((address, 80) for address in ("127.0.0.1", "0.0.0.0", "::1", "::", OTHER)),
    *((PUBLIC, port) for port in listener.PORTS),
    ("127.0.0.1", 3128),
]
# On top of what the interpreter and its libraries have taken already.
ADDRESS_SPACE = 300 * 2**20


def main(folder: Path) -> None:
    os.environ["SSL_CERT_FILE"] = str(certificates.make(folder))
    _tempt(folder)
    log = listener.Log(folder / "log.jsonl")
    sockets, questions = listener.bind(), name_server.bind()
    dead = listener.bind_dead()
    servers = [
        _apart(lambda: listener.serve(sockets, log, folder)),
        _apart(lambda: name_server.serve(questions)),
    ]
    for listening in sockets:
        listening.close()
    try:
        results = _run_all(folder)
        # Each port has a queue; behind a knock that was heard, nobody stands in it any more.
        knocks = _knock([(host, port) for host in (PUBLIC, PUBLIC_IPV6) for port in listener.PORTS])
        _wait_until_heard(folder / "log.jsonl", knocks)
        log.write(event="control")
        reached = _knock(EVERYWHERE)
        _wait_until_heard(folder / "log.jsonl", reached)
        results["control"] = {"knocks": list(knocks.values()), "reached": list(reached)}
        (folder / "results.json").write_text(json.dumps(results))
    finally:
        del dead
        for server in servers:
            os.kill(server, signal.SIGKILL)
            os.waitpid(server, 0)


def _tempt(folder: Path) -> None:
    """What other programs would obey: a proxy, and passwords of this machine."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        os.environ[name] = os.environ[name.upper()] = "http://127.0.0.1:3128"
    os.environ["HOME"] = str(folder)
    (folder / ".netrc").write_text("default login lab password lab\n")
    (folder / ".netrc").chmod(0o600)


def _apart(work: Callable[[], None]) -> int:
    process = os.fork()
    if process == 0:
        try:
            work()
        finally:
            os._exit(1)
    return process


def _run_all(folder: Path) -> dict[str, dict[str, object]]:
    started = time.monotonic()
    running = {}
    for case in ALL:
        running[_apart(lambda case=case: _run(case, folder))] = case
    results: dict[str, dict[str, object]] = {}
    while running:
        process, status, used = os.wait4(-1, os.WNOHANG)
        if process == 0:
            if time.monotonic() - started > WALL_SECONDS:
                for late in running:
                    os.kill(late, signal.SIGKILL)
            time.sleep(0.05)
            continue
        if process not in running:
            raise RuntimeError("a server of the lab ended")
        case = running.pop(process)
        path = folder / f"{ALL.index(case)}.json"
        results[case.name] = {
            "alive": os.WIFEXITED(status) and path.exists(),
            "memory": used.ru_maxrss * 1024,
            **(json.loads(path.read_text()) if path.exists() else {}),
        }
    return results


def _run(case: Case, folder: Path) -> None:
    space = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (space + ADDRESS_SPACE, space + ADDRESS_SPACE))
    before = time.monotonic()
    outcomes = [_once(case.address.replace("{here}", here(case))) for _ in range(case.times)]
    told = {"seconds": time.monotonic() - before, "outcomes": outcomes}
    # In one step, so that a killed process leaves nothing that looks like a result.
    temporary = folder / f"{ALL.index(case)}.part"
    temporary.write_text(json.dumps(told))
    temporary.rename(folder / f"{ALL.index(case)}.json")
    os._exit(0)


def _once(address: str) -> dict[str, object]:
    try:
        got = fetch(address, user_agent="lab")
    except FetchError as fault:
        return {"works": False, "code": fault.code.value}
    return {"works": True, "is_calendar": got.body == listener.CALENDAR}


def _knock(doors: list[tuple[str, int]]) -> dict[str, int]:
    """What a client without any care reaches, with its own port there."""
    reached = {}
    for address, port in doors:
        with socket.create_connection((address, port), timeout=5) as connection:
            reached[f"{address}|{port}"] = connection.getsockname()[1]
    return reached


def _wait_until_heard(log: Path, knocks: dict[str, int]) -> None:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        lines = map(json.loads, log.read_text().splitlines())
        if set(knocks.values()) <= {line.get("peer") for line in lines}:
            return
        time.sleep(0.05)
    raise RuntimeError("the listener does not hear who knocks")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
