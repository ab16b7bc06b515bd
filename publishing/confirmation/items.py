"""The items that can be asked about, of every kind."""

from datetime import date

from django.apps import apps
from django.db.models import BigIntegerField, QuerySet
from django.utils import timezone

from publishing.models import Publication


def kinds() -> dict[str, type[Publication]]:
    """The models of the catalogue by the name of their kind."""
    models = (model for model in apps.get_models() if issubclass(model, Publication))
    return {model.kind: model for model in models}


def find(kind: str, pk: int) -> Publication | None:
    """The item as it is stored, live or not; None when it was deleted."""
    model = kinds().get(kind)
    if model is None or not 0 < pk <= BigIntegerField.MAX_BIGINT:
        return None
    return all_of(model).filter(pk=pk).first()


def all_of(model: type[Publication]) -> QuerySet:
    """Every row, without the long texts that nobody asks about."""
    return model._default_manager.defer("body", "body_en").select_related("region")


def counts_since(item: Publication) -> date:
    """The day of the last confirmation; for what nobody ever confirmed that of publication."""
    if item.verified_on is not None:
        return item.verified_on
    return timezone.localdate(item.first_published_at or item.created_at)
