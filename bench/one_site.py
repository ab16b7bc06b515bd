"""What the parts of the benchmark share that run as a process with a site of its own."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.measuring import BadAnswersError
from bench.site import CommandFailedError, Site

#: Makes an empty site one with the launch content.
FIRST_COMMANDS: tuple[tuple[str, ...], ...] = (
    ("compile_translations",),
    ("migrate", "--no-input"),
    ("load_launch_content",),
)


def tell(line: str) -> None:
    """A line for whoever waits; what was measured goes to standard output."""
    print(line, file=sys.stderr, flush=True)


def parser(part: str, description: str | None) -> argparse.ArgumentParser:
    """The arguments that every part has."""
    options = argparse.ArgumentParser(prog=f"python -m bench.{part}", description=description)
    options.add_argument("folder", type=Path)
    options.add_argument("--seed", type=int, default=1)
    return options


def prepared(site: Site, commands: Sequence[tuple[str, ...]] = FIRST_COMMANDS) -> Site:
    """Run the commands, and let this process work with the site from here on."""
    for command in commands:
        site.manage(*command)
    os.environ.update(site.environment)
    import django

    django.setup()
    return site


def site_in(folder: Path, workers: int = 1) -> Site:
    """The site in a folder, which is made when there is none."""
    whole = folder.resolve()
    whole.mkdir(parents=True, exist_ok=True)
    return Site(whole, workers=workers)


def main(run: Callable[[argparse.Namespace], None], options: argparse.Namespace) -> None:
    """Run a part; a command that fails and a wrong answer end it with one line."""
    try:
        run(options)
    except (CommandFailedError, BadAnswersError) as fault:
        tell(str(fault))
        sys.exit(1)
