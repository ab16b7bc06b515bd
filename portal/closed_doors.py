"""Pages of other packages that are closed, or open to fewer people than their makers thought.

Log-in and password pages lead to allauth, the only way in: Wagtail's own know no limit on guessing
and no second factor. They are answered here, before Wagtail's addresses are tried.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.audit_logging import LogEntriesView

from publishing.permissions import may_read_whole_history


# Nothing is read from a posted form, so a missing CSRF token need not hide the redirect.
@csrf_exempt
def to_login(request: HttpRequest) -> HttpResponse:
    """The log-in page, which leads back to where the visitor wanted to go.

    Somebody who is logged in and still comes here lacks the right to enter; sending them on would
    make the log-in page and the admin redirect to each other without end.
    """
    if request.user.is_authenticated:
        raise PermissionDenied(_("Your account has no access to this part of the site."))
    target = redirect("account_login")
    wanted = request.GET.get("next")
    if wanted:
        # allauth checks the address before it follows it.
        target["Location"] += "?" + urlencode({"next": wanted})
    return target


@csrf_exempt
def to_password_reset(request: HttpRequest, **link_parts: str) -> HttpResponse:
    return redirect("account_reset_password")


@csrf_exempt
def closed(request: HttpRequest, **link_parts: int) -> HttpResponse:
    """Pages and documents behind a shared password do not exist here."""
    raise Http404


@require_admin_access
def whole_history(request: HttpRequest, *, results_only: bool = False) -> HttpResponse:
    """Wagtail's log of the site, which would tell every curator the titles of all drafts."""
    if not may_read_whole_history(request.user):
        raise PermissionDenied
    return LogEntriesView.as_view(results_only=results_only)(request)


# Below the admin's prefix, and named like Wagtail's own so that its links lead here.
admin_urlpatterns: list[URLPattern] = [
    path("login/", to_login, name="wagtailadmin_login"),
    path("password_reset/", to_password_reset, name="wagtailadmin_password_reset"),
    path("password_reset/done/", to_password_reset),
    path("password_reset/complete/", to_password_reset),
    path("password_reset/confirm/<uidb64>/<token>/", to_password_reset),
    path("reports/site-history/", whole_history, name="whole_history"),
    path(
        "reports/site-history/results/",
        whole_history,
        {"results_only": True},
        name="whole_history_results",
    ),
]

# Below the site's root.
page_urlpatterns: list[URLPattern] = [
    path("_util/login/", to_login, name="wagtailcore_login"),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        closed,
        name="wagtailcore_authenticate_with_password",
    ),
]

# Below the documents' prefix.
document_urlpatterns: list[URLPattern] = [
    path(
        "authenticate_with_password/<int:restriction_id>/",
        closed,
        name="wagtaildocs_authenticate_with_password",
    ),
]
