"""What a link lets do today, and doing it."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from publishing.actions.confirm import confirm_as
from publishing.actions.step_down import bring_back
from publishing.confirmation import items, links
from publishing.confirmation.addressees import Addressee, who_has
from publishing.confirmation.links import Purpose
from publishing.models import FreshnessStep, Publication


class Answer(StrEnum):
    """What the page of a link tells; only in the first state there is something to do."""

    ASK = "ask"
    DONE = "done"
    EXPIRED = "expired"
    FORGED = "forged"
    GONE = "gone"
    NOT_YOURS = "not_yours"


@dataclass(frozen=True)
class Opened:
    """A link that somebody opened: its state, and the item it is about if that is known."""

    answer: Answer
    item: Publication | None = None
    addressee: Addressee | None = None
    step: FreshnessStep | None = None


def opened(purpose: Purpose, token: str) -> Opened:
    """Look at a link; changes nothing."""
    try:
        permit = links.read(purpose, token)
    except links.ExpiredError:
        return Opened(Answer.EXPIRED)
    except links.ForgedError:
        return Opened(Answer.FORGED)
    item = items.find(permit.kind, permit.pk)
    if item is None:
        return Opened(Answer.GONE)
    if item.live and item.verified_on is not None and item.verified_on >= permit.day:
        return Opened(Answer.DONE, item)
    step = _archiving(permit, item) if purpose is Purpose.BRING_BACK else None
    if not item.live and step is None:
        # The page of what is offline cannot be shown, nor its title told.
        return Opened(Answer.GONE)
    addressee = who_has(item, permit.mark)
    if addressee is None:
        return Opened(Answer.NOT_YOURS, item if item.live else None)
    if purpose is Purpose.BRING_BACK and item.live:
        return Opened(Answer.DONE, item)
    return Opened(Answer.ASK, item, addressee, step)


@transaction.atomic
def answer(purpose: Purpose, token: str) -> Opened:
    """Do what a link lets do, once; returns how things stand afterwards."""
    found = opened(purpose, token)
    if found.answer is not Answer.ASK or found.item is None or found.addressee is None:
        return found
    byline, user = found.addressee.byline(found.item), found.addressee.user
    if found.step is not None:
        bring_back(found.step, byline, item=found.item, user=user)
    else:
        confirm_as(byline, item=found.item, user=user)
    return Opened(Answer.DONE, found.item)


def _archiving(permit: links.Permit, item: Publication) -> FreshnessStep | None:
    """The step that took `item` offline, unless somebody has published it again since."""
    step = FreshnessStep.objects.filter(
        kind=permit.kind, item_pk=permit.pk, step=FreshnessStep.Step.ARCHIVED, day=permit.day
    ).first()
    if step is None or item.live:
        return step
    published = item.last_published_at
    return None if published is not None and published > step.created_at else step
