"""What the page of one step shows."""

from dataclasses import dataclass
from typing import Any

from organisations.contributing.completeness import completeness_of
from organisations.contributing.forms import ContributionForm, questions
from organisations.contributing.kinds import Fold, Step
from organisations.contributing.notes import note_on
from organisations.contributing.workplaces import Workplace


@dataclass(frozen=True)
class FoldedQuestions:
    """Questions under a heading that unfolds; open when something in them is answered or wrong."""

    fold: Fold
    fields: list[Any]
    is_open: bool


@dataclass(frozen=True)
class StepLink:
    """A step in the list above the form."""

    number: int
    title: Any
    url: str
    is_current: bool
    is_reachable: bool


def step_context(workplace: Workplace, number: int, form: ContributionForm) -> dict[str, Any]:
    """The context of `contributing/step.html`."""
    step = workplace.kind.steps[number - 1]
    return {
        "workplace": workplace,
        "kind": workplace.kind,
        "item": workplace.item,
        "number": number,
        "step": step,
        "steps": step_links(workplace, number),
        "is_last": number == len(workplace.kind.steps),
        "form": form,
        "questions": list(questions(form, step)),
        "folds": _folds(form, step),
        "completeness": completeness_of(workplace.item, workplace.kind),
        # Visitors are answered once they have a draft.
        "may_ask_doubles": bool(workplace.check_url or workplace.item.owner_id),
        "left_alone": _left_alone(form, step),
        "remarks": workplace.remarks,
        "note": note_on(workplace.item),
    }


def step_links(workplace: Workplace, current: int) -> list[StepLink]:
    """All steps; of something that is not kept yet one can only do the first."""
    is_kept = bool(workplace.check_url)
    return [
        StepLink(number, step.title, workplace.step_url(number), number == current, is_kept)
        for number, step in enumerate(workplace.kind.steps, start=1)
    ]


def _left_alone(form: ContributionForm, step: Step) -> bool:
    return ("body" in form.left_alone and "text" in step.names) or (
        "body_en" in form.left_alone and "text_en" in step.names
    )


def _folds(form: ContributionForm, step: Step) -> list[FoldedQuestions]:
    folds = []
    for fold in step.folds:
        fields = [form[name] for name in fold.fields if name in form.fields]
        is_open = any(field.errors or _is_answered(field) for field in fields)
        if fields:
            folds.append(FoldedQuestions(fold, fields, is_open))
    return folds


def _is_answered(field: Any) -> bool:
    value = field.value()
    # A field that has an answer before anybody gave one says nothing.
    return bool(value) and value != field.field.initial and str(value) != str(field.field.initial)
