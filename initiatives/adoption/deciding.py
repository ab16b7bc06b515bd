"""What changes of an adoption share: who may, what is possible, and how it is written down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from initiatives.models import Adoption, AdoptionStep
from initiatives.signals import adoption_changed
from publishing.permissions import may_record_adoption

State = Adoption.State

#: Nothing of what is told here began earlier; a year that is typed with a slip often is.
EARLIEST_DAY = date(1990, 1, 1)

#: The way of a practice into a region; whoever goes to an earlier step goes back.
WAY = (State.INTERESTED, State.PREPARING, State.PILOTING, State.RUNNING)


class Happened(StrEnum):
    """The names under which the history of the practice keeps it."""

    STARTED = "initiatives.adoption_started"
    MOVED = "initiatives.adoption_moved"
    STOPPED = "initiatives.adoption_stopped"
    CHANGED = "initiatives.adoption_changed"
    CORRECTED = "initiatives.adoption_step_corrected"
    TAKEN_BACK = "initiatives.adoption_taken_back"
    INITIATIVE_MADE = "initiatives.adoption_initiative_made"
    INITIATIVE_LINKED = "initiatives.adoption_initiative_linked"
    COMBINED = "initiatives.adoptions_combined"


class NotPossibleError(Exception):
    """What somebody asks makes no sense as things are; the message says why."""


class ChangedMeanwhileError(NotPossibleError):
    """What is stored is not any more what somebody saw when they began to answer."""


@dataclass(frozen=True)
class Step:
    """A step to record: the state, since when (None: not known), and why, where that is asked."""

    state: str
    day: date | None = None
    why: str = ""
    why_en: str = ""


def check_may_record(user: Any, region_id: int | None) -> None:
    """Raises PermissionDenied for whoever does not lead the region."""
    if not may_record_adoption(user, region_id):
        raise PermissionDenied


def version_of(adoption: Adoption) -> str:
    """Stands for what is stored of an adoption: another one after any change, none before it."""
    return adoption.updated_at.isoformat() if adoption.pk else ""


def locked(adoption: Adoption, *, seen: str | None = None) -> Adoption:
    """The row as it is now, for us until the end of the transaction.

    Raises ChangedMeanwhileError when somebody took it back meanwhile, or when `seen`, the
    `version_of` what was shown, is not that of the row; without `seen` any version will do.
    """
    rows = Adoption.objects.select_for_update(of=("self",)).select_related("practice", "region")
    row = rows.filter(pk=adoption.pk).first()
    if row is None:
        raise ChangedMeanwhileError(_("Somebody took this back meanwhile."))
    if seen is not None and seen != version_of(row):
        raise ChangedMeanwhileError(_("Somebody changed this meanwhile."))
    return row


def goes_back(before: str, after: str) -> bool:
    """Whether a region goes back to an earlier step; after it stopped, every step is a new start."""
    return before in WAY and after in WAY and WAY.index(State(after)) < WAY.index(State(before))


def asks_why(before: str, after: str) -> bool:
    """Whether readers must be told why: when a region stops, and when it goes back."""
    return after == State.STOPPED != before or goes_back(before, after)


def check_day(day: date | None, *, earlier: Iterable[AdoptionStep]) -> None:
    """Raises NotPossibleError for a day that cannot be, after the steps that were `earlier`."""
    if day is None:
        return
    if day > timezone.localdate():
        raise NotPossibleError(_("This day is still to come."))
    if day < EARLIEST_DAY:
        raise NotPossibleError(_("This day is too long ago. Look at the year."))
    # Steps of which nobody knows the day may stand between.
    if any(step.day is not None and day < step.day for step in earlier):
        raise NotPossibleError(_("This is before the day of an earlier step."))


def check_step(step: Step, *, earlier: Sequence[AdoptionStep]) -> None:
    """Raises NotPossibleError for a day that cannot be, or when it does not say why."""
    check_day(step.day, earlier=earlier)
    if earlier and asks_why(earlier[-1].state, step.state) and not step.why.strip():
        raise NotPossibleError(_("Say why: other regions can learn from it."))


def add_step(adoption: Adoption, step: Step, *, user: Any) -> AdoptionStep:
    """Write down a step, with which the adoption is in that state, and confirmed as of today."""
    row = AdoptionStep.objects.create(
        adoption=adoption,
        state=step.state,
        day=step.day,
        why=step.why.strip(),
        why_en=step.why_en.strip(),
        recorded_by=user,
        confirmed_before=adoption.confirmed_on,
    )
    adoption.state = step.state
    adoption.confirmed_on = timezone.localdate()
    adoption.save(update_fields=["state", "confirmed_on", "updated_at"])
    return row


def take_step(adoption: Adoption, step: Step, happened: Happened, *, user: Any) -> None:
    """Go on from the last step to a further one, with its line in the history and its signal.

    Raises NotPossibleError for a step that cannot be.
    """
    check_step(step, earlier=list(adoption.steps.all()))
    told = add_step(adoption, step, user=user)
    record(happened, adoption, by=user, why=step.why)
    adoption_changed.send(Adoption, adoption=adoption, step=told, user=user)


def record(happened: Happened, adoption: Adoption, *, by: Any, **more: Any) -> None:
    """One line in the history of the practice, which its curators read."""
    data = {"region": str(adoption.region.label), "state": adoption.state, **more}
    log(instance=adoption.practice, action=happened.value, user=by, data=data)
