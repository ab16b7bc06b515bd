"""`python -m bench.harvest.all_due`: calls the step of `run_due` until no source is due, and the
step that gives to the search index what it brought."""

import json
import time


def main() -> None:
    import django

    django.setup()
    from django.utils import timezone

    from harvest.due import run_due
    from harvest.models import Run, Source
    from search import outbox

    started, before = time.perf_counter(), time.process_time()
    calls = 0
    while Source.objects.due(timezone.now()).exists():
        run_due()
        outbox.drain()
        calls += 1
    outcomes = list(Run.objects.filter(trigger=Run.Trigger.DUE).values_list("outcome", flat=True))
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - started,
                "processor": time.process_time() - before,
                "calls": calls,
                "runs": len(outcomes),
                "good": outcomes.count(Run.Outcome.GOOD) + outcomes.count(Run.Outcome.UNCHANGED),
            }
        )
    )


if __name__ == "__main__":
    main()
