"""What people said about two items, so that nobody asks again."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from publishing.duplicates.describing import describe
from publishing.duplicates.description import Description
from publishing.duplicates.relations import Relation
from publishing.duplicates.web_addresses import read_address
from publishing.duplicates.words import words_of
from publishing.models import DuplicateProfile, DuplicateVerdict, SuspectedPair
from publishing.models.duplicates import REASON_MAX
from publishing.permissions import Verb, may, roles_of

VERDICT_LOG_ACTION = "publishing.duplicate_verdict"
TAKE_BACK_LOG_ACTION = "publishing.duplicate_verdict_taken_back"

Key = tuple[str, int]


def may_judge(user: Any, *items: Any) -> bool:
    """Whether somebody may say how these relate: whoever may change one of them."""
    return any(may(user, Verb.CHANGE, item) for item in items)


@transaction.atomic
def record_verdict(
    first: Any, second: Any, relation: Relation, *, user: Any, reason: str = ""
) -> DuplicateVerdict:
    """Remembers what ``user`` says about two items; it takes the place of an earlier verdict.

    What a contributor says never takes the place of what a curator said: then the verdict of the
    curator is given back. Raises PermissionDenied for somebody who may change neither, ValueError
    for one and the same item.
    """
    if _key(first) == _key(second):
        raise ValueError("A verdict is about two items")
    if not may_judge(user, first, second):
        raise PermissionDenied
    by_curator = roles_of(user).is_curator
    one, other = sorted((first, second), key=_key)
    pair = _as_fields(_key(one), _key(other))
    if not by_curator:
        before = DuplicateVerdict.objects.filter(**pair, by_curator=True).first()
        if before is not None and holds(before, describe(one), describe(other)):
            return before
    verdict, _created = DuplicateVerdict.objects.update_or_create(
        **pair,
        defaults={
            "relation": relation,
            "reason": reason.strip()[:REASON_MAX],
            "basis": basis_of(describe(one), describe(other)),
            "by_curator": by_curator,
            "decided_by": user,
        },
    )
    if by_curator and relation != Relation.SAME:
        _suspicions(_key(one), _key(other)).delete()
    _log(VERDICT_LOG_ACTION, one, other, user, relation)
    return verdict


@transaction.atomic
def take_back(verdict: DuplicateVerdict, first: Any, second: Any, *, user: Any) -> None:
    """Forgets a verdict on two items, so that the pair is asked about again.

    Raises PermissionDenied for somebody who may change neither, or who is no curator while a
    curator said it.
    """
    if not may_judge(user, first, second):
        raise PermissionDenied
    if verdict.by_curator and not roles_of(user).is_curator:
        raise PermissionDenied
    verdict.delete()
    for item in (first, second):
        DuplicateProfile.objects.filter(kind=item.kind, object_id=item.pk).update(compared_at=None)
    _log(TAKE_BACK_LOG_ACTION, first, second, user, verdict.relation)


def verdicts_about(kind: str, pk: int | None) -> dict[Key, DuplicateVerdict]:
    """What was said about an item and another one, by kind and key of the other."""
    if pk is None:
        return {}
    mine = (kind, pk)
    rows = DuplicateVerdict.objects.filter(
        Q(first_kind=kind, first_id=pk) | Q(second_kind=kind, second_id=pk)
    ).select_related("decided_by")
    return {row.second if row.first == mine else row.first: row for row in rows}


def verdicts_between(keys: Iterable[tuple[Key, Key]]) -> dict[tuple[Key, Key], DuplicateVerdict]:
    """The verdicts on several pairs, each pair in order; one query."""
    pairs = [tuple(sorted(pair)) for pair in keys]
    if not pairs:
        return {}
    wanted = DuplicateVerdict.objects.filter(
        first_id__in={one[1] for one, _other in pairs},
        second_id__in={other[1] for _one, other in pairs},
    ).select_related("decided_by")
    return {(row.first, row.second): row for row in wanted if (row.first, row.second) in pairs}


def holds(verdict: DuplicateVerdict, one: Description, other: Description) -> bool:
    """Whether nothing that mattered has changed since the verdict on these two."""
    return verdict.basis == basis_of(one, other)


def basis_of(one: Description, other: Description) -> str:
    """A digest of what a verdict on two items rests on: titles, owners and addresses."""
    parts = sorted(_basis(replace(each, aliases=())) for each in (one, other))
    return blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def forget_verdicts(kind: str, keys: Collection[int]) -> None:
    """Leaves out the verdicts on items that are gone."""
    DuplicateVerdict.objects.filter(
        Q(first_kind=kind, first_id__in=keys) | Q(second_kind=kind, second_id__in=keys)
    ).delete()


def _basis(description: Description) -> str:
    titles = sorted({" ".join(words_of(title)) for title in description.titles})
    address = read_address(description.website)
    return repr(
        (description.kind, description.pk, titles, description.owner, address.host, address.path)
    )


def _key(item: Any) -> Key:
    return item.kind, item.pk


def _as_fields(one: Key, other: Key) -> dict[str, Any]:
    return {
        "first_kind": one[0],
        "first_id": one[1],
        "second_kind": other[0],
        "second_id": other[1],
    }


def _suspicions(one: Key, other: Key) -> Any:
    return SuspectedPair.objects.filter(
        kind=one[0], first_id=min(one[1], other[1]), second_id=max(one[1], other[1])
    )


def _log(action: str, one: Any, other: Any, user: Any, relation: str) -> None:
    for item, related in ((one, other), (other, one)):
        data = {"kind": related.kind, "pk": related.pk, "relation": str(relation)}
        log(instance=item, action=action, user=user, data=data)
