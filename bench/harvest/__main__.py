"""`python -m bench.harvest FOLDER`: one site that partners' calendars flow into. `python -m bench`
runs it as a process of its own, because Django can be set up for only one site in each."""

import argparse
import json
import os
import sys
from pathlib import Path

from bench.harvest.partner import Partner
from bench.measuring import BadAnswersError
from bench.site import CommandFailedError, Site

RESULT = "harvest.json"


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.harvest", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--feed", type=int, default=5_000, help="events in the large calendar")
    parser.add_argument("--sources", type=int, default=200, help="calendars that are due at once")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def run(options: argparse.Namespace) -> None:
    folder: Path = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    site, partner = Site(folder, workers=options.workers), Partner()
    site.environment |= {
        "VLECHTWERK_HARVEST_PORTS": str(partner.port),
        "VLECHTWERK_HARVEST_ALLOWED_NETWORKS": "127.0.0.0/8",
    }
    tell(f"\nA calendar of {options.feed:,} events, and {options.sources} at once")
    for command in (
        ("compile_translations",),
        ("collectstatic", "--no-input"),
        ("migrate", "--no-input"),
        ("search_index", "rebuild"),
        ("load_launch_content",),
    ):
        site.manage(*command)
    os.environ.update(site.environment)
    import django

    django.setup()
    from bench.harvest import report
    from bench.harvest.measuring import measure_many, measure_one
    from bench.material import read_material

    with partner.serving():
        steps = measure_one(site, partner, options.feed, tell)
        beside = None
        if options.sources:
            material = read_material(options.seed)
            with site.serving() as server:
                beside = measure_many(site, server, partner, material, options.sources, tell)
    print(report.markdown(options.feed, steps, beside), flush=True)
    found = report.results(options.feed, steps, beside)
    (folder / RESULT).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    try:
        run(arguments())
    except (CommandFailedError, BadAnswersError) as fault:
        tell(str(fault))
        sys.exit(1)
