"""`python -m bench.harvest FOLDER`: one site that partners' calendars flow into. `python -m bench`
runs it as a process of its own, because Django can be set up for only one site in each."""

import argparse
import json

from bench.harvest.partner import Partner
from bench.one_site import main, parser, prepared, site_in, tell

RESULT = "harvest.json"
COMMANDS = (
    ("compile_translations",),
    ("collectstatic", "--no-input"),
    ("migrate", "--no-input"),
    ("search_index", "rebuild"),
    ("load_launch_content",),
)


def arguments() -> argparse.Namespace:
    options = parser("harvest", __doc__)
    options.add_argument("--feed", type=int, default=5_000, help="events in the large calendar")
    options.add_argument("--sources", type=int, default=200, help="calendars that are due at once")
    options.add_argument("--workers", type=int, default=2)
    return options.parse_args()


def run(options: argparse.Namespace) -> None:
    site, partner = site_in(options.folder, options.workers), Partner()
    site.environment |= {
        "VLECHTWERK_HARVEST_PORTS": str(partner.port),
        "VLECHTWERK_HARVEST_ALLOWED_NETWORKS": "127.0.0.0/8",
    }
    tell(f"\nA calendar of {options.feed:,} events, and {options.sources} at once")
    prepared(site, COMMANDS)
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
    (site.folder / RESULT).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(run, arguments())
