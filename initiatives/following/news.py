"""Notes what followers of a practice are to be told, in the transaction in which it happens."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.signals import published

from initiatives.models import Adoption, AdoptionStep, Practice, PracticeNews
from initiatives.signals import adoption_changed

#: Who mends a text three times within a day has told one thing.
SAME_NEWS_WITHIN = timedelta(days=1)


def connect() -> None:
    """Once, when the program starts."""
    adoption_changed.connect(_step_taken, dispatch_uid="following.step_taken")
    published.connect(_published, sender=Practice, dispatch_uid="following.published")


def _step_taken(
    sender: type[Adoption], adoption: Adoption, step: AdoptionStep | None, **_kwargs: Any
) -> None:
    """A step that is taken back takes its news along; what is told besides steps is no news."""
    if step is not None:
        PracticeNews.objects.create(practice_id=adoption.practice_id, step=step)


def _published(sender: type[Practice], instance: Practice, **_kwargs: Any) -> None:
    now = timezone.now()
    waiting = PracticeNews.objects.filter(
        practice=instance.pk, step=None, spread_at=None, at__gt=now - SAME_NEWS_WITHIN
    )
    if not waiting.update(at=now):
        PracticeNews.objects.create(practice_id=instance.pk, at=now)
