"""Makes a network namespace with nothing in it but invented hosts, and takes it away again."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.harvest.lab.cases import (
    CLOSED_IPV4,
    CLOSED_IPV6,
    DEAD_NETWORK,
    LINK_LOCAL,
    OTHER,
    PUBLIC,
    PUBLIC_IPV6,
)

PREFIX = "vlechtwerk-lab-"
FILES = Path("/etc/netns")


def why_not() -> str:
    """Why there can be no lab on this machine; empty when there can."""
    if os.name != "posix" or os.geteuid() != 0:
        return "a network namespace needs root"
    if not shutil.which("ip"):
        return "iproute2 is not installed"
    name = f"{PREFIX}{os.getpid()}-try"
    tried = _ip("netns", "add", name, check=False)
    if tried.returncode:
        return f"no network namespace can be made here: {tried.stderr.strip()}"
    # A name is given also where nothing may be mounted; the network itself tells.
    works = _ip("netns", "exec", name, "ip", "link", "set", "lo", "up", check=False)
    _ip("netns", "del", name, check=False)
    return works.stderr.strip() if works.returncode else ""


@contextlib.contextmanager
def namespace() -> Iterator[str]:
    """Its name holds our process, so that two runs on one machine do not meet."""
    _remove_forgotten()
    name = f"{PREFIX}{os.getpid()}"
    files = FILES / name
    try:
        files.mkdir(parents=True, exist_ok=True)
        (files / "resolv.conf").write_text("nameserver 127.0.0.53\noptions timeout:3 attempts:1\n")
        (files / "hosts").write_text("127.0.0.1 localhost\n::1 localhost\n")
        (files / "nsswitch.conf").write_text("hosts: files dns\n")
        _ip("netns", "add", name)
        _furnish(name)
        yield name
    finally:
        _remove(name)


def _furnish(name: str) -> None:
    lines = [
        "link set lo up",
        *(f"addr add {address}/32 dev lo" for address in (PUBLIC, OTHER, *CLOSED_IPV4)),
        *(f"addr add {address}/128 dev lo nodad" for address in (PUBLIC_IPV6, *CLOSED_IPV6)),
        f"addr add {LINK_LOCAL}/64 dev lo nodad",
        f"route add local {DEAD_NETWORK} dev lo",
    ]
    _ip("-netns", name, "-batch", "-", given="\n".join(lines) + "\n")


def _remove(name: str) -> None:
    for process in _ip("netns", "pids", name, check=False).stdout.split():
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(process), 9)
    _ip("netns", "del", name, check=False)
    shutil.rmtree(FILES / name, ignore_errors=True)
    with contextlib.suppress(OSError):
        FILES.rmdir()  # only when nobody else has anything there


def _remove_forgotten() -> None:
    """Those of runs that were killed."""
    for line in _ip("netns", "list", check=False).stdout.splitlines():
        name = line.split(" ")[0]
        process = name.removeprefix(PREFIX).removesuffix("-try")
        if (
            name.startswith(PREFIX)
            and process.isdecimal()
            and not Path(f"/proc/{process}").exists()
        ):
            _remove(name)


def _ip(*arguments: str, check: bool = True, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["ip", *arguments], check=check, input=given, capture_output=True, text=True, timeout=30
    )
