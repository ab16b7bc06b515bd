"""What a part of the workbench tells."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join

from publishing.admin.waiting import WaitingWork
from taxonomy.localised import LocalisedText, active_language, marked
from taxonomy.models import Region

URL_NAME = "monitor_workbench"
#: So many lines of a part are shown; the rest is one click away.
SHOWN = 5


@dataclass(frozen=True)
class Line:
    """One thing that waits: where it is dealt with, and what to know before going there.

    ``lang`` is the language of the title when it is not that of the page.
    """

    title: str
    url: str
    detail: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Tally:
    """So many of one sort, and the screen with exactly these."""

    label: str
    count: int
    url: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the workbench.

    ``count`` is how many wait; of what only is to be known (``waits`` false) how many there are.
    ``url`` leads to the screen with all of it, and ``all_label`` says what opens there.
    ``tallies`` divide it; ``words`` explain what it is in a sentence.
    """

    title: str
    count: int
    lines: tuple[Line, ...] = ()
    tallies: tuple[Tally, ...] = ()
    url: str = ""
    all_label: str = ""
    words: str = ""
    waits: bool = True


class Desk:
    """The region whose workbench it is and who looks, with what several parts read once."""

    def __init__(self, region: Region, user: Any) -> None:
        self.region = region
        self.user = user

    @property
    def address(self) -> str:
        """The workbench itself, to come back to."""
        return reverse(URL_NAME, args=[self.region.ref])

    @cached_property
    def waiting(self) -> WaitingWork:
        return WaitingWork(frozenset({self.region.pk}))

    @cached_property
    def counted(self) -> dict[str, list[Any]]:
        """What waits in the lists of the admin: cells per kind, by the key of the reason."""
        return {reason.key: [c for c in cells if c] for reason, cells in self.waiting.rows()}

    def tallies(self, key: str) -> tuple[Tally, ...]:
        """The kinds of which something waits for this reason."""
        return tuple(
            Tally(cell.kind, cell.count, cell.url) for cell in self.counted[key] if cell.count
        )


def foreign(*langs: str) -> str:
    """The language that all of these are, when it is not that of the page; else nothing.

    So of titles in two languages none is named: a line has one language.
    """
    different = set(langs)
    return different.pop() if len(different) == 1 and different != {active_language()} else ""


def together(*names: LocalisedText, by: str = " / ") -> tuple[str, str]:
    """Several names as the title of one line, and its language.

    Of names in different languages each that is not in that of the page is marked by itself.
    """
    langs = {name.lang for name in names}
    if len(langs) < 2:
        return by.join(name.text for name in names), foreign(*langs)
    return format_html_join(by, "{}", ((marked(name),) for name in names)), ""


def titled(title: LocalisedText, url: str, detail: str = "") -> Line:
    """The line of one thing that has a title."""
    return Line(title.text, url, detail, foreign(title.lang))


#: Reads one part; None where there is nothing to tell at all.
ReadPart = Callable[[Desk], Part | None]


def total(tallies: tuple[Tally, ...]) -> int:
    return sum(tally.count for tally in tallies)
