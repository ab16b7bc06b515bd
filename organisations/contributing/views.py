"""The form: choosing what to contribute, and its three steps."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from organisations.contributing.actions.keep import ChangedMeanwhileError, is_waiting
from organisations.contributing.autosave import answer_of, is_autosave, not_kept
from organisations.contributing.doubles import settle
from organisations.contributing.kinds import Kind, kind_called, kinds
from organisations.contributing.step_page import step_context
from organisations.contributing.workplaces import (
    ItemWorkplace,
    NewWorkplace,
    Workplace,
    open_item,
    organisations_for,
)
from publishing.duplicates.choices import read_choices


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What one can contribute, in plain words."""
    return render(request, "contributing/start.html", {"kinds": kinds()})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """The first step of something new; it is kept as soon as it has a name."""
    organisations = organisations_for(request.user)
    if not organisations:
        return render(request, "contributing/no_organisation.html", {"kind": kind_of_address(kind)})
    workplace = NewWorkplace(kind_of_address(kind), request.user, organisations)
    return work(request, workplace, 1)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, kind: str, pk: int, number: int) -> HttpResponse:
    """A step of something that is kept already."""
    workplace = open_item(kind_of_address(kind), pk, request.user)
    if is_waiting(workplace.row) or workplace.row.locked:
        return redirect(workplace.check_url)
    return work(request, workplace, number)


def kind_of_address(name: str) -> Kind:
    """The kind that an address is about; the converter knows no others."""
    return kind_called(name)


def work(request: HttpRequest, workplace: Workplace, number: int) -> HttpResponse:
    """Show a step, or keep what was posted and go where the button leads."""
    if not 1 <= number <= len(workplace.kind.steps):
        raise Http404
    if request.method != "POST":
        form = workplace.form(number)
        return _page(request, workplace, number, form)
    form = workplace.form(number, request.POST, request.FILES)
    is_valid = form.is_valid()
    if not form.can_be_kept:
        if is_autosave(request):
            return not_kept(_("Not saved yet: it has no name."))
        return _page(request, workplace, number, form)
    try:
        kept = workplace.keep(form, seen=request.POST.get("version", ""), number=number)
    except ChangedMeanwhileError:
        if is_autosave(request):
            return not_kept(_changed_words(), status=409)
        return _page(request, workplace, number, form, changed_meanwhile=True)
    if is_autosave(request):
        return answer_of(request, kept, form, number)
    if isinstance(kept, ItemWorkplace):
        kept = settle(kept, read_choices(request.POST))
    return _go_on(request, kept, number, form, is_valid=is_valid)


def _go_on(
    request: HttpRequest, kept: Workplace, number: int, form: Any, *, is_valid: bool
) -> HttpResponse:
    """Where the button leads; forward only with right answers, back and away always."""
    wanted = request.POST.get("go", "")
    if wanted == "back" and number > 1:
        return redirect(kept.step_url(number - 1))
    if wanted == "preview":
        return redirect(kept.preview_url)
    if wanted == "later":
        return redirect("my_organisations")
    if not is_valid:
        return _page(request, kept, number, form)
    if number == len(kept.kind.steps):
        return redirect(kept.check_url)
    return redirect(kept.step_url(number + 1))


def _page(
    request: HttpRequest,
    workplace: Workplace,
    number: int,
    form: Any,
    *,
    changed_meanwhile: bool = False,
) -> HttpResponse:
    context = step_context(workplace, number, form)
    if changed_meanwhile:
        context["changed_meanwhile"] = _changed_words()
    return render(request, "contributing/step.html", context)


def _changed_words() -> str:
    return _(
        "This was changed meanwhile, by a colleague or by you in another window. What you typed "
        "here is still in the fields and has not been saved."
    )
