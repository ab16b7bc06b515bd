"""Does what was answered in the form, as the actions that it stands for."""

from typing import Any

from django.db import transaction

from initiatives.adoption.actions.change import change
from initiatives.adoption.actions.correct_step import correct_step
from initiatives.adoption.actions.link_initiative import link_initiative
from initiatives.adoption.actions.move_on import move_on
from initiatives.adoption.actions.start import start
from initiatives.adoption.actions.stop import stop
from initiatives.adoption.deciding import locked
from initiatives.adoption.form import AdoptionForm
from initiatives.models import Adoption


@transaction.atomic
def save(form: AdoptionForm, *, user: Any) -> Adoption:
    """Store the answers of a valid form, all of them or none.

    Raises PermissionDenied and NotPossibleError as the actions do, and ChangedMeanwhileError when
    what the form showed is not what is stored.
    """
    given = form.instance
    # The form has put its answers on the row in hand; the actions begin from the one stored.
    if form.is_new:
        row = start(given.practice, given.region, form.step, user=user, details=form.details)
    else:
        # Whoever saves at the same moment waits here, and is told of the change.
        row = locked(given, seen=form.cleaned_data["seen"])
        if form.is_further_step:
            does = stop if form.step.state == Adoption.State.STOPPED else move_on
            row = does(row, form.step, user=user)
        else:
            row = correct_step(row, form.step, user=user)
        row = change(row, form.details, user=user)
    if "derived" in form.changed_data:
        row = link_initiative(row, form.initiative, user=user)
    return row
