"""The pages on which people follow a practice, and stop doing so."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from initiatives.following.actions.ask import ask
from initiatives.following.actions.confirm import confirm
from initiatives.following.actions.follow import follow
from initiatives.following.actions.stop import stop
from initiatives.following.links import Purpose, opened
from initiatives.models import Following, Practice
from organisations.contributing.limits import (
    TOO_OFTEN,
    HumanForm,
    is_from_elsewhere,
    mark_for,
    may_go_on,
    opened_now,
)
from organisations.joining.invited import verified_addresses
from organisations.joining.pages.answering import person, personal
from taxonomy.localised import active_language
from taxonomy.row_numbers import row_number


class FollowForm(HumanForm):
    """An address to which mails may go once its owner says so."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        help_text=gettext_lazy("We send you one mail, in which you say that it is yours."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


# What is posted here is an address that anybody may type, and a mail asks its owner; the log-in of
# whoever posts plays no part, and visitors need no cookie. That another site does not let its
# visitors ask for such mails is seen by what their browsers say.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_view(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """How to follow a practice: the feed, one click with an account, or an address."""
    practice = _live(pk)
    posted = request.POST if request.method == "POST" else None
    is_foreign = posted is not None and is_from_elsewhere(request)
    form = FollowForm(posted, initial={"opened": opened_now()})
    status = 200
    if posted is not None:
        if is_foreign:
            form.add_error(None, _("Please press the button once more."))
        elif form.is_valid():
            email = form.cleaned_data["email"].strip().lower()
            if may_go_on(request, "follow_mail", key=email):
                ask(practice, email=email, language=active_language())
                context = {"practice": practice, "email": email}
                return render(request, "following/sent.html", context)
            form.add_error(None, str(TOO_OFTEN))
        status = (403 if is_foreign else 429) if form.non_field_errors() else 422
        form.data = posted.copy()
        form.data["opened"] = mark_for(posted.get("opened", ""))
    context = {"practice": practice, "form": form, "following": _own(request, practice)}
    return render(request, "following/follow.html", context, status=status)


@personal("POST")
def follow_mine(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Follow with one's account, or stop."""
    practice = _live(pk)
    if "stop" in request.POST:
        for following in Following.objects.filter(practice=practice, user=person(request)):
            stop(following)
        messages.success(request, _("You do not follow this practice any more."))
    else:
        follow(practice, user=person(request), language=active_language())
        messages.success(request, _("You follow this practice. You get a mail when it changes."))
    return redirect(practice.get_absolute_url())


@personal("GET", "POST")
def followed(request: HttpRequest) -> HttpResponse:
    """What somebody with an account follows, also by an address that is theirs."""
    user = person(request)
    mine = Following.objects.of_person(user, verified_addresses(user)).select_related("practice")
    if request.method == "POST":
        for following in mine.filter(pk__in=_numbers(request.POST.getlist("stop"))):
            stop(following)
        return redirect("initiatives:followed")
    return render(request, "following/followed.html", {"followings": mine.order_by("pk")})


# The signed link is all that counts on these two pages, as on those to confirm an item.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_view(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in the first mail; programs that open every link confirm nothing."""
    following = opened(Purpose.CONFIRM, token)
    if following is None:
        return render(request, "following/link.html", {"answer": "gone"}, status=404)
    if request.method == "POST":
        confirm(following)
    answer = "confirmed" if following.confirmed_at else "ask"
    context = {"answer": answer, "practice": following.practice}
    return render(request, "following/link.html", context)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_view(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in every mail, and behind the button of the mail program (RFC 8058)."""
    following = opened(Purpose.STOP, token)
    if following is None:
        return render(request, "following/link.html", {"answer": "stopped_before"}, status=404)
    context = {"answer": "ask_stop", "practice": following.practice}
    if request.method == "POST":
        stop(following)
        context["answer"] = "stopped" if following.user_id is None else "stopped_account"
    return render(request, "following/link.html", context)


def _live(pk: int) -> Practice:
    return get_object_or_404(Practice.objects.live(), pk=pk)


def _own(request: HttpRequest, practice: Practice) -> Following | None:
    if not request.user.is_authenticated:
        return None
    return Following.objects.filter(practice=practice, user=request.user).first()


def _numbers(typed: list[str]) -> list[int]:
    return [number for text in typed if (number := row_number(text)) is not None]
