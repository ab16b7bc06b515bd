"""`python -m bench.harvest.one_run SOURCE TIMES`: runs a source and prints what each time took.

In a process of its own, so that the most memory it held is that of these runs.
"""

import json
import resource
import sys
import time
from typing import Any

KIBI = 1024


def one_run(source: Any) -> dict[str, Any]:
    from harvest.running import harvest_source

    before, started = time.process_time(), time.perf_counter()
    run = harvest_source(source)
    return {
        "seconds": time.perf_counter() - started,
        "processor": time.process_time() - before,
        "outcome": str(run.outcome),
        "message": run.message,
        "counts": run.counts,
    }


def main() -> None:
    import django

    django.setup()
    from harvest.models import Source

    key, times = (int(argument) for argument in sys.argv[1:])
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIBI
    runs = [one_run(Source.objects.get(pk=key)) for _ in range(times)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIBI
    print(json.dumps({"runs": runs, "held_before": held, "peak": peak}))


if __name__ == "__main__":
    main()
