"""What a trial run found, for people."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.harvest.preview.report import OccurrenceReport, Report, SeriesReport
from events.models import Event

#: Of each series this many dates are written out.
_MOST_DATES = 5


def table(report: Report) -> Iterator[str]:
    """Line by line: what it is, each series with its next dates, what is refused, the counts."""
    if report["name"]:
        yield report["name"]
        yield ""
    for series in report["series"]:
        yield from _series(series)
    if report["refused"]:
        yield _("Refused:")
        for refused in report["refused"]:
            title = _("(private)") if refused["private"] else refused["title"] or refused["uid"]
            yield f"  {_line(refused['line'])}  {title[:60]}: {refused['reason']}"
        yield ""
    for note in report["notes"]:
        yield f"* {note}"
    if report["fault"]:
        return
    yield (
        _(
            "%(components)s events in the file; %(read)s read as %(series)s series with "
            "%(occurrences)s dates in these days, %(refused)s refused, %(private)s of them private."
        )
        % report["counts"]
    )
    if not report["complete"]:
        yield _("This is not all of the calendar, so nothing may be taken for missing.")


def _line(number: int | None) -> str:
    return _("line %(number)s") % {"number": number} if number is not None else ""


def _series(series: SeriesReport) -> Iterator[str]:
    status = _status(series["status"]) if series["status"] != Event.Status.SCHEDULED else ""
    yield f"{series['title']}{status}"
    facts = [_line(series["line"]), series["rule"], series["location"], series["time_zone"]]
    yield f"  {' · '.join(filter(None, facts))}"
    for occurrence in series["occurrences"][:_MOST_DATES]:
        yield f"    {_date(occurrence, series['status'])}"
    more = len(series["occurrences"]) - _MOST_DATES
    if more > 0:
        text = ngettext("and %(count)s more date", "and %(count)s more dates", more)
        yield f"    {text % {'count': more}}"
    if not series["occurrences"]:
        none = _("no dates in these days")
        yield f"    {none}"
    for note in series["notes"]:
        yield f"    * {note}"
    yield ""


def _status(value: str) -> str:
    return f" [{Event.Status(value).label}]"


def _date(occurrence: OccurrenceReport, of_series: str) -> str:
    words = [f"{occurrence['start']} – {occurrence['end']}"]
    if occurrence["status"] != of_series:
        words.append(_status(occurrence["status"]).strip())
    if "title" in occurrence:
        words.append(occurrence["title"])
    return "  ".join(words)
