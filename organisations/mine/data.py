"""Everything the site keeps of an organisation, for its owners to take along."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.fields import StreamField
from wagtail.models import Revision

from organisations.mine.standing import kinds
from organisations.models import JoinRequest, Organisation
from publishing.models import Publication, User
from publishing.review_states import with_state

#: Notes of curators among themselves, and how the program keeps its books.
LEFT_OUT = frozenset(
    {
        "editor_note",
        "latest_revision",
        "live_revision",
        "locked",
        "locked_at",
        "expired",
        "go_live_at",
        "expire_at",
    }
)
_ROWS_AT_ONCE = 500


def everything(organisation: Organisation) -> dict[str, Any]:
    """The profile, the items, and the people by role, in terms of JSON.

    Items have every field as readers see it; what was changed since stands under `draft`. A fixed
    number of queries per kind, and one more for every five hundred items.
    """
    return {
        "profile": next(_items(Organisation, organisation)),
        "items": {
            kind: list(_items(model, organisation))
            for kind, model in kinds().items()
            if model is not Organisation
        },
        "people": [
            {
                "name": row.user.get_full_name(),
                "email": row.user.email,
                "role": row.role,
                "since": row.created_at,
            }
            for row in organisation.memberships.select_related("user").order_by("pk")
        ],
        "requests": [
            {
                "name": row.user.get_full_name(),
                "email": row.user.email,
                **_values(row, ("purpose", "words", "state", "reason", "created_at", "decided_at")),
            }
            for row in JoinRequest.objects.filter(organisation=organisation)
            .select_related("user")
            .order_by("pk")
        ],
        "invitations": [
            _values(
                row,
                ("email", "role", "created_at", "expires_at", "accepted_at", "withdrawn_at"),
            )
            for row in organisation.invitations.order_by("pk")
        ],
        "mail_domains": [
            _values(row, ("domain", "confirmed_at")) for row in organisation.mail_domains.all()
        ],
    }


def shown_fields(model: type[Publication]) -> list[models.Field]:
    """What is told of an item of this kind: all its fields that say something about it."""
    return [
        field
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
        if field.name not in LEFT_OUT
        and not field.name.startswith("_")
        and not (field.is_relation and field.related_model is User)
    ]


def _values(row: models.Model, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _items(model: type[Publication], organisation: Organisation) -> Iterator[dict[str, Any]]:
    fields = shown_fields(model)
    one = [field.name for field in fields if field.many_to_one or field.one_to_one]
    many = [field.name for field in fields if field.many_to_many]
    owned = model._default_manager.filter(**{model.owner_field: organisation.pk})
    versions = _versions(model, owned)
    rows = with_state(owned).select_related(*one, "latest_revision").prefetch_related(*many)
    for item in rows.order_by("pk").iterator(chunk_size=_ROWS_AT_ONCE):
        told = {field.name: _told(item, field) for field in fields}
        told |= {"state": item.state, "versions": versions[item.pk]}
        if item.live and item.has_unpublished_changes and item.latest_revision:
            content = item.latest_revision.content
            told["draft"] = {field.name: content.get(field.name) for field in fields}
        yield told


def _told(item: Publication, field: models.Field) -> Any:
    if field.many_to_many:
        return [str(row) for row in getattr(item, field.name).all()]
    value = getattr(item, field.name)
    if isinstance(field, StreamField):
        return list(value.raw_data)
    if field.is_relation:
        return None if value is None else str(value)
    return value


def _versions(model: type[Publication], items: models.QuerySet) -> dict[int, list[Any]]:
    """When each item was changed."""
    content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
    keys = [str(pk) for pk in items.values_list("pk", flat=True)]
    found: dict[int, list[Any]] = defaultdict(list)
    for start in range(0, len(keys), _ROWS_AT_ONCE):
        rows = Revision.objects.filter(
            base_content_type=content_type, object_id__in=keys[start : start + _ROWS_AT_ONCE]
        )
        for pk, made in rows.order_by("created_at").values_list("object_id", "created_at"):
            found[int(pk)].append(made)
    return found
