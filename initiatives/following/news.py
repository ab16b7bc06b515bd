"""Notes what followers of a practice are to be told, in the transaction in which it happens."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Revision
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


def _published(
    sender: type[Practice], instance: Practice, revision: Revision | None = None, **_kwargs: Any
) -> None:
    if _is_first(instance, revision):
        # There was nothing yet that could be renewed, nor anybody to follow it.
        return
    now = timezone.now()
    waiting = PracticeNews.objects.filter(
        practice=instance.pk, step=None, spread_at=None, at__gt=now - SAME_NEWS_WITHIN
    )
    if not waiting.update(at=now):
        PracticeNews.objects.create(practice_id=instance.pk, at=now)


def _is_first(practice: Practice, revision: Revision | None) -> bool:
    """Whether it was not online before; what was loaded into the database has been from then on."""
    was_live = revision is None or revision.content.get("live")
    return not was_live and practice.first_published_at == practice.last_published_at
