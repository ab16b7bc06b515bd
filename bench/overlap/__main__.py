"""`python -m bench.overlap FOLDER`: one site with many items. `python -m bench` runs it as a
process of its own, because Django can be set up for only one site in each."""

import argparse
import json
import os
import sys
from pathlib import Path

from bench.site import CommandFailedError, Site

RESULT = "overlap.json"


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.overlap", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--database", default="", help="the address of another database than SQLite"
    )
    return parser.parse_args()


def run(options: argparse.Namespace) -> None:
    folder: Path = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    site = Site(folder, workers=1)
    if options.database:
        site.environment["DATABASE_URL"] = options.database
    tell(f"\n{options.items:,} items")
    for command in (
        ("compile_translations",),
        ("migrate", "--no-input"),
        ("load_launch_content",),
    ):
        site.manage(*command)
    os.environ.update(site.environment)
    import django

    django.setup()
    from bench.material import KINDS
    from bench.overlap import report
    from bench.overlap.asking import ask, sizes

    missing = options.items - sum(model._default_manager.count() for model in KINDS)
    if missing > 0:
        filling = site.manage("make_bulk_content", str(missing))
        tell(f"  generated in {filling.seconds:.0f} s")
    # The first time everything is described, too, as after a bulk load; at night only what changed.
    first = site.manage("find_overlaps", "--all", "--anew")
    tell(f"  described and compared in {first.seconds:.0f} s")
    nightly = site.manage("find_overlaps", "--all", "--anew")
    tell(f"  compared in {nightly.seconds:.0f} s")
    ask(10, options.seed + 1)  # Connections and caches as in a process that has served before.
    answers = ask(options.requests, options.seed)
    print(report.markdown(sizes(), first, nightly, answers), flush=True)
    found = report.results(sizes(), first, nightly, answers)
    (folder / RESULT).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    try:
        run(arguments())
    except CommandFailedError as fault:
        tell(str(fault))
        sys.exit(1)
