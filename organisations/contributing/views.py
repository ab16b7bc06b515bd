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
from organisations.contributing.limits import TOO_OFTEN, HumanForm, mark_for, may_go_on
from organisations.contributing.step_page import step_context
from organisations.contributing.visitors import VisitorWorkplace
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
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """The first step of something new; it is kept as soon as it has a name.

    Whoever has no organisation here yet, or no account, can begin all the same.
    """
    asked = kind_of_address(kind)
    organisations = organisations_for(request.user) if request.user.is_authenticated else []
    if organisations:
        return work(request, NewWorkplace(asked, request.user, organisations), 1)
    return work(request, VisitorWorkplace(asked), 1)


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
    form.take_back_faults()
    if not form.can_be_kept:
        if is_autosave(request):
            return not_kept(_("Not saved yet. First answer: %(first)s") % {"first": form.needed})
        return _page(request, workplace, number, form)
    refusal = _refusal(request, workplace)
    if refusal is not None:
        if is_autosave(request):
            return not_kept(refusal, status=429)
        return _page(request, workplace, number, form, refusal=refusal)
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


def _refusal(request: HttpRequest, workplace: Workplace) -> str | None:
    """Why something new is not taken in, in a sentence; None when it is."""
    if not isinstance(workplace, VisitorWorkplace):
        is_new = isinstance(workplace, NewWorkplace)
        if is_new and not may_go_on(request, "contribution_start", user=request.user):
            return str(TOO_OFTEN)
        return None
    if workplace.draft is not None:
        return None if may_go_on(request, "contribution_save") else str(TOO_OFTEN)
    human = HumanForm(request.POST)
    if not human.is_valid():
        return " ".join(" ".join(sentences) for sentences in human.errors.values())
    return None if may_go_on(request, "contribution_visitor") else str(TOO_OFTEN)


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
        if isinstance(kept, VisitorWorkplace):
            return redirect(kept.check_url)
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
    refusal: str = "",
) -> HttpResponse:
    context = step_context(workplace, number, form)
    if isinstance(workplace, VisitorWorkplace) and workplace.draft is None:
        mark = mark_for(request.POST.get("opened", ""))
        context["human"] = HumanForm(initial={"opened": mark})
    if refusal:
        context["refusal"] = refusal
        return render(request, "contributing/step.html", context, status=429)
    if changed_meanwhile:
        context["changed_meanwhile"] = _changed_words()
    return render(request, "contributing/step.html", context)


def _changed_words() -> str:
    return _(
        "This was changed meanwhile, by a colleague or by you in another window. What you typed "
        "here is still in the fields and has not been saved."
    )
