"""Members edit the profile of their organisation; readers see it after the review."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from organisations.contributing.actions.keep import (
    ChangedMeanwhileError,
    WaitingForReviewError,
    has_to_stay,
    is_waiting,
    keep,
    version_of,
)
from organisations.joining.pages.answering import person, personal
from organisations.mine.forms import ProfileForm
from organisations.models import Organisation
from publishing.actions.submit import Outcome, submit
from publishing.actions.withdraw import withdraw
from publishing.models import User
from publishing.permissions import Verb, may
from publishing.review_remarks import remarks_for


@personal("GET", "HEAD", "POST")
def profile_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; saving hands it in. While it waits one takes it back first."""
    user = person(request)
    row = _profile(user, pk)
    waiting = is_waiting(row)
    is_fixed = has_to_stay(row, waiting=waiting)
    seen = request.POST.get("version", "")
    form = ProfileForm(
        request.POST if request.method == "POST" else None,
        instance=row.get_latest_revision_as_object(),
    )
    if request.method == "POST" and not is_fixed and form.is_valid():
        try:
            return _kept(request, form, seen, user)
        except (ChangedMeanwhileError, WaitingForReviewError):
            form.add_error(
                None, _("A colleague changed the profile meanwhile. Copy your text and start anew.")
            )
    context = {
        "organisation": row,
        "form": form,
        "version": seen or version_of(row),
        "waiting": waiting,
        "is_locked": is_fixed and not waiting,
        "remarks": remarks_for(row),
    }
    return render(request, "mine/profile.html", context)


def _kept(request: HttpRequest, form: ProfileForm, seen: str, user: User) -> HttpResponse:
    row = keep(item=form.instance, user=user, seen=seen, changed=form.has_changed())
    if submit(row, user=user) == Outcome.LIVE:
        messages.success(request, _("The profile is online as you wrote it."))
    else:
        messages.success(request, _("Saved. A manager looks at it before readers see it."))
    return redirect("my_organisations")


@personal("POST")
def take_back_view(request: HttpRequest, pk: int) -> HttpResponse:
    """End the review of the profile, to change it."""
    user = person(request)
    withdraw(_profile(user, pk), user=user)
    return redirect("mine:profile", pk)


def _profile(user: User, pk: int) -> Organisation:
    row = Organisation.objects.select_related("latest_revision").filter(pk=pk).first()
    if row is None or not may(user, Verb.CHANGE, row):
        raise Http404
    return row
