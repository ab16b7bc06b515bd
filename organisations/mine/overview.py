"""What the page "My organisation" shows of the items: filters, a page of them, what each allows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst

from organisations.contributing.addresses import check_url, edit_url
from organisations.mine.standing import STANDINGS, OwnItem, Row, items_of, kinds, rows_of
from organisations.models import Organisation
from publishing.page_links import page_links
from publishing.permissions import Verb, may_as_read
from publishing.review_states import State

PER_PAGE = 30
#: With fewer items than this the filters would only be in the way.
FILTERS_FROM = 10


@dataclass(frozen=True)
class Option:
    """One choice of a filter."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Shown:
    """An item with what the reader may do about it."""

    own: OwnItem
    edit_url: str
    check_url: str
    may_take_offline: bool
    may_put_back: bool
    puts_back_at_once: bool


class Overview:
    """The items of some organisations, as the address asks for them."""

    def __init__(self, user: Any, organisations: Iterable[int], asked: QueryDict) -> None:
        self._user = user
        self._rows = rows_of(organisations)
        self.standing = asked.get("state", "") if asked.get("state") in STANDINGS else ""
        self.kind = asked.get("kind", "") if asked.get("kind") in kinds() else ""
        self._asked_page = asked.get("page", "")

    @property
    def has_filters(self) -> bool:
        return len(self._rows) >= FILTERS_FROM or bool(self.standing or self.kind)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing besides the profiles of the organisations themselves."""
        return all(row.kind == Organisation.kind for row in self._rows)

    @cached_property
    def standings(self) -> list[Option]:
        """How many stand how, of those there are any."""
        counts = Counter(row.standing for row in self._rows)
        return [
            Option(value, str(label), counts[value], value == self.standing)
            for value, label in STANDINGS.items()
            if counts[value] or value == self.standing
        ]

    @cached_property
    def kinds(self) -> list[Option]:
        counts = Counter(row.kind for row in self._rows)
        return [
            Option(
                kind,
                capfirst(str(model._meta.verbose_name_plural)),
                counts[kind],
                kind == self.kind,
            )
            for kind, model in kinds().items()
            if counts[kind] or kind == self.kind
        ]

    @cached_property
    def _page(self) -> Any:
        wanted = [
            row
            for row in self._rows
            if (not self.standing or row.standing == self.standing)
            and (not self.kind or row.kind == self.kind)
        ]
        return Paginator(wanted, PER_PAGE).get_page(self._asked_page)

    @cached_property
    def groups(self) -> list[tuple[str, str, list[Shown]]]:
        """The items of this page under how they stand: its key, its label, the items."""
        rows: list[Row] = list(self._page.object_list)
        shown = [self._shown(own) for own in items_of(rows)]
        groups = [
            (str(key), str(label), [one for one in shown if one.own.standing == key])
            for key, label in STANDINGS.items()
        ]
        return [group for group in groups if group[2]]

    def _shown(self, own: OwnItem) -> Shown:
        item, standing = own.item, own.standing
        is_profile = isinstance(item, Organisation)
        edit = reverse("mine:profile", args=[item.pk]) if is_profile else edit_url(item)
        waits = standing == State.IN_REVIEW
        return Shown(
            own=own,
            edit_url="" if waits and not is_profile else edit,
            check_url=check_url(item) if waits and not is_profile else "",
            may_take_offline=item.live and may_as_read(self._user, Verb.ARCHIVE, item),
            may_put_back=own.is_offline and may_as_read(self._user, Verb.SUBMIT, item),
            puts_back_at_once=own.is_offline and may_as_read(self._user, Verb.PUBLISH, item),
        )

    @property
    def query(self) -> str:
        """What the address of this page says, to come back to it."""
        return self._query(self._page.number)

    def _query(self, page: int) -> str:
        asked = {
            "state": self.standing,
            "kind": self.kind,
            "page": str(page) if page > 1 else "",
        }
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def pagination(self) -> dict[str, Any]:
        """The context of ``components/pagination.html``."""
        return page_links(self._page, lambda number: f"?{self._query(number)}")
