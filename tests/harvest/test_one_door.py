"""Only `harvest/http.py` may speak to the outside: read from the syntax trees of all modules.

Tests, the bench and tools speak to servers of their own. The library of Elasticsearch, which
`search/engines` uses for the site's own search server, is no client for addresses of others: its
address comes from the settings, and nobody who uses the site can change it. Mail goes to the mail
server of the settings in the same way, so `smtplib`, whose faults are caught, is none either.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

DOOR = Path("harvest/http.py")
NOT_THE_SITE = {"tests", "bench", "tools", "var", "node_modules"}
CLOSED = {
    "_socket",
    "_ssl",
    "aiohttp",
    "dns",
    "ftplib",
    "http.client",
    "http.server",
    "httplib2",
    "httpcore",
    "httpx",
    "imaplib",
    "multiprocessing.connection",
    "nntplib",
    "paramiko",
    "poplib",
    "pycurl",
    "requests",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib.request",
    "urllib.robotparser",
    "urllib3",
    "websocket",
    "websockets",
    "xmlrpc",
}
# What reaches a socket without importing it by name.
CLOSED_CALLS = {"open_connection", "create_connection", "open_unix_connection", "sock_connect"}
CLOSED_PROGRAMS = {"curl", "wget", "nc", "netcat", "socat", "telnet", "ftp", "ssh"}
IMPORTERS = {"__import__", "import_module", "import_string", "find_spec", "import_object"}


def modules() -> list[Path]:
    root = settings.BASE_DIR
    found = (path.relative_to(root) for path in root.rglob("*.py"))
    return sorted(
        path
        for path in found
        if not any(part in NOT_THE_SITE or part.startswith(".") for part in path.parts)
    )


def is_closed(module: str) -> bool:
    return any(module == closed or module.startswith(f"{closed}.") for closed in CLOSED)


def is_closed_part(dotted: str) -> bool:
    """`urllib.request` after `import urllib`; a variable may be called `requests`."""
    return any(dotted == closed for closed in CLOSED if "." in closed)


def ways_out(source: str) -> list[str]:
    """What in this module leads outside, in words."""
    return [way for node in ast.walk(ast.parse(source)) for way in _ways(node)]


def _ways(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names if is_closed(alias.name))
        case ast.ImportFrom(module=module, names=names):
            full = [f"{module}.{alias.name}" for alias in names]
            yield from (name for name in [module or "", *full] if is_closed(name))
            if module == "harvest.http":
                yield from (
                    f"harvest.http.{alias.name}" for alias in names if alias.name not in OFFERED
                )
        case ast.Attribute(attr=name) if name in CLOSED_CALLS or is_closed_part(ast.unparse(node)):
            yield ast.unparse(node)
        case ast.Call(func=called, args=[ast.Constant(value=str(name)), *_]) if _last_name(
            called
        ) in IMPORTERS and is_closed(name):
            yield f"{_last_name(called)}({name!r})"
        case ast.Subscript(value=held, slice=ast.Constant(value=str(name))) if ast.unparse(
            held
        ) == "sys.modules" and is_closed(name):
            yield f"sys.modules[{name!r}]"
        case ast.List(elts=[ast.Constant(value=str(program)), *_]) if (
            Path(program).name in CLOSED_PROGRAMS
        ):
            yield f"the program {program}"


def _last_name(called: ast.expr) -> str:
    return ast.unparse(called).rpartition(".")[2]


def offered() -> set[str]:
    """What the door says itself that others may use."""
    tree = ast.parse((settings.BASE_DIR / DOOR).read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    raise AssertionError(f"{DOOR} has no __all__")


OFFERED = offered()


def test_no_module_but_the_door_leads_outside():
    found = {
        str(path): ways
        for path in modules()
        if path != DOOR
        and (ways := ways_out((settings.BASE_DIR / path).read_text(encoding="utf-8")))
    }
    assert found == {}


def test_the_door_itself_is_seen_by_this_test():
    """Otherwise the test above would look at nothing."""
    seen = modules()
    assert DOOR in seen
    assert {path.parts[0] for path in seen} >= set(settings.ROOMS)
    source = (settings.BASE_DIR / DOOR).read_text(encoding="utf-8")
    assert {"socket", "ssl", "http.client"} <= set(ways_out(source))


@pytest.mark.parametrize(
    "source",
    [
        "import socket",
        "import socket as x",
        "def f():\n    import requests.sessions",
        "from urllib import request",
        "from urllib.request import urlopen as u",
        "import urllib\nurllib.request.urlopen",
        "from http import client",
        "import http\nhttp.client.HTTPConnection",
        "__import__('socket')",
        "import importlib\nimportlib.import_module('httpx')",
        "from importlib import import_module\nimport_module('urllib3.util')",
        "import sys\nsys.modules['socket']",
        "import asyncio\nasyncio.open_connection('a', 1)",
        "import subprocess\nsubprocess.run(['/usr/bin/curl', 'x'])",
        "from harvest.http import socket",
    ],
)
def test_hidden_ways_are_seen(source):
    assert ways_out(source)


@pytest.mark.parametrize(
    "source",
    [
        "from urllib.parse import urlsplit",
        "from http import HTTPStatus",
        "from harvest.http import fetch",
        "from django.utils.module_loading import import_string\nimport_string('a.b')",
        "requests = []\nrequests.append(1)",
    ],
)
def test_what_stays_inside_may_be_imported(source):
    assert ways_out(source) == []
