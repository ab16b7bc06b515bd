"""Reads the relations of many items at once.

Django's prefetching makes a manager and a queryset for every item and relation. For a
few items that is nothing, but for all of them, as a new search index needs them, it
takes longer than everything else together.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from taxonomy.models import Classified


def linked(
    items: Sequence[Any], relation: str, others: QuerySet[Any] | None = None
) -> Mapping[Any, list[Any]]:
    """What a many-to-many relation of the items leads to, per key of an item, in no order.

    All items are of one model. Takes two queries; what several items lead to is one object,
    read from ``others`` if given. An item that leads to nothing has an empty list.
    """
    found: dict[Any, list[Any]] = defaultdict(list)
    if not items:
        return found
    field: Any = type(items[0])._meta.get_field(relation)
    own, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    links = field.remote_field.through._default_manager
    keys = [item.pk for item in items]
    pairs = list(links.filter(**{f"{own}__in": keys}).values_list(own, other))
    rows = field.related_model._default_manager.all() if others is None else others
    known = rows.in_bulk({target for _key, target in pairs})
    for key, target in pairs:
        # Somebody may have deleted one between the two queries.
        if target in known:
            found[key].append(known[target])
    return found


def hold_terms(items: Sequence[Classified], fields: Iterable[str]) -> None:
    """Gives the items their terms in these relations, for `Classified.classification`.

    They keep what they hold: only for items that are read and thrown away.
    """
    terms = {name: linked(items, name) for name in fields}
    for item in items:
        item.held_terms = {name: found[item.pk] for name, found in terms.items()}
