"""Takes generated items away again, and nothing else."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.models import ReferenceIndex, Revision, WorkflowState

from events.models import Event
from initiatives.models import Initiative, Offer, Practice
from organisations.models import Organisation
from portal.bulk_content.mark import generated
from publishing.models import Publication
from search.outbox import one_rebuild_instead

#: What refers to others goes before what it refers to.
MODELS: tuple[type[Publication], ...] = (Event, Practice, Offer, Initiative, Organisation)


def remove_all() -> int:
    """Delete every generated item with all that belongs to it; returns how many there were.

    Set by set instead of row by row: Django would load all rows and their relations first. An item
    made by hand that refers to a generated one stays and loses the reference.
    """
    with one_rebuild_instead(), transaction.atomic():
        return sum(_remove(model) for model in MODELS)


def _remove(model: type[Publication]) -> int:
    doomed = generated(model).order_by().values("pk")
    count: int = doomed.count()
    _remove_history(model, doomed)
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.field.concrete:
            _let_go(relation, doomed)
    _delete(generated(model))
    return count


def _let_go(relation: models.ManyToOneRel, doomed: Any) -> None:
    """What points at the doomed rows: a row that cannot be without them goes, another forgets."""
    field: Any = relation.field
    pointing = field.model._default_manager.filter(**{f"{field.name}__in": doomed})
    if field.null:
        pointing.update(**{field.name: None})
    else:
        _delete(pointing)


def _remove_history(model: type[Publication], doomed: Any) -> None:
    """What Wagtail keeps about items that somebody edited: there is no database key behind it."""
    content_type = ContentType.objects.get_for_model(model)
    keys = [
        str(key)
        for key in generated(model).exclude(latest_revision=None).values_list("pk", flat=True)
    ]
    generated(model).update(latest_revision=None, live_revision=None)
    for start in range(0, len(keys), 500):
        some = {"base_content_type": content_type, "object_id__in": keys[start : start + 500]}
        WorkflowState.objects.filter(**some).delete()
        Revision.objects.filter(**some).delete()
        ReferenceIndex.objects.filter(**some).delete()


def _delete(rows: Any) -> None:
    # The private way of a queryset to delete without loading anything.
    rows.order_by()._raw_delete(rows.db)
