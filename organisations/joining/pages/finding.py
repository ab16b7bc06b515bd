"""Find one's organisation, ask to join it, or add it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from organisations.joining.actions.add_organisation import add_organisation
from organisations.joining.actions.ask_to_join import ask_to_join
from organisations.joining.actions.withdraw_request import withdraw_request
from organisations.joining.deciding import NotPossibleError, has_owner
from organisations.joining.doubles import has_name, likely_the_same
from organisations.joining.finding import find
from organisations.joining.forms import AddForm, FindForm, JoinForm
from organisations.joining.pages.answering import attempt, person, personal
from organisations.models import JoinRequest, Organisation
from publishing.models import User


@personal("GET", "HEAD")
def find_page(request: HttpRequest) -> HttpResponse:
    """Search as one types; with HTMX only what was found changes."""
    form = FindForm(request.GET if "q" in request.GET else None)
    question = form.cleaned_data["q"].strip() if form.is_bound and form.is_valid() else ""
    found = find(question) if question else []
    part = request.headers.get("HX-Request") and request.headers.get("HX-Target") == "found"
    template = "joining/_found.html" if part else "joining/find.html"
    context = {"form": form, "question": question, "found": found}
    return render(request, template, context)


@personal("GET", "HEAD", "POST")
def join_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to join one organisation, or to look after its profile when nobody does.

    What is not live can be joined only by who knows its name: it came from somebody else's draft.
    """
    organisation = Organisation.objects.filter(pk=pk).defer("body", "body_en").first()
    name = request.GET.get("name", "")
    if organisation is None or not (organisation.live or has_name(organisation, name)):
        raise Http404
    owned = has_owner(organisation)
    user = person(request)
    form = JoinForm(
        request.POST if request.method == "POST" else None,
        has_owner=owned,
        has_name=bool(user.get_full_name()),
    )
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        _name(user, answers.get("name", ""))
        return _ask(request, organisation, answers.get("purpose"), answers["words"])
    context = {"organisation": organisation, "form": form, "has_owner": owned}
    return render(request, "joining/join.html", context)


def _name(user: User, name: str) -> None:
    """Give an account that has no name one, by which colleagues know each other."""
    first, _space, last = name.strip().partition(" ")
    if first:
        user.first_name, user.last_name = first, last.strip()
        user.save(update_fields=["first_name", "last_name"])


def _ask(
    request: HttpRequest, organisation: Organisation, purpose: str | None, words: str
) -> HttpResponse:
    try:
        asked = ask_to_join(
            organisation,
            user=person(request),
            words=words,
            purpose=purpose or JoinRequest.Purpose.JOIN,
        )
    except NotPossibleError as fault:
        messages.error(request, str(fault.words))
    else:
        messages.success(
            request,
            _("You can start. Your mail address shows that you work here.")
            if asked.state == JoinRequest.State.APPROVED
            else _("Your request was sent. You get a mail when somebody decides."),
        )
    return redirect("my_organisations")


@personal("GET", "HEAD", "POST")
def add_page(request: HttpRequest) -> HttpResponse:
    """Add an organisation, unless it is here already."""
    if request.method != "POST":
        form = AddForm(initial={"title": request.GET.get("name", "")[:200]})
        return render(request, "joining/add.html", {"form": form})
    user = person(request)
    form = AddForm(request.POST)
    # As far as it was understood: a double is worth telling about even when something is missing.
    form.is_valid()
    doubles = likely_the_same(form.organisation(), user=user)
    if doubles:
        form = AddForm(request.POST, asks_why_different=True)
    if form.is_valid() and attempt(
        request,
        lambda: add_organisation(
            form.organisation(),
            user=user,
            different_from=[double.organisation for double in doubles],
            why=form.cleaned_data.get("different", ""),
        ),
        _("The organisation was added. A manager looks at it before everybody sees it."),
    ):
        return redirect("my_organisations")
    return render(request, "joining/add.html", {"form": form, "doubles": doubles})


@personal("POST")
def withdraw_request_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one's own request; those of others are not there."""
    user = person(request)
    asked = JoinRequest.objects.filter(pk=pk, user=user).first()
    if asked is None:
        raise Http404
    attempt(request, lambda: withdraw_request(asked, user=user), _("You took your request back."))
    return redirect("my_organisations")
