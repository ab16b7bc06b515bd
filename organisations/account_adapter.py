"""How accounts behave where the library leaves it to us."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; there is no open registration."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
