"""The form for people without an account, from the first step to taking the draft over."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from organisations.contributing.check_views import page_of, problems_of
from organisations.contributing.completeness import completeness_of
from organisations.contributing.limits import TOO_OFTEN, HumanForm, may_go_on, opened_now
from organisations.contributing.step_page import step_links
from organisations.contributing.views import work
from organisations.contributing.visitors import VisitorWorkplace, claim, drafts_for, open_draft
from organisations.contributing.workplaces import organisations_for
from organisations.joining.pages.answering import person, personal
from organisations.models import VisitorDraft
from publishing.notices import tell


class AddressForm(HumanForm):
    """Where the link goes with which the draft is finished."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We send you one mail, with a link to go on. Readers never see this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """A step of a draft that is kept by a link."""
    return work(request, open_draft(token), number)


@never_cache
@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """How the page will look."""
    text = _("This is how the page will look. Only who has this link can see it.")
    return page_of(request, open_draft(token), text=text)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Everything once more; whoever is content gives an address to which the link is sent."""
    workplace = open_draft(token)
    form = AddressForm(
        request.POST if request.method == "POST" else None, initial={"opened": opened_now()}
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"].lower()
        if may_go_on(request, "contribution_mail", key=email):
            _send_link(workplace, email)
            return render(request, "contributing/visitor_sent.html", {"email": email})
        form.add_error(None, str(TOO_OFTEN))
        status = 429
    context = {
        **_around(workplace),
        "form": form,
        "problems": problems_of(workplace),
        "steps": step_links(workplace, 0),
        "completeness": completeness_of(workplace.item, workplace.kind),
        "claim_url": reverse("contributing:claim", args=[token]),
    }
    return render(request, "contributing/visitor_check.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_over(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in the mail: log in, choose the organisation, and go on there."""
    return _take_over(request, open_draft(token))


@personal("GET", "HEAD", "POST")
def waiting(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for who was sent that link, from the page "My organisation"."""
    mine = {each.draft.pk: each for each in drafts_for(person(request)) if each.draft}
    if pk not in mine:
        raise Http404
    return _take_over(request, mine[pk])


def _take_over(request: HttpRequest, workplace: VisitorWorkplace) -> HttpResponse:
    organisations = organisations_for(request.user) if request.user.is_authenticated else []
    if request.method == "POST":
        chosen = [each for each in organisations if str(each.pk) == request.POST.get("of")]
        if chosen or len(organisations) == 1:
            organisation = (chosen or organisations)[0]
            item = claim(workplace, user=request.user, organisation=organisation)
            return redirect("contributing:check", workplace.kind.name, item.pk)
    context = {**_around(workplace), "organisations": organisations}
    return render(request, "contributing/take_over.html", context)


def _around(workplace: VisitorWorkplace) -> dict[str, Any]:
    return {"workplace": workplace, "kind": workplace.kind, "item": workplace.item}


def _send_link(workplace: VisitorWorkplace, email: str) -> None:
    """The same for an address that has an account here and for one that has not."""
    assert workplace.draft is not None  # noqa: S101 - for the type: only a link leads here
    VisitorDraft.objects.filter(pk=workplace.draft.pk).update(email=email)
    context = {
        "title": workplace.item.title,
        "url": reverse("contributing:claim", args=[workplace.token]),
        "label": _("Finish it"),
        "why": _("You get this mail because this address was given with a draft on our site."),
    }
    tell(email, "contribution_kept", context, at_once=True, language=get_language())
