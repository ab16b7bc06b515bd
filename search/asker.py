"""Tells one who asks from another while this process lives, without saying who it is."""

import hmac
import secrets
from ipaddress import IPv4Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest

#: Made anew with every process and written nowhere, so that a mark means nothing outside it.
_KEY = secrets.token_bytes(32)


def asker_of(request: HttpRequest) -> bytes:
    """The same mark for the same connection; an address cannot be made of it.

    The address is that of the site's rate limits. Of one that cannot be read, as behind a proxy
    that is not set up well, all are one.
    """
    return hmac.digest(_KEY, _connection(request).encode(), "sha256")


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
