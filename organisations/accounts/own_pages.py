"""The pages on which somebody sees, downloads and removes what the site keeps about them."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from organisations.accounts import own_data
from organisations.joining.pages.answering import person, personal


class RemovalForm(forms.Form):
    sure = forms.BooleanField(
        label=_("I understand that this cannot be undone"),
        error_messages={"required": _("Tick this if you want to remove your account.")},
    )
    without_owner = forms.BooleanField(
        label=_("I know that nobody can look after these organisations then"),
        error_messages={"required": _("Tick this, or make a colleague owner first.")},
    )

    def __init__(self, *args: Any, leaves_without_owner: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not leaves_without_owner:
            del self.fields["without_owner"]


@personal("GET")
def show(request: HttpRequest) -> HttpResponse:
    """What is kept, by kind, with how many of each."""
    context = {"kept": own_data.kept_about(person(request))}
    return render(request, "account/own_data.html", context)


@personal("GET")
@reauthentication_required
def download(request: HttpRequest) -> HttpResponse:
    """Everything as a JSON file."""
    answer = JsonResponse(
        own_data.as_json_data(person(request)),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )
    answer["Content-Disposition"] = 'attachment; filename="account.json"'
    return answer


@personal("GET", "POST")
@reauthentication_required
def remove(request: HttpRequest) -> HttpResponse:
    """Asks once more, then forgets the account; the last administrator stays."""
    user = person(request)
    stays = own_data.is_last_administrator(user)
    without_owner = own_data.organisations_left_without_owner(user)
    form = RemovalForm(
        request.POST if request.method == "POST" else None,
        leaves_without_owner=without_owner.exists(),
    )
    if request.method == "POST" and not stays and form.is_valid():
        address = user.email
        logout(request)
        own_data.forget(user)
        get_adapter().send_mail("account/email/account_removed", address, {})
        return redirect("account_removed")
    context = {
        "form": form,
        "is_last_administrator": stays,
        "without_owner": without_owner,
    }
    return render(request, "account/remove.html", context)


@require_GET
def removed(request: HttpRequest) -> HttpResponse:
    return render(request, "account/removed.html")
