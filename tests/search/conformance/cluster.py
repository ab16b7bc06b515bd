"""A cluster of real nodes on this machine, one of which can be killed."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections import Counter
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Self

from django.conf import settings
from elasticsearch import Elasticsearch

STARTER = settings.BASE_DIR / ".ci" / "elasticsearch"
START_SECONDS = 180


class Node:
    """One server process with its own folder."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.http, self.transport = _free_port(), _free_port()
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.http}"

    def start(self, home: str, together: list[str]) -> None:
        options = [
            "cluster.name: vlechtwerk-test",
            f"node.name: {self.name}",
            f"http.port: {self.http}",
            f"transport.port: {self.transport}",
            *together,
        ]
        with (self._folder / f"{self.name}.log").open("wb") as log:
            self._process = subprocess.Popen(
                [STARTER, "node", home, self._folder / self.name, *options],
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                # The server and what starts it form a group, which is killed as one.
                start_new_session=True,
            )

    def kill(self) -> None:
        """As when the machine loses power: nothing is said to anybody."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


class Cluster:
    """Three nodes that know each other, from entering to leaving the context."""

    def __init__(self, size: int = 3) -> None:
        # Not below pytest's folder, which no other user may enter: the nodes do not run as root.
        self._folder = Path(tempfile.mkdtemp(prefix="vlechtwerk-cluster-"))
        self._folder.chmod(0o755)
        self.nodes = [Node(f"node{number}", self._folder) for number in range(1, size + 1)]
        self._stack = ExitStack()

    @property
    def hosts(self) -> str:
        return ",".join(node.host for node in self.nodes)

    def __enter__(self) -> Self:
        self._stack.callback(shutil.rmtree, self._folder, ignore_errors=True)
        names = ", ".join(node.name for node in self.nodes)
        seeds = ", ".join(f'"127.0.0.1:{node.transport}"' for node in self.nodes)
        together = [
            f"cluster.initial_master_nodes: [{names}]",
            f"discovery.seed_hosts: [{seeds}]",
        ]
        with self._stack:
            for node in self.nodes:
                node.start(settings.TEST_ELASTICSEARCH_HOME, together)
                self._stack.callback(node.kill)
            for node in self.nodes:
                subprocess.run([STARTER, "wait", f"http://{node.host}"], check=True)
            self.client = Elasticsearch(
                [f"http://{node.host}" for node in self.nodes], request_timeout=60
            )
            self._stack.callback(self.client.close)
            self.client.cluster.health(wait_for_nodes=str(len(self.nodes)), timeout="60s")
            self._stack = self._stack.pop_all()
        return self

    def __exit__(self, *_fault: object) -> None:
        self._stack.close()

    def holder_of_primaries(self, index: str) -> Node:
        """A node that has first copies of an index: the elected master, whose loss hurts most,
        or else the one with most of them."""
        shards = self.client.cat.shards(index=index, format="json", h=["prirep", "node"])
        first = Counter(shard["node"] for shard in shards if shard["prirep"] == "p")
        master = self.client.cat.master(format="json")[0]["node"]
        name = master if master in first else first.most_common(1)[0][0]
        return next(node for node in self.nodes if node.name == name)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
