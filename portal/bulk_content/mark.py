"""What tells a generated item from all others."""

from publishing.models import Publication
from publishing.querysets import PublicationQuerySet

PREFIX = "bulk-"


def ref_of(kind: str, number: int) -> str:
    return f"{PREFIX}{kind}-{number}"


def generated(model: type[Publication]) -> PublicationQuerySet:
    return model.objects.filter(ref__startswith=PREFIX)


def hand_made(model: type[Publication]) -> PublicationQuerySet:
    return model.objects.exclude(ref__startswith=PREFIX)
