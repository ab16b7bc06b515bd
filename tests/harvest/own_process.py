"""A run in a process of its own, with the kind of these tests: `python -m tests.harvest.own_process`.

`run` runs the source that there is and prints what came of it. `hang ADDRESS FOLDER` makes it first
and does the same, but after some records it leaves a file "half-way" in the folder and waits for its
end.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import django

HANGS_AT = 55


def main() -> None:
    django.setup()
    from django.conf import settings

    from harvest.kinds import register
    from tests.harvest.notes_kind import make_kind

    # Items are found by a search that others try.
    settings.SEARCH_HEALS_ITSELF = False
    settings.HARVEST_ALLOWED_NETWORKS = ["127.0.0.1/32"]
    kind = make_kind()
    register(kind)
    if sys.argv[1] == "hang":
        address, folder = sys.argv[2:]
        prepare(address)
        _hang_later(kind.keeper, Path(folder))
    print(json.dumps(run()))


def prepare(address: str) -> None:
    from harvest.models import Source
    from tests.factories import OrganisationFactory

    Source.objects.create(
        organisation=OrganisationFactory(), name="Bron", kind="notes", address=address
    )


def run() -> dict[str, Any]:
    from django.conf import settings

    from harvest.claiming import BusyError
    from harvest.models import Record, Run, Source
    from harvest.running import harvest_source
    from initiatives.models import Initiative

    source = Source.objects.get()
    settings.HARVEST_PORTS = [read_port(source.address)]
    try:
        counts = harvest_source(source).counts
    except BusyError:
        return {"busy": True}
    return {
        "counts": counts,
        "items": Initiative.objects.count(),
        "records": Record.objects.count(),
        "without_item": Record.objects.exclude(item_pk__in=Initiative.objects.values("pk")).count(),
        "outcomes": list(Run.objects.order_by("pk").values_list("outcome", flat=True)),
    }


def read_port(address: str) -> int:
    from urllib.parse import urlsplit

    return urlsplit(address).port or 80


def _hang_later(keeper: Any, folder: Path) -> None:
    keep = keeper.keep

    def keep_some(source: Any, record: Any, read: Any) -> Any:
        kept = keep(source, record, read)
        if len(keeper.kept) == HANGS_AT:
            (folder / "half-way").touch()
            time.sleep(60)
        return kept

    keeper.keep = keep_some


if __name__ == "__main__":
    main()
