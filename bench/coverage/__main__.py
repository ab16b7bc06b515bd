"""`python -m bench.coverage FOLDER`: one site with many items. `python -m bench` runs it as a
process of its own, because Django can be set up for only one site in each."""

import argparse
import json

from bench.one_site import main, parser, prepared, site_in, tell
from bench.site import Run, Site

RESULT = "coverage.json"


def arguments() -> argparse.Namespace:
    options = parser("coverage", __doc__)
    options.add_argument("--items", type=int, default=100_000)
    options.add_argument("--passes", type=int, default=3)
    return options.parse_args()


def run(options: argparse.Namespace) -> None:
    site = site_in(options.folder)
    tell(f"\n{options.items:,} items")
    prepared(site)
    from bench.coverage import report
    from bench.coverage.asking import ask
    from bench.coverage.keeping import keep
    from bench.coverage.material import make_history, sizes

    rebuilding = _fill(site, options.items)
    make_history()
    # First, for a process that has read nothing yet.
    kept = keep()
    answers = ask(options.passes, options.seed)
    print(report.markdown(sizes(), kept, answers, rebuilding), flush=True)
    found = report.results(sizes(), kept, answers)
    (site.folder / RESULT).write_text(json.dumps(found), encoding="utf-8")


def _fill(site: Site, items: int) -> Run | None:
    """The rebuild that filled the index and the ledger; None when both were there."""
    from bench.coverage.material import confirm_all
    from bench.material import KINDS

    missing = items - sum(model._default_manager.count() for model in KINDS)
    if missing <= 0:
        site.manage("search_index", "drain")
        return None
    filling = site.manage("make_bulk_content", str(missing))
    tell(f"  generated in {filling.seconds:.0f} s")
    confirm_all()
    rebuilding = site.manage("search_index", "rebuild")
    tell(f"  index and ledger filled in {rebuilding.seconds:.0f} s")
    return rebuilding


if __name__ == "__main__":
    main(run, arguments())
