"""A kind of feed as simple as can be: one line is one record, and becomes an initiative.

    key | title | days until it starts | address | categories, with commas | place

A line that starts with "!" is one that the reader refuses; "~" is private. A title with "fout" is
refused by the keeper. The file ends with a line "END"; without it the file is not complete.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from harvest.kinds import Difference, Keeper, Kept, Kind, Outlook, ReadOptions, Shared
from harvest.models import Record, Source
from harvest.records import Content, Reading, ReadRecord, RefusedRecord
from initiatives.models import Initiative

LASTS = timedelta(hours=2)


def note(
    key: str, title: str = "", days: float = 10, address: str = "", categories: str = "", place=""
) -> str:
    """One line of a feed."""
    return "|".join([key, title or f"Bijeenkomst {key}", str(days), address, categories, place])


def feed(*lines: str, ends: bool = True) -> bytes:
    return "\n".join([*lines, *(["END"] if ends else [])]).encode()


def notes(count: int, **rest: Any) -> list[str]:
    """So many lines, each a day after the one before; the first is in three days."""
    return [note(f"n{number}", days=number + 2, **rest) for number in range(1, count + 1)]


def read(content: Content, options: ReadOptions) -> Reading:
    text = content.body.decode("utf-8", "replace")
    if text.startswith("<"):
        return Reading(fault="Dit is een webpagina.", fault_code="web_page", is_complete=False)
    records, refused = [], []
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if line == "END" or not line or line.startswith("#"):
            continue
        if line[0] in "!~":
            private = line[0] == "~"
            reason = "Privé" if private else "Niet te lezen"
            refused.append(
                RefusedRecord(reason, line[1:].split("|")[0], line=number, is_private=private)
            )
        else:
            records.append(_record(line, number))
    return Reading(
        records=tuple(records),
        refused=tuple(refused),
        counted=len(records) + len(refused),
        is_complete=bool(lines) and lines[-1] == "END",
    )


def _record(line: str, number: int) -> ReadRecord:
    key, title, days, address, categories, place = line.split("|")
    start = _today() + timedelta(days=float(days))
    return ReadRecord(
        key=key,
        title=title,
        values={"title": title, "start": start.isoformat(), "place": place},
        next_start=start,
        last_end=start + LASTS,
        address=address,
        place=place,
        categories=tuple(name for name in categories.split(",") if name),
        line=number,
    )


def _today() -> datetime:
    return timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)


class NotesKeeper(Keeper):
    item_kind = "initiative"

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.retired: list[tuple[str, str]] = []

    def keep(self, source: Source, record: Record, read: ReadRecord) -> Kept:
        if "fout" in read.title:
            raise ValidationError("Deze titel kan niet.")
        self.kept.append(read.key)
        is_new = record.item_pk is None
        item = Initiative() if is_new else Initiative.objects.get(pk=record.item_pk)
        item.title, item.summary, item.live = read.title, "Wat het is.", True
        item.organisation = source.organisation
        item.save()
        record.item_kind, record.item_pk = self.item_kind, item.pk
        record.taken = dict(read.values)
        return Kept(item.pk, is_new=is_new, is_changed=True)

    def outlook(self, source: Source, reads: Sequence[ReadRecord]) -> list[Outlook]:
        return [Outlook(facts=(("Titel", read.title),)) for read in reads]

    def retire(self, record: Record, fate: str) -> None:
        self.retired.append((record.key, fate))
        if fate == Record.State.WITHDRAWN:
            Initiative.objects.filter(pk=record.item_pk).update(live=False)

    def differences(self, record: Record) -> list[Difference]:
        return []

    def take_over(self, record: Record, field: str, *, user: Any) -> None:
        raise AssertionError("nothing differs, so nothing can be taken over")

    def shared(self, source: Source, *, user: Any) -> list[Shared]:
        return []

    def take_apart(self, record: Record, *, user: Any) -> None:
        raise AssertionError("nothing is shared, so nothing can be taken apart")


def make_kind(keeper: Keeper | None = None) -> Kind:
    return Kind(
        slug="notes",
        label="Regels",
        explanation="Elke regel een bijeenkomst.",
        read=read,
        keeper=keeper or NotesKeeper(),
        accept="text/plain",
    )


def titles(items: Iterable[Any]) -> list[str]:
    return sorted(item.title for item in items)
