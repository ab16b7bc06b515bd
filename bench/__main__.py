"""`make bench`, or `.venv/bin/python -m bench --help`."""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from bench.calendar.__main__ import RESULT as CALENDAR_RESULT
from bench.coverage.__main__ import RESULT as COVERAGE_RESULT
from bench.duplicates.__main__ import RESULT as DUPLICATES_RESULT
from bench.engines import report as engine_report
from bench.engines.comparing import Comparison
from bench.engines.comparing import Plan as ComparisonPlan
from bench.harvest.__main__ import RESULT as HARVEST_RESULT
from bench.measuring import BadAnswersError, Measurement, Plan, measure
from bench.options import arguments, engine_sizes, page_sizes
from bench.overlap.__main__ import RESULT as OVERLAP_RESULT
from bench.report import Size, markdown, results
from bench.site import ROOT, CommandFailedError, Run, Site
from bench.stages import Stage

PARTS = ("pages", "calendar", "duplicates", "overlap", "harvest", "coverage", "engines")
RESULTS = ROOT / "bench" / "results.json"


def tell(line: str) -> None:
    """Progress goes to the error stream, so that the report can be kept by `>`."""
    print(line, file=sys.stderr, flush=True)


class Bench:
    """One site that grows from size to size."""

    def __init__(self, site: Site, options: argparse.Namespace) -> None:
        self.site = site
        self.options = options
        self.plan = Plan(options.requests, options.passes, options.seconds, options.seed)

    def prepare(self) -> None:
        """Everything that `make run` does before it serves."""
        for command in (
            ("compile_translations",),
            ("collectstatic", "--no-input"),
            ("migrate", "--no-input"),
            ("load_launch_content",),
        ):
            tell(f"{command[0]} ...")
            run = self.site.manage(*command)
            tell(f"  {run.seconds:.0f} s")
        self._set_up_django()

    def size(self, generated: int) -> Size:
        label = f"{generated:,} generated" if generated else "launch content"
        tell(f"\n{label}")
        growth = generated - self._generated()
        generating = None
        if growth > 0:
            generating = self.site.manage("make_bulk_content", str(growth))
            tell(f"  generated in {generating.seconds:.0f} s")
        rebuilding = self._rebuild()
        measurement = self._measure()
        return Size(
            label=label,
            items=self._items(),
            generating=generating,
            rebuilding=rebuilding,
            database=_bytes(self.site.folder, "vlechtwerk.sqlite3*"),
            index=_bytes(self.site.folder / "index", "**/*"),
            measurement=measurement,
            stages=self._stages(),
        )

    def _rebuild(self) -> Run | None:
        if self.options.reuse_index:
            self.site.manage("search_index", "drain")
            return None
        run = self.site.manage("search_index", "rebuild")
        tell(f"  index rebuilt in {run.seconds:.0f} s")
        return run

    def profile(self, group: str) -> str:
        from bench.material import read_material
        from bench.profiling import profile

        return profile(read_material(self.plan.seed), group, self.plan)

    def _stages(self) -> list[Stage]:
        from bench.material import read_material
        from bench.stages import stages_of

        return stages_of(read_material(self.plan.seed), "search", 200, self.plan.seed)

    def _measure(self) -> Measurement:
        from bench.material import read_material

        return measure(self.site, read_material(self.plan.seed), self.plan, tell)

    def _set_up_django(self) -> None:
        """In this process too, for reading which addresses there are."""
        for name in set(os.environ) - set(self.site.environment):
            del os.environ[name]
        os.environ.update(self.site.environment)
        import django

        django.setup()

    def _generated(self) -> int:
        from bench.material import KINDS
        from portal.bulk_content.mark import generated

        return sum(generated(model).count() for model in KINDS)

    def _items(self) -> int:
        from bench.material import KINDS

        return sum(model.objects.live().count() for model in KINDS)


def _bytes(folder: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file())


def pages(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """The first part, printed as it ends; what is returned is to be kept."""
    bench = Bench(Site(folder, workers=options.workers), options)
    bench.prepare()
    measured = [bench.size(number) for number in page_sizes(options)]
    print(markdown(measured), flush=True)
    if options.profile:
        print(bench.profile(options.profile))
    return results(measured)


def engines(
    options: argparse.Namespace, folder: Path, surroundings: Mapping[str, str]
) -> dict[str, Any]:
    """The second part."""
    plan = ComparisonPlan(
        sizes=engine_sizes(options),
        questions=options.questions,
        passes=options.passes,
        seconds=options.patience,
        seed=options.seed,
        only=options.candidates,
        reuse=options.reuse_index,
    )
    comparison = Comparison(folder, plan, tell, surroundings)
    compared = comparison.run()
    print(engine_report.markdown(compared, comparison.skipped), flush=True)
    return engine_report.results(compared, comparison.skipped)


def calendar(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """The third part, in a process of its own."""
    names = ("events", "requests", "passes", "seconds", "workers", "seed")
    return _apart("calendar", CALENDAR_RESULT, names, options, folder)


def duplicates(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """The fourth part, in a process of its own."""
    names = ("items", "requests", "seed")
    return _apart("duplicates", DUPLICATES_RESULT, names, options, folder)


def overlap(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """The part about overlap, in a process of its own."""
    return _apart("overlap", OVERLAP_RESULT, ("items", "requests", "seed"), options, folder)


def harvest(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """The fifth part, in a process of its own."""
    names = ("feed", "sources", "workers", "seed")
    return _apart("harvest", HARVEST_RESULT, names, options, folder)


def coverage(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """The sixth part, in a process of its own."""
    names = ("items", "passes", "seed")
    return _apart("coverage", COVERAGE_RESULT, names, options, folder)


def _apart(
    part: str, result: str, names: Sequence[str], options: argparse.Namespace, folder: Path
) -> dict[str, Any]:
    command = [sys.executable, "-m", f"bench.{part}", str(folder)]
    command += [f"--{name}={getattr(options, name)}" for name in names]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise CommandFailedError(f"The part {part} could not be measured; see above.")
    measured: dict[str, Any] = json.loads((folder / result).read_text(encoding="utf-8"))
    return measured


def stop(_signal: int, _frame: object) -> NoReturn:
    """As Ctrl-C does: servers are stopped and folders removed on the way out."""
    raise KeyboardInterrupt


def main() -> int:
    options = arguments()
    wanted = [part for part in PARTS if getattr(options, f"{part}_only")] or PARTS
    signal.signal(signal.SIGTERM, stop)
    started = time.monotonic()
    # The first part takes settings out of this process that the second looks for.
    surroundings = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="vlechtwerk-bench-") as temporary:
        folder = options.folder.resolve() if options.folder else Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        kept: dict[str, Any] = {}
        try:
            if "pages" in wanted:
                kept |= pages(options, folder)
            if "calendar" in wanted:
                kept["calendar"] = calendar(options, folder / "calendar")
            if "duplicates" in wanted:
                kept["duplicates"] = duplicates(options, folder / "duplicates")
            if "overlap" in wanted:
                kept["overlap"] = overlap(options, folder / "overlap")
            if "harvest" in wanted:
                kept["harvest"] = harvest(options, folder / "harvest")
            if "coverage" in wanted:
                kept["coverage"] = coverage(options, folder / "coverage")
            if "engines" in wanted:
                kept["engines"] = engines(options, folder / "engines", surroundings)
        except (CommandFailedError, BadAnswersError) as fault:
            tell(str(fault))
            return 1
        RESULTS.write_text(json.dumps(kept, indent=1), encoding="utf-8")
        tell(f"Written to {RESULTS.relative_to(ROOT)}; {time.monotonic() - started:.0f} s in all.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
