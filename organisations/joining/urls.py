"""The addresses of finding, joining and looking after an organisation; below "My organisation"."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from organisations.joining.pages import colleagues, finding, invitation
from organisations.joining.pages.people import people_page

app_name = "joining"
urlpatterns = [
    path(_("find/"), finding.find_page, name="find"),
    path(_("find/<pk:pk>/"), finding.join_page, name="join"),
    path(_("add/"), finding.add_page, name="add"),
    path(
        _("requests/<pk:pk>/take-back/"),
        finding.withdraw_request_view,
        name="withdraw_request",
    ),
    path(_("invitation/<str:secret>/"), invitation.invitation_page, name="invitation"),
    path(_("invitations/<pk:pk>/accept/"), invitation.accept_view, name="accept_invitation"),
    path(_("<pk:pk>/people/"), people_page, name="people"),
    path(_("<pk:pk>/people/invite/"), colleagues.invite_view, name="invite"),
    path(
        _("<pk:pk>/invitations/<pk:invitation>/withdraw/"),
        colleagues.withdraw_invitation_view,
        name="withdraw_invitation",
    ),
    path(_("<pk:pk>/requests/<pk:asked>/approve/"), colleagues.approve_view, name="approve"),
    path(_("<pk:pk>/requests/<pk:asked>/refuse/"), colleagues.refuse_view, name="refuse"),
    path(_("<pk:pk>/people/<pk:member>/role/"), colleagues.role_view, name="role"),
    path(_("<pk:pk>/people/<pk:member>/remove/"), colleagues.remove_view, name="remove"),
    path(_("<pk:pk>/people/<pk:member>/hand-over/"), colleagues.hand_over_view, name="hand_over"),
    path(_("<pk:pk>/leave/"), colleagues.leave_view, name="leave"),
    path(_("<pk:pk>/domains/"), colleagues.confirm_domain_view, name="confirm_domain"),
    path(
        _("<pk:pk>/domains/<pk:domain>/take-back/"),
        colleagues.take_back_domain_view,
        name="take_back_domain",
    ),
]
