"""`python -m bench.calendar FOLDER`: one site with many events. `python -m bench` runs it as a
process of its own, because Django can be set up for only one site in each."""

import argparse
import json
import os
import sys
from pathlib import Path

from bench.measuring import BadAnswersError, Plan
from bench.site import CommandFailedError, Site

RESULT = "calendar.json"


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.calendar", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=50_000)
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=90.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def run(options: argparse.Namespace) -> None:
    folder: Path = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    site = Site(folder, workers=options.workers)
    tell(f"\n{options.events:,} events")
    for command in (
        ("compile_translations",),
        ("collectstatic", "--no-input"),
        ("migrate", "--no-input"),
        ("load_launch_content",),
    ):
        site.manage(*command)
    os.environ.update(site.environment)
    import django

    django.setup()
    from bench.calendar import material, report
    from bench.calendar.measuring import measure

    missing = options.events - material.sizes()[0]
    filling = None
    if missing > 0:
        filling = site.manage("make_bulk_content", "--events", str(missing))
        tell(f"  filled in {filling.seconds:.0f} s")
        rebuilding = site.manage("search_index", "rebuild")
        tell(f"  index rebuilt in {rebuilding.seconds:.0f} s")
    else:
        site.manage("search_index", "drain")
    plan = Plan(options.requests, options.passes, options.seconds, options.seed)
    feed = material.feed_of()
    measured = measure(site, material.read_pages(), feed, plan, tell)
    sizes = material.sizes()
    print(report.markdown(measured, sizes, filling), flush=True)
    (folder / RESULT).write_text(json.dumps(report.results(measured, sizes)), encoding="utf-8")


if __name__ == "__main__":
    try:
        run(arguments())
    except (CommandFailedError, BadAnswersError) as fault:
        tell(str(fault))
        sys.exit(1)
