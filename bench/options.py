"""What can be chosen for `make bench`."""

import argparse
from pathlib import Path

DEFAULT_SIZES = "0,10000,100000"
DEFAULT_ENGINE_SIZES = "1000,10000,100000,1000000"
DESCRIPTION = """Measures the pages of the site through its web server, the calendar with many events,
how doubles and overlap are found, what partners' calendars cost that flow in, how the coverage map is
counted, and compares the search engines with each other. Pages and engines at the same sizes when --sizes
is given."""


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=DESCRIPTION)
    parts = parser.add_mutually_exclusive_group()
    parts.add_argument("--pages-only", action="store_true", help="only the pages of the catalogue")
    parts.add_argument("--engines-only", action="store_true", help="only the search engines")
    parts.add_argument("--calendar-only", action="store_true", help="only the calendar")
    parts.add_argument("--duplicates-only", action="store_true", help="only finding doubles")
    parts.add_argument("--overlap-only", action="store_true", help="only finding overlap")
    parts.add_argument("--harvest-only", action="store_true", help="only partners' calendars")
    parts.add_argument("--coverage-only", action="store_true", help="only the coverage map")
    parser.add_argument(
        "--sizes",
        type=sizes,
        help=f"numbers of generated items: beside the launch content for pages ({DEFAULT_SIZES}), "
        f"by themselves for engines ({DEFAULT_ENGINE_SIZES})",
    )
    parser.add_argument("--passes", type=int, default=3, help="the quietest one counts (3)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--folder", type=Path, help="keep everything here and use it again; else a temporary folder"
    )
    parser.add_argument(
        "--reuse-index",
        action="store_true",
        help="in a kept folder: leave an index as it is where it still fits",
    )
    _of_pages(parser.add_argument_group("pages"))
    _of_calendar(parser.add_argument_group("calendar"))
    _of_duplicates(parser.add_argument_group("doubles and overlap"))
    _of_harvest(parser.add_argument_group("partners' calendars"))
    _of_engines(parser.add_argument_group("engines"))
    return parser.parse_args(given)


def _of_pages(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--requests", type=int, default=100, help="list pages per pass (100)")
    group.add_argument("--seconds", type=float, default=90.0, help="at most, per size (90)")
    group.add_argument("--workers", type=int, default=2, help="processes of the web server (2)")
    group.add_argument("--profile", metavar="GROUP", help="tell where the time of a group goes")


def _of_calendar(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--events", type=int, default=50_000, help="generated events (50,000)")


def _of_duplicates(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--items",
        type=int,
        default=100_000,
        help="generated items for doubles, for overlap and for the coverage map (100,000)",
    )


def _of_harvest(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--feed", type=int, default=5_000, help="events in one calendar (5,000)")
    group.add_argument("--sources", type=int, default=200, help="calendars due at once (200)")


def _of_engines(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--questions", type=int, default=200, help="per pass (200)")
    group.add_argument(
        "--patience",
        type=float,
        default=20.0,
        help="seconds a candidate has for one set of questions in one pass (20)",
    )
    group.add_argument(
        "--candidates",
        type=lambda text: text.split(","),
        default=[],
        help="only these, by module: embedded,elasticsearch,wagtail_sqlite,postgres_sql,bitmaps",
    )


def page_sizes(options: argparse.Namespace) -> list[int]:
    return options.sizes or sizes(DEFAULT_SIZES)


def engine_sizes(options: argparse.Namespace) -> list[int]:
    """The launch content alone is no size for engines."""
    return [size for size in options.sizes or sizes(DEFAULT_ENGINE_SIZES) if size]


def sizes(text: str) -> list[int]:
    """ "0,10000" as numbers, smallest first."""
    try:
        found = sorted({int(part) for part in text.split(",")})
    except ValueError:
        found = []
    if not found or found[0] < 0:
        raise argparse.ArgumentTypeError("give whole numbers separated by commas")
    return found
