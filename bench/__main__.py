"""`make bench`, or `.venv/bin/python -m bench --help`."""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from bench.measuring import BadAnswersError, Measurement, Plan, measure
from bench.report import Size, markdown, results
from bench.site import ROOT, CommandFailedError, Run, Site

RESULTS = ROOT / "bench" / "results.json"
DEFAULT_SIZES = "0,10000,100000"


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--sizes",
        type=sizes,
        default=sizes(DEFAULT_SIZES),
        help=f"numbers of generated items beside the launch content ({DEFAULT_SIZES})",
    )
    parser.add_argument("--requests", type=int, default=100, help="list pages per pass (100)")
    parser.add_argument("--passes", type=int, default=3, help="the quietest one counts (3)")
    parser.add_argument("--seconds", type=float, default=90.0, help="at most, per size (90)")
    parser.add_argument("--workers", type=int, default=2, help="processes of the web server (2)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profile", metavar="GROUP", help="tell where the time of a group goes")
    parser.add_argument(
        "--folder", type=Path, help="keep the site here and use it again; else a temporary folder"
    )
    parser.add_argument(
        "--reuse-index",
        action="store_true",
        help="in a kept folder: leave the index as it is where it still fits",
    )
    return parser.parse_args(given)


def sizes(text: str) -> list[int]:
    """ "0,10000" as numbers, smallest first."""
    try:
        found = sorted({int(part) for part in text.split(",")})
    except ValueError:
        found = []
    if not found or found[0] < 0:
        raise argparse.ArgumentTypeError("give whole numbers separated by commas")
    return found


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


def main() -> int:
    options = arguments()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="vlechtwerk-bench-") as temporary:
        folder = options.folder.resolve() if options.folder else Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(Site(folder, workers=options.workers), options)
        try:
            bench.prepare()
            measured = [bench.size(number) for number in options.sizes]
        except (CommandFailedError, BadAnswersError) as fault:
            tell(str(fault))
            return 1
        print(markdown(measured))
        RESULTS.write_text(json.dumps(results(measured), indent=1), encoding="utf-8")
        tell(f"Written to {RESULTS.relative_to(ROOT)}; {time.monotonic() - started:.0f} s in all.")
        if options.profile:
            print(bench.profile(options.profile))
    return 0


if __name__ == "__main__":
    sys.exit(main())
