"""The page of one source: how it is doing, what it did last, and what there is of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from harvest.health import health_of
from harvest.kinds import kind_called
from harvest.models import Run, Source
from harvest.screens.doing import buttons_for
from harvest.screens.own import own_source
from harvest.screens.records import edited_rows, missing_rows, records_page
from harvest.screens.runs import lines_of_runs
from harvest.screens.where_form import FileForm
from harvest.secret_addresses import shown
from organisations.joining.pages.answering import personal

RUNS_SHOWN = 10
MOST_REFUSED = 50
#: Runs that read nothing, so that what was refused before still is.
_READ_NOTHING = frozenset(
    {Run.Outcome.RUNNING, Run.Outcome.UNCHANGED, Run.Outcome.INTERRUPTED, Run.Outcome.FAILED}
)


@personal("GET", "HEAD")
def source_page(request: HttpRequest, organisation: int, pk: int) -> HttpResponse:
    """Everything about one source, for whoever may change it."""
    source = own_source(request.user, organisation, pk)
    runs = list(source.runs.all()[:RUNS_SHOWN])
    at = [source.organisation_id, source.pk]
    kind = kind_called(source.kind)
    context = {
        "source": source,
        "organisation": source.organisation,
        "kind": kind,
        "shown_address": shown(source.address),
        "shown_proposed": shown(source.proposed_address),
        "health": health_of(source),
        "doing": buttons_for(request.user, source),
        "do_url": reverse("harvest:do", args=at),
        "change_url": reverse("harvest:change", args=at),
        "file_form": FileForm() if source.is_uploaded else None,
        "runs": lines_of_runs(runs),
        "refused": _refused(runs),
        "missing": missing_rows(source),
        "edited": edited_rows(source),
        "shared": kind.keeper.shared(source, user=request.user),
        "is_off": source.state == Source.State.OFF,
        **records_page(source, request.GET),
    }
    return render(request, "harvest/source.html", context)


def _refused(runs: list[Run]) -> list[dict[str, Any]]:
    """What the last run that read something could not take in."""
    told = next((run for run in runs if run.outcome not in _READ_NOTHING), None)
    return list(told.refused)[:MOST_REFUSED] if told is not None else []
