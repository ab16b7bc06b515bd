"""One run: at each size every candidate is built, then they are asked in turns."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.engines.answer import Answer
from bench.engines.entries import (
    ENTRIES,
    FILTERS_ONLY,
    NOTHING,
    WORDS_AND_FILTERS,
    WORDS_ONLY,
    Entry,
    Placed,
)
from bench.engines.servers import SERVERS, NotAvailableError, new_database
from bench.engines.worker import Built, Held, Time, Worker, WorkerError, worker
from bench.site import Site, foreign
from bench.statistics import quietest_times

#: Of each set: how many of a hundred questions are asked.
TURNS = {WORDS_AND_FILTERS: 100, FILTERS_ONLY: 100, WORDS_ONLY: 50}
UNASKED = 10
COMPARED = 40
EDITS = 20

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """How much to compare; `seconds` is what one candidate has for one set in one turn."""

    sizes: Sequence[int]
    questions: int = 200
    passes: int = 5
    seconds: float = 20.0
    seed: int = 1
    only: Sequence[str] = ()
    reuse: bool = False


@dataclass
class Row:
    """What is known of one candidate at one size; times per question, pass by pass."""

    label: str
    built: Built | None = None
    size: int = 0
    held: Held | None = None
    turns: dict[str, list[list[Time]]] = field(default_factory=dict)
    edits: list[float] = field(default_factory=list)

    def times(self, name: str) -> list[float]:
        """By the clock, of the quietest pass; empty when it was not asked."""
        return quietest_times([[time.clock for time in each] for each in self.turns.get(name, [])])

    def own(self, name: str) -> list[float]:
        """What its process worked, of the pass with the least."""
        return quietest_times([[time.own for time in each] for each in self.turns.get(name, [])])


@dataclass
class Compared:
    """Everything of one size."""

    count: int
    rows: list[Row] = field(default_factory=list)
    agreement: list[str] = field(default_factory=list)
    loads: list[float] = field(default_factory=list)


class Comparison:
    def __init__(
        self, folder: Path, plan: Plan, tell: Tell, surroundings: Mapping[str, str]
    ) -> None:
        self._site = Site(folder / "site", workers=1)
        self._folder = folder
        self._plan = plan
        self._tell = tell
        self._surroundings = surroundings
        self.skipped: dict[str, str] = {}

    def run(self) -> list[Compared]:
        self._prepare()
        with ExitStack() as stack:
            servers = self._servers(stack)
            entries = [entry for entry in self._entries() if entry.label not in self.skipped]
            return [self._size(count, entries, servers) for count in self._plan.sizes]

    def _entries(self) -> list[Entry]:
        only = self._plan.only
        return [entry for entry in ENTRIES if not only or entry.module in only]

    def _prepare(self) -> None:
        """A database with tables only, for the stock search, and one with the curators' words."""
        self._site.folder.mkdir(parents=True, exist_ok=True)
        if self._content.exists() and self._tables.exists():
            return
        self._tell("the site's vocabulary ...")
        self._site.manage("migrate", "--no-input")
        shutil.copy(self._content, self._tables)
        self._site.manage("load_launch_content")

    @property
    def _content(self) -> Path:
        return self._site.folder / "vlechtwerk.sqlite3"

    @property
    def _tables(self) -> Path:
        return self._folder / "tables.sqlite3"

    def _servers(self, stack: ExitStack) -> dict[str, str]:
        addresses = {}
        for entry in self._entries():
            if not entry.server:
                continue
            try:
                server = SERVERS[entry.server](dict(self._surroundings))
                addresses[entry.server] = stack.enter_context(server)
            except NotAvailableError as reason:
                self.skipped[entry.label] = str(reason)
                self._tell(f"without {entry.label}: {reason}")
        return addresses

    def _size(self, count: int, entries: Sequence[Entry], servers: Mapping[str, str]) -> Compared:
        self._tell(f"\n{count:,} records")
        compared = Compared(count)
        with ExitStack() as stack:
            workers: dict[str, Worker] = {}
            for entry in entries:
                if count > entry.most:
                    continue
                row = Row(entry.label)
                try:
                    workers[entry.label] = stack.enter_context(
                        self._opened(entry, count, servers, row)
                    )
                    compared.rows.append(row)
                except WorkerError as fault:
                    self._give_up(entry.label, count, fault)
            rows = [row for row in compared.rows if row.label in workers]
            self._turns(compared, rows, workers)
            compared.agreement = self._agreement(rows, workers)
            for row in rows:
                self._edits(row, workers[row.label])
        return compared

    @contextmanager
    def _opened(
        self, entry: Entry, count: int, servers: Mapping[str, str], row: Row
    ) -> Iterator[Worker]:
        """Built by one process, asked of another, whose size tells what a web worker needs."""
        placed = self._place(entry, count, servers)
        seed = self._plan.seed
        ready = placed.folder / "ready"
        # What a server keeps is gone with it.
        if entry.server or not (self._plan.reuse and ready.exists()):
            with worker(entry, placed, count, seed) as building:
                row.built = building.call("build")
            ready.touch()
            self._tell(f"  {entry.label}: built in {row.built.seconds:.1f} s")
        with worker(entry, placed, count, seed) as asked:
            row.held = asked.call("held")
            row.size = asked.call("size")
            try:
                yield asked
            finally:
                with suppress(WorkerError):
                    asked.call("drop")

    def _place(self, entry: Entry, count: int, servers: Mapping[str, str]) -> Placed:
        folder = self._folder / f"{entry.module}-{count}"
        if not self._plan.reuse:
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        environment = self._site.environment | {
            "DJANGO_SETTINGS_MODULE": "bench.engines.settings",
            "SEARCH_URL": f"embedded://{folder / 'index'}",
        }
        address = servers.get(entry.server, "")
        if entry.server == "elasticsearch":
            prefix = f"bench-{os.getpid()}-{count}"
            environment["SEARCH_URL"] = f"{address.rstrip('/')}/{prefix}"
        elif entry.server == "postgres":
            address = new_database(address, f"bench_{count}")
        elif entry.module == "wagtail_sqlite":
            database = folder / "items.sqlite3"
            if not database.exists():
                shutil.copy(self._tables, database)
            environment["DATABASE_URL"] = f"sqlite:///{database}"
        return Placed(folder, environment, address, foreign(self._surroundings))

    def _turns(
        self, compared: Compared, rows: Sequence[Row], workers: Mapping[str, Worker]
    ) -> None:
        plan = self._plan
        for number in range(plan.passes):
            for row in rows:
                for name, share in TURNS.items():
                    asked = max(1, plan.questions * share // 100)
                    times = workers[row.label].call("turn", name, asked, plan.seconds)
                    row.turns.setdefault(name, []).append(times)
                times = workers[row.label].call("fresh", NOTHING, UNASKED, plan.seconds)
                row.turns.setdefault(NOTHING, []).append(times)
            compared.loads.append(os.getloadavg()[0])
            self._tell(f"  turn {number + 1}: load {compared.loads[-1]:.1f}")

    def _agreement(self, rows: Sequence[Row], workers: Mapping[str, Worker]) -> list[str]:
        """How many totals and counts are those of the first candidate."""
        lines = []
        for name in (FILTERS_ONLY, WORDS_AND_FILTERS, WORDS_ONLY):
            # What the slow ones need for it says how many can be compared.
            known: dict[str, list[Answer]] = {
                row.label: workers[row.label].call("answers", name, self._compared(row, name))
                for row in rows
            }
            lines += agreeing(name, known)
        return lines

    def _compared(self, row: Row, name: str) -> int:
        times = row.times(name)
        affordable = int(self._plan.seconds * 1000 / max(times)) if times else COMPARED
        return max(1, min(COMPARED, affordable))

    def _edits(self, row: Row, asked: Worker) -> None:
        try:
            row.edits = asked.call("edits", EDITS)
        except WorkerError as fault:
            self._tell(f"  {row.label}: no edits: {fault}")

    def _give_up(self, label: str, count: int, fault: WorkerError) -> None:
        self.skipped[f"{label} at {count:,}"] = str(fault).strip().splitlines()[-1]
        self._tell(f"  {label}: {fault}")


def agreeing(name: str, known: Mapping[str, Sequence[Answer]]) -> list[str]:
    """Per candidate, of how many questions the total, and the total and all counts, are equal."""
    lines = []
    labels = list(known)
    for label in labels[1:]:
        pairs = list(zip(known[labels[0]], known[label], strict=False))
        totals = sum(first.total == other.total for first, other in pairs)
        both = sum(first.agrees_with(other) for first, other in pairs)
        lines.append(
            f"{name}, {label}: of {len(pairs)} questions {totals} totals, "
            f"and of {both} every count as well"
        )
    return lines
