"""What the pages of somebody's own organisations have in common."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from organisations.joining.deciding import NotPossibleError
from organisations.models import Organisation
from publishing.models import User
from publishing.permissions import may_see_members

View = Callable[..., HttpResponseBase]


def personal(*methods: str) -> Callable[[View], View]:
    """A page for somebody who is logged in, kept nowhere."""

    def decorate(view: View) -> View:
        return never_cache(require_http_methods(methods)(login_required(view)))

    return decorate


def person(request: HttpRequest) -> User:
    """Who is logged in; the pages let nobody else through."""
    assert isinstance(request.user, User)  # noqa: S101 - for the type, login_required is the check
    return request.user


def own_organisation(request: HttpRequest, pk: int) -> Organisation:
    """The organisation, for whoever may know who works for it; for others it is not there."""
    organisation = Organisation.objects.filter(pk=pk).defer("body", "body_en").first()
    if organisation is None or not may_see_members(request.user, organisation):
        raise Http404
    return organisation


def attempt(request: HttpRequest, change: Callable[[], Any], done: str) -> bool:
    """Make a change and tell on the next page that it was made, or why it was not."""
    try:
        change()
    except NotPossibleError as fault:
        messages.error(request, str(fault.words))
        return False
    messages.success(request, done)
    return True
