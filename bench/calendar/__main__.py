"""`python -m bench.calendar FOLDER`: one site with many events. `python -m bench` runs it as a
process of its own, because Django can be set up for only one site in each."""

import argparse
import json

from bench.measuring import Plan
from bench.one_site import main, parser, prepared, site_in, tell

RESULT = "calendar.json"
COMMANDS = (
    ("compile_translations",),
    ("collectstatic", "--no-input"),
    ("migrate", "--no-input"),
    ("load_launch_content",),
)


def arguments() -> argparse.Namespace:
    options = parser("calendar", __doc__)
    options.add_argument("--events", type=int, default=50_000)
    options.add_argument("--requests", type=int, default=100)
    options.add_argument("--passes", type=int, default=3)
    options.add_argument("--seconds", type=float, default=90.0)
    options.add_argument("--workers", type=int, default=2)
    return options.parse_args()


def run(options: argparse.Namespace) -> None:
    site = site_in(options.folder, options.workers)
    tell(f"\n{options.events:,} events")
    prepared(site, COMMANDS)
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
    (site.folder / RESULT).write_text(json.dumps(report.results(measured, sizes)), encoding="utf-8")


if __name__ == "__main__":
    main(run, arguments())
