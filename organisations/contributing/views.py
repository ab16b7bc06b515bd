"""The form: choosing what to contribute, and its three steps."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from organisations.contributing.actions.keep import (
    ChangedMeanwhileError,
    WaitingForReviewError,
    has_to_stay,
)
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
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, kind: str, pk: int, number: int) -> HttpResponse:
    """A step of something that is kept already."""
    if not request.user.is_authenticated:
        return _logged_out(request, kind_of_address(kind), number)
    workplace = open_item(kind_of_address(kind), pk, request.user)
    if has_to_stay(workplace.row):
        return redirect(workplace.check_url)
    return work(request, workplace, number)


def _logged_out(request: HttpRequest, kind: Kind, number: int) -> HttpResponse:
    """The log-in page; or what was typed by somebody whose session ended, so that it is not lost.

    Nothing of the item is in that page: only what came with the request.
    """
    was_typed = "version" in request.POST and not is_autosave(request)
    if not was_typed or not 1 <= number <= len(kind.steps):
        return redirect_to_login(request.get_full_path())
    workplace = VisitorWorkplace(kind)
    workplace.version = request.POST.get("version", "")
    form = workplace.form(number, request.POST)
    form.is_valid()
    context = step_context(workplace, number, form)
    context["refusal"] = _(
        "You are logged out. What you typed is still in the fields. Log in in another window, and "
        "then press the button below the form once more."
    )
    return render(request, "contributing/step.html", context, status=401)


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
    kept = _kept(request, workplace, number, form)
    if isinstance(kept, HttpResponse):
        return kept
    if is_autosave(request):
        return answer_of(request, kept, form, number)
    if isinstance(kept, ItemWorkplace):
        kept = settle(kept, read_choices(request.POST))
    return _go_on(request, kept, number, form, is_valid=is_valid)


def _kept(
    request: HttpRequest, workplace: Workplace, number: int, form: Any
) -> Workplace | HttpResponse:
    """Where to go on once it is kept; or the answer that says why it is not."""
    refusal, status = _refusal(request, workplace), 429
    if not refusal:
        try:
            return workplace.keep(form, seen=request.POST.get("version", ""), number=number)
        except ChangedMeanwhileError:
            if not is_autosave(request):
                return _page(request, workplace, number, form, changed_meanwhile=True)
            refusal, status = _changed_words(), 409
        except WaitingForReviewError:
            refusal, status = _handed_in_words(), 409
    if is_autosave(request):
        return not_kept(refusal, status=status)
    return _page(request, workplace, number, form, refusal=refusal, status=status)


def _refusal(request: HttpRequest, workplace: Workplace) -> str:
    """Why something is not taken in, in a sentence; empty when it is."""
    if isinstance(workplace, ItemWorkplace):
        return ""
    if isinstance(workplace, NewWorkplace):
        within = may_go_on(request, "contribution_start", user=request.user)
    elif workplace.check_url:
        within = may_go_on(request, "contribution_save")
    else:
        human = HumanForm(request.POST)
        if not human.is_valid():
            return " ".join(str(fault) for faults in human.errors.values() for fault in faults)
        within = may_go_on(request, "contribution_visitor")
    return "" if within else str(TOO_OFTEN)


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
    status: int = 200,
) -> HttpResponse:
    context = step_context(workplace, number, form)
    if not workplace.check_url:
        mark = mark_for(request.POST.get("opened", ""))
        context["human"] = HumanForm(initial={"opened": mark})
        context["ask_human"] = isinstance(workplace, VisitorWorkplace)
    context["refusal"] = refusal
    if changed_meanwhile:
        context["changed_meanwhile"] = _changed_words()
    return render(request, "contributing/step.html", context, status=status)


def _handed_in_words() -> str:
    return _("It has been handed in meanwhile. Take it back on the last page to change it.")


def _changed_words() -> str:
    return _(
        "This was changed meanwhile, by a colleague or by you in another window. What you typed "
        "here is still in the fields and has not been saved."
    )
