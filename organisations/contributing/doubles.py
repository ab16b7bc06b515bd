"""What looks like a contribution, and what its writer says about that."""

from typing import Any

from organisations.contributing.actions.keep import keep
from organisations.contributing.workplaces import ItemWorkplace
from publishing.duplicates.choices import Choice, Question, keep_choices, questions_of
from publishing.duplicates.describing import describe
from publishing.duplicates.finding import likely_doubles


def questions_about(item: Any, user: Any, data: Any = None) -> list[Question]:
    """The likely doubles of an item with the choices that were posted; what lacks is an error."""
    matches = likely_doubles(describe(item), user=user)
    return questions_of(matches, data, strict=data is not None)


def settle(workplace: ItemWorkplace, choices: list[Choice]) -> ItemWorkplace:
    """Remember the choices, and keep the item as a part of what it belongs to."""
    if not choices or not keep_choices(workplace.item, choices, user=workplace.user):
        return workplace
    row = keep(item=workplace.item, user=workplace.user, seen=workplace.version)
    return ItemWorkplace(workplace.kind, row, workplace.user)
