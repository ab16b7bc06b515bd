"""`python -m bench.coverage FOLDER`: one site with many items. `python -m bench` runs it as a
process of its own, because Django can be set up for only one site in each."""

import argparse
import json
import os
import sys
from pathlib import Path

from bench.site import CommandFailedError, Run, Site

RESULT = "coverage.json"


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.coverage", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def run(options: argparse.Namespace) -> None:
    folder: Path = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    site = Site(folder, workers=1)
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
    (folder / RESULT).write_text(json.dumps(found), encoding="utf-8")


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
    try:
        run(arguments())
    except CommandFailedError as fault:
        tell(str(fault))
        sys.exit(1)
