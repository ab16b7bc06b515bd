"""Tells one who asks from another, without saying who it is."""

import hmac
from ipaddress import IPv4Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest


class Asker:
    """A connection that asks something; it gives marks and never its address.

    Kept no longer than it takes to make a mark of it.
    """

    __slots__ = ("_connection",)

    def __init__(self, connection: str) -> None:
        self._connection = connection

    def mark(self, key: bytes) -> bytes:
        """The same for the same connection under one key, and nothing alike under another.

        What it is worth depends on the key: while it is there, whoever has it can try out addresses.
        """
        return hmac.digest(key, self._connection.encode(), "sha256")


def asker_of(request: HttpRequest) -> Asker:
    """Who asks, by the address of the site's rate limits.

    Of addresses that cannot be read, as behind a proxy that is not set up well, all are one.
    """
    return Asker(_connection(request))


def _connection(request: HttpRequest) -> str:
    try:
        address = ip_address(get_adapter(request).get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied, ValueError):
        return ""
    if isinstance(address, IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    # A household has as many of the newer addresses as it wants, all in one network.
    return str(ip_network((address, 64), strict=False))
