"""Looking changes nothing, and another site cannot make a visitor's browser change anything."""

import pytest

from tests.rights.addresses import every_address
from tests.rights.asking import ask
from tests.rights.everybody import World

#: What needs no token.
NEED_NO_TOKEN = {
    # The signed link of a mail is the secret; a mail program may post to it by itself.
    "freshness:confirm",
    "freshness:bring_back",
    "daily_mail:stop",
    "initiatives:follow_confirm",
    "initiatives:follow_stop",
    # An address that anybody may type; only its owner's answer to a mail lets it follow.
    "initiatives:practice_follow",
    # Doors of other packages: they read nothing that was posted and only lead on.
    "wagtailadmin_login",
    "wagtailadmin_password_reset",
    "beheer/password_reset/done/",
    "beheer/password_reset/complete/",
    "beheer/password_reset/confirm/<uidb64>/<token>/",
    "wagtailcore_login",
    "wagtailcore_authenticate_with_password",
    "wagtaildocs_authenticate_with_password",
    # Behind one of the above (see `CLOSED_BEFORE`).
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
}


@pytest.mark.django_db
def test_nothing_else_takes_a_post_without_its_token(world: World) -> None:
    """The token is asked for before the view runs, so this holds for every state change."""
    wrong = []
    for address in every_address():
        answer = ask(
            world,
            "administrator",
            address.path(world),
            {"title": "Gekaapt"},
            method="post",
            enforce_csrf_checks=True,
        )
        expected = {"302", "403", "404", "422"} if address.name in NEED_NO_TOKEN else {"403"}
        if answer.status not in expected or answer.writes:
            wrong.append((address.name, answer.text, answer.writes))
    assert not wrong


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["head", "options"])
def test_asking_about_an_address_changes_nothing(method: str, world: World) -> None:
    """What is done for HEAD and OPTIONS by views that look at the method themselves.

    Views that are classes answer HEAD as GET and OPTIONS with a list of methods. GET is tried in
    the matrix.
    """
    wrong = []
    for address in every_address():
        if not hasattr(address.callback, "view_class"):
            answer = ask(world, "administrator", address.path(world), method=method)
            if answer.writes:
                wrong.append((address.name, answer.text, answer.writes))
    assert not wrong
