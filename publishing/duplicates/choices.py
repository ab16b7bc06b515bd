"""The three choices of a contributor: it is this one, it belongs to this one, it is different."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing.duplicates.finding import Match
from publishing.duplicates.kinds import kind_called
from publishing.duplicates.relations import Relation
from publishing.duplicates.verdicts import record_verdict
from publishing.models.duplicates import REASON_MAX
from publishing.permissions import Verb, may_as_read
from taxonomy.row_numbers import row_number

_WORDS: dict[str, Promise] = {
    Relation.SAME: gettext_lazy("It is this one"),
    Relation.RELATED: gettext_lazy("It belongs to this one"),
    Relation.DIFFERENT: gettext_lazy("It is really different"),
}


@dataclass(frozen=True)
class Choice:
    """What somebody says of one match."""

    kind: str
    pk: int
    relation: Relation
    reason: str = ""


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    checked: bool


@dataclass(frozen=True)
class Question:
    """A match with its radio buttons as they were left: the context of the component."""

    match: Match
    name: str
    options: tuple[Option, ...]
    reason: str
    error: str = ""

    @property
    def may_be_left(self) -> bool:
        """Whether nobody has to answer: it is not probably the same."""
        return self.match.relation != Relation.SAME

    @property
    def is_answered(self) -> bool:
        return any(option.checked for option in self.options)

    @property
    def reason_name(self) -> str:
        return f"{self.name}-reason"


def name_of(kind: str, pk: int) -> str:
    """What the radio buttons of a match are called in a form."""
    return f"double-{kind}-{pk}"


def read_choices(data: Mapping[str, Any]) -> list[Choice]:
    """The choices in what was posted; what is no choice is left out."""
    found = []
    for name in data:
        kind, pk = _match_named(name)
        value = str(data[name])
        if pk is not None and value in Relation.values:
            reason = str(data.get(f"{name}-reason", "")).strip()[:REASON_MAX]
            found.append(Choice(kind, pk, Relation(value), reason))
    return found


def questions_of(
    matches: Sequence[Match], data: Mapping[str, Any] | None = None, *, strict: bool = False
) -> list[Question]:
    """The matches as questions, with the choices that were posted already.

    With ``strict`` an answer that lacks has an error: nothing chosen for what is probably the
    same, or no reason why it is really different. Of a hidden match nothing is asked.
    """
    chosen = {(choice.kind, choice.pk): choice for choice in read_choices(data or {})}
    return [_question(match, chosen, strict) for match in matches]


def answered(questions: Sequence[Question]) -> bool:
    """Whether no question has an error."""
    return not any(question.error for question in questions)


@transaction.atomic
def keep_choices(item: Any, choices: Sequence[Choice], *, user: Any) -> bool:
    """Remembers the choices about a stored item, and links it to what it belongs to.

    The links are made on ``item`` itself, which the caller stores when the answer is True: as a
    draft or a revision, as it keeps everything else. What ``user`` may not see is left out, as if
    it were not there. Raises PermissionDenied when ``user`` may not change ``item``.
    """
    linked = False
    for choice in choices:
        other = _visible(choice, user)
        if other is None or (other.kind, other.pk) == (item.kind, item.pk):
            continue
        record_verdict(item, other, choice.relation, user=user, reason=choice.reason)
        if choice.relation == Relation.RELATED:
            linked = link(item, other) or linked
    return linked


def link(item: Any, other: Any) -> bool:
    """Makes ``item`` a part of ``other`` where its kind has room for that and nothing is chosen yet.

    Changes the object and not the database; says whether anything changed.
    """
    kind = kind_called(item.kind)
    name = kind.links.get(other.kind, "") if kind is not None else ""
    if not name:
        return False
    if item._meta.get_field(name).many_to_many:
        relation = getattr(item, name)
        if relation.filter(pk=other.pk).exists():
            return False
        relation.add(other)
        return True
    if getattr(item, f"{name}_id"):
        return False
    setattr(item, name, other)
    return True


def _question(match: Match, chosen: Mapping[Any, Choice], strict: bool) -> Question:
    if match.pk is None:
        return Question(match, "", (), "")
    choice = chosen.get((match.kind, match.pk))
    options = tuple(
        Option(value, str(label), choice is not None and choice.relation == value)
        for value, label in _WORDS.items()
    )
    reason = choice.reason if choice else ""
    error = _error(match, choice) if strict else ""
    return Question(match, name_of(match.kind, match.pk), options, reason, error)


def _error(match: Match, choice: Choice | None) -> str:
    if match.relation != Relation.SAME:
        return ""
    if choice is None:
        return _("Say whether it is this one, belongs to it, or is really different.")
    if choice.relation == Relation.DIFFERENT and not choice.reason:
        return _("Say in a few words why it is really different.")
    return ""


def _match_named(name: str) -> tuple[str, int | None]:
    parts = name.split("-")
    if len(parts) != 3 or parts[0] != "double" or kind_called(parts[1]) is None:
        return "", None
    return parts[1], row_number(parts[2])


def _visible(choice: Choice, user: Any) -> Any:
    kind = kind_called(choice.kind)
    item = kind.model._default_manager.filter(pk=choice.pk).first() if kind else None
    if item is None or item.live or may_as_read(user, Verb.VIEW_DRAFT, item):
        return item
    return None
