"""The calendars of an organisation that flow in by themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from harvest.health import Health, Standing, healths_of
from harvest.models import Source
from harvest.screens.own import harvesting_for
from organisations.joining.pages.answering import personal

_ORDER = list(Standing)


@dataclass(frozen=True)
class Line:
    """A source as a list shows it."""

    source: Source
    health: Health

    @property
    def url(self) -> str:
        return reverse("harvest:source", args=[self.source.organisation_id, self.source.pk])

    @property
    def next_at(self) -> datetime | None:
        """When it is read again, if it is."""
        is_read = self.source.state in (Source.State.ACTIVE, Source.State.BLOCKED)
        return self.source.next_run_at if is_read and not self.source.is_uploaded else None


def lines_of(sources: Iterable[Source]) -> list[Line]:
    """The sources with how they are doing, the worst first."""
    rows = list(sources)
    healths = healths_of(rows)
    lines = [Line(source, healths[source.pk]) for source in rows]
    return sorted(lines, key=lambda line: -_ORDER.index(line.health.standing))


@personal("GET", "HEAD")
def sources(request: HttpRequest, organisation: int) -> HttpResponse:
    """Every source of the organisation, with how it is doing."""
    owner = harvesting_for(request.user, organisation)
    context = {
        "organisation": owner,
        "lines": lines_of(Source.objects.filter(organisation=owner)),
    }
    return render(request, "harvest/sources.html", context)
