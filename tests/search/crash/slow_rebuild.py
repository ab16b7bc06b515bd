"""One step of a test in a process of its own: a first index, a slow rebuild, a worker."""

import signal
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import django

ITEMS = 30
HEALED_WITHIN_SECONDS = 60


def main(step: str) -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command, execute_from_command_line

    if step == "begin":
        from initiatives.models import Offer

        call_command("migrate", run_syncdb=True, verbosity=0)
        Offer.objects.bulk_create(
            Offer(title=f"Cursus {number}", summary="x", slug="x", live=True)
            for number in range(ITEMS)
        )
        call_command("search_index", "rebuild")
    elif step == "rebuild":
        # A run in the background hands down that it does not hear this signal.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _be_slow(settings.WORLD)
        execute_from_command_line(["manage.py", "search_index", "rebuild"])
    else:
        _heal()


def _be_slow(world: Path) -> None:
    """Says when half of the documents are read, and then takes its time."""
    from search import rebuilding

    read = rebuilding.all_documents

    def slowly(*arguments: object) -> Iterator[object]:
        documents: Iterable[object] = read(*arguments)  # type: ignore[arg-type]
        for number, document in enumerate(documents):
            if number == ITEMS // 2:
                (world / "half-way").touch()
            if number >= ITEMS // 2:
                time.sleep(2)
            yield document

    rebuilding.all_documents = slowly  # type: ignore[assignment]


def _heal() -> None:
    """What a worker does: it starts, answers from the database, and later from the index."""
    from search import healing
    from search.engines import EngineUnavailableError, get_engine
    from search.models import IndexState
    from search.query import SearchQuery

    IndexState.note(heal_after=None)
    healing.look()
    deadline = time.monotonic() + HEALED_WITHIN_SECONDS
    while time.monotonic() < deadline:
        try:
            found = get_engine().search(SearchQuery(text="cursus")).total
        except EngineUnavailableError as fault:
            healing.notice(fault)
            time.sleep(0.1)
        else:
            sys.exit(0 if found == ITEMS else 1)
    sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1])
