"""What the page is asked beside the map: which of its lines is drawn, and since when it changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from monitor.coverage.question import CoverageQuestion, ParsedQuestion
from search.analysis import clean
from search.querystring import MAX_VALUE_LENGTH, Notice
from taxonomy.days import LONGEST, read_day


@dataclass(frozen=True)
class PageQuestion(CoverageQuestion):
    """``term`` is the line of which the picture of the provinces is drawn; all when empty."""

    term: str = ""
    since: date | None = None

    def parameters(self) -> Iterator[tuple[str, str]]:
        yield from super().parameters()
        if self.term:
            yield "term", self.term
        if self.since:
            yield "since", self.since.isoformat()


@dataclass(frozen=True)
class AskedPage:
    """``faults`` are by parameter: what was typed as a day and is none."""

    question: PageQuestion
    notices: tuple[Notice, ...] = ()
    faults: Mapping[str, str] = field(default_factory=dict)

    def noting(self, *notices: Notice) -> "AskedPage":
        return replace(self, notices=(*self.notices, *notices))


def read_page(data: QueryDict, parsed: ParsedQuestion) -> AskedPage:
    """What an address asks of the page, whose question was read before."""
    asked = {part.name: getattr(parsed.question, part.name) for part in fields(CoverageQuestion)}
    question = PageQuestion(**asked, term=_term(data), since=_day(data, "since"))
    wrong = [
        name for name in ("day", "since") if data.get(name, "").strip() and not _day(data, name)
    ]
    faults = {name: clean(data.get(name, "")[:LONGEST]) for name in wrong}
    found = AskedPage(question, parsed.notices, faults)
    if "since" in faults:
        found = found.noting(_("The day to compare with is not a date, so nothing is compared."))
    return _up_to_today(found)


def _up_to_today(asked: AskedPage) -> AskedPage:
    """Today needs no day in the address, and there is no map of a day that is still to come."""
    question, today = asked.question, timezone.localdate()
    if question.day and question.day > today:
        asked = asked.noting(_("That day is still to come. This is the map of today."))
    if question.day and question.day >= today:
        question = replace(question, day=None)
    if question.since and question.since >= (question.day or today):
        asked = asked.noting(
            _("The day to compare with must be before the day of the map, so nothing is compared.")
        )
        question = replace(question, since=None)
    return replace(asked, question=question)


def _term(data: QueryDict) -> str:
    term = data.get("term", "")
    return term if len(term) <= MAX_VALUE_LENGTH and term.isprintable() else ""


def _day(data: QueryDict, name: str) -> date | None:
    try:
        return read_day(data.get(name, "").strip())
    except ValueError:
        return None
