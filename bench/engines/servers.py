"""The servers that some candidates need: used when they run, started when they can be."""

import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from bench.site import ROOT, free_port

ELASTICSEARCH = "VLECHTWERK_TEST_ELASTICSEARCH"
ELASTICSEARCH_HOME = "VLECHTWERK_ELASTICSEARCH_HOME"
START_SECONDS = 120.0


class NotAvailableError(Exception):
    """Why a server cannot be used."""


@contextmanager
def elasticsearch(environment: dict[str, str]) -> Iterator[str]:
    """The address of a node: the one that is named, or one started from a folder that is."""
    if address := environment.get(ELASTICSEARCH):
        if not _answers(address):
            raise NotAvailableError(f"nothing answers at {address} ({ELASTICSEARCH})")
        yield address
        return
    home = environment.get(ELASTICSEARCH_HOME)
    if not home:
        raise NotAvailableError(
            f"neither {ELASTICSEARCH} (an address) nor {ELASTICSEARCH_HOME} (a folder that "
            "`.ci/elasticsearch get` made) is set"
        )
    with _node(home) as address:
        yield address


@contextmanager
def _node(home: str) -> Iterator[str]:
    script = str(ROOT / ".ci" / "elasticsearch")
    port = free_port()
    folder = tempfile.mkdtemp(prefix="vlechtwerk-bench-node-")
    settings = (
        f"http.port: {port}",
        f"transport.port: {free_port()}",
        "cluster.name: vlechtwerk-bench",
        "discovery.type: single-node",
    )
    with (Path(folder) / "node.log").open("wb") as log:
        node = subprocess.Popen(
            [script, "node", home, folder, *settings], stdout=log, stderr=subprocess.STDOUT
        )
        try:
            address = f"http://127.0.0.1:{port}"
            subprocess.run([script, "wait", address], check=True, capture_output=True)
            yield address
        except subprocess.CalledProcessError:
            raise NotAvailableError("the node of Elasticsearch did not start") from None
        finally:
            node.terminate()
            node.wait(timeout=START_SECONDS)
            shutil.rmtree(folder, ignore_errors=True)


def _answers(address: str) -> bool:
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address.rstrip('/')}/_cluster/health", timeout=5):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.2)
    return False


@contextmanager
def postgres(environment: dict[str, str]) -> Iterator[str]:
    """A cluster of its own in a temporary folder; durability is not what is measured."""
    programs = _newest_programs()
    # The server refuses to run as root; Debian has a user for it.
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="vlechtwerk-bench-postgres-"))
    if user:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", free_port()

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [*user, str(programs / program), *arguments],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
        )

    run("initdb", "-D", str(data), "-U", "bench", "--auth=trust", "--encoding=UTF8", "--locale=C")
    options = f"-k {folder} -p {port} -c listen_addresses='' -c fsync=off -c jit=off"
    run("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"host={folder} port={port} user=bench"
    finally:
        run("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def new_database(server: str, name: str) -> str:
    """The address of an empty database on that server."""
    with psycopg.connect(f"{server} dbname=postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    return f"{server} dbname={name}"


def _newest_programs() -> Path:
    known = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if not known:
        raise NotAvailableError("PostgreSQL is not installed in /usr/lib/postgresql")
    return known[-1].parent


SERVERS = {"elasticsearch": elasticsearch, "postgres": postgres}
