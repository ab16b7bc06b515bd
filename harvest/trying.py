"""A trial run: what would come in from a source, before anything is stored."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext

from harvest.asking import ask, content_of
from harvest.further_pages import pages_for_trial
from harvest.http import FetchError
from harvest.kinds import Kind, Outlook, kind_called
from harvest.models import Source
from harvest.reading import read_content
from harvest.records import Content, Reading, ReadRecord, RefusedRecord
from harvest.rules import LeftOut, Rules, sift

#: So many records of a trial are looked at closely: what each would become, and whether it is here.
MOST_LOOKED_AT = 300


@dataclass(frozen=True)
class Coming:
    """A record that would come in, and what it would become."""

    read: ReadRecord
    outlook: Outlook


@dataclass(frozen=True)
class Trial:
    """What a run would do. `fault` is a sentence when there is nothing to show at all, and
    `fault_code` a word for the same; `notices` are sentences about the feed as a whole.

    `over` is what has been already, and does not come in; `moved_to` the address that the server
    says is the right one now, in full.
    """

    reading: Reading = field(default_factory=Reading)
    coming: tuple[Coming, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    over: tuple[ReadRecord, ...] = ()
    fault: str = ""
    fault_code: str = ""
    notices: tuple[str, ...] = ()
    moved_to: str = ""

    @property
    def refused(self) -> tuple[RefusedRecord, ...]:
        return self.reading.refused

    @property
    def doubles(self) -> list[Coming]:
        """What looks like something that is here already."""
        return [one for one in self.coming if one.outlook.doubles]

    @property
    def categories(self) -> list[str]:
        """Every category of the feed, for mapping them to terms."""
        return sorted({name for read in self.reading.records for name in read.categories})


def try_out(source: Source, content: Content | None = None) -> Trial:
    """Read a source and tell what would come in; stores nothing.

    `source` need not be saved: its classification, `rules` and `mappings` may be set on it all
    the same. `content` is what somebody uploaded; without it the address is asked. Whatever is
    wrong with address or content stands in the trial. Raises KeyError for an unknown kind.
    """
    kind = kind_called(source.kind)
    moved_to = ""
    if content is None:
        try:
            fetched = ask(source, kind)
        except FetchError as fault:
            return Trial(fault=str(fault), fault_code=str(fault.code))
        content, moved_to = content_of(fetched), fetched.permanent_redirect
    reading = read_content(source, kind, content, pages_for_trial(kind, source.address))
    return _trial(source, kind, reading, moved_to)


def _trial(source: Source, kind: Kind, reading: Reading, moved_to: str) -> Trial:
    let_in, left_out = sift(Rules(source), reading.records)
    over = [read for read in let_in if is_over(read)]
    still = [read for read in let_in if not is_over(read)]
    # What comes first is what people look at; all of a large feed would keep them waiting.
    still.sort(key=lambda read: (read.next_start is None, read.next_start))
    closely = still[:MOST_LOOKED_AT]
    outlooks = kind.keeper.outlook(source, closely) if closely else []
    outlooks = [*outlooks, *(Outlook() for _read in still[MOST_LOOKED_AT:])]
    return Trial(
        reading=reading,
        coming=tuple(map(Coming, still, outlooks)),
        left_out=tuple(left_out),
        over=tuple(over),
        fault=reading.fault,
        fault_code=reading.fault_code,
        notices=(*_notices(reading), *_about_size(len(still))),
        moved_to=moved_to,
    )


def _about_size(coming: int) -> list[str]:
    if coming <= MOST_LOOKED_AT:
        return []
    sentence = gettext(
        "There are many events. Whether they are here already was looked at for the first %(most)d."
    )
    return [sentence % {"most": MOST_LOOKED_AT}]


def is_over(read: ReadRecord) -> bool:
    """Whether all of it has been; what is over does not come in anew."""
    return read.last_end is not None and read.last_end < timezone.now()


def _notices(reading: Reading) -> list[str]:
    said = list(reading.notes)
    if reading.fault:
        return said
    if not reading.has_keys:
        said.append(
            gettext(
                "This feed gives its events no identifiers of their own. We recognise them by "
                "their address, or by title and start."
            )
        )
    if not reading.is_complete:
        said.append(gettext("The feed is not complete: it seems to have been cut off."))
    if not reading.records and not reading.refused:
        said.append(gettext("The feed can be read, but there is nothing in it."))
    return said
