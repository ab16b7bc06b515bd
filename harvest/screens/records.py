"""What there is of a source, as its page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import BigIntegerField, Count, QuerySet
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils import timezone
from wagtail.models import Revision

from harvest.kinds import Difference, kind_called
from harvest.models import Record, Source
from organisations.mine.standing import kinds as item_kinds
from publishing.contributor_address import contributor_address
from publishing.page_links import page_links
from publishing.review_states import State, with_state

PER_PAGE = 30
#: Looking for what was changed by hand takes some queries for each.
MOST_COMPARED = 50
#: What the source says may wait for a person, too, such as a link to join.
MOST_OTHERS = 20
MOST_MISSING = 50


@dataclass(frozen=True)
class Row:
    """A record with what became of it: `item`, if anything, where to change it, how it stands."""

    record: Record
    item: Any = None
    url: str = ""
    standing: str = ""
    differences: tuple[Difference, ...] = ()


def records_page(source: Source, asked: QueryDict) -> dict[str, Any]:
    """One page of the records, all or those in one state, with links to the others."""
    counts = dict(source.records.order_by().values_list("state").annotate(Count("pk")))
    state = asked.get("state", "") if asked.get("state") in counts else ""
    records = source.records.filter(state=state) if state else source.records.all()
    page = Paginator(records, PER_PAGE).get_page(asked.get("page"))
    return {
        "rows": rows_of(page.object_list),
        "state": state,
        "states": [
            (value, label, counts[value])
            for value, label in Record.State.choices
            if value in counts
        ],
        **page_links(page, lambda number: _address(number, state)),
    }


def missing_rows(source: Source) -> list[Row]:
    """What a person has to be asked about."""
    return rows_of(source.records.to_ask_about(timezone.now())[:MOST_MISSING])


def edited_rows(source: Source) -> list[Row]:
    """What people changed by hand of what is still to come, with what the source says now."""
    keeper = kind_called(source.kind).keeper
    coming = source.records.filter(
        state__in=(Record.State.CURRENT, Record.State.OUTSIDE, Record.State.KEPT),
        item_kind=keeper.item_kind,
        item_pk__isnull=False,
    )
    by_people = _touched_by_people(keeper.item_kind)
    likely = coming.filter(item_pk__in=by_people).select_related("source")
    others = coming.exclude(item_pk__in=by_people).select_related("source")
    found = [
        (record, tuple(keeper.differences(record)))
        for record in (*likely[:MOST_COMPARED], *others[:MOST_OTHERS])
    ]
    differing = {record.pk: differences for record, differences in found if differences}
    rows = rows_of(record for record, _differences in found if record.pk in differing)
    return [
        Row(row.record, row.item, row.url, row.standing, differing[row.record.pk]) for row in rows
    ]


def _touched_by_people(item_kind: str) -> QuerySet:
    """The items of which somebody stored a version; a feed does that in nobody's name."""
    model = item_kinds()[item_kind]
    content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
    versions = Revision.objects.filter(base_content_type=content_type, user__isnull=False)
    return versions.annotate(item=Cast("object_id", BigIntegerField())).values("item")


def rows_of(records: Iterable[Record]) -> list[Row]:
    """Records with their items, in one query per kind of item."""
    found = list(records)
    wanted: dict[str, list[int]] = {}
    for record in found:
        if record.item_pk:
            wanted.setdefault(record.item_kind, []).append(record.item_pk)
    items = {
        (kind, item.pk): item
        for kind, pks in wanted.items()
        if (model := item_kinds().get(kind)) is not None
        for item in with_state(model._default_manager.filter(pk__in=pks)).defer("body", "body_en")
    }
    return [_row(record, items.get((record.item_kind, record.item_pk or 0))) for record in found]


def _row(record: Record, item: Any) -> Row:
    if item is None:
        return Row(record)
    return Row(record, item, contributor_address(item), str(State(item.state).label))


def _address(number: int, state: str) -> str:
    query = QueryDict(mutable=True)
    if state:
        query["state"] = state
    if number > 1:
        query["page"] = str(number)
    return f"?{query.urlencode()}#records"
