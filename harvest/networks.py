"""Which addresses of the internet the portal may connect to: public ones, by a table of our own.

Python's `ipaddress` calls several ranges global that lead inside: the metadata address of a cloud,
and IPv6 notations that carry an IPv4 address in them. So its word does not count here.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# The special-purpose registry of IANA, and one address that is public by number only.
CLOSED_IPV4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by customers of one provider; metadata of a cloud
        "127.0.0.0/8",  # this machine
        "168.63.129.16/32",  # metadata of a cloud
        "169.254.0.0/16",  # link-local; metadata of most clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments; metadata of a cloud
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # multicast tunnels
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks of networks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
# All that is handed out to networks of the world. Outside it lie ::1, IPv4 in IPv6, NAT64
# (64:ff9b::/96), unique local, link-local, site-local, multicast and segment routing.
OPEN_IPV6 = IPv6Network("2000::/3")
CLOSED_IPV6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, with Teredo, which carries an IPv4 address
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which carries an IPv4 address
        "2620:4f:8000::/48",  # AS112
        "3ffe::/16",  # was for trials
        "3fff::/20",  # documentation
    )
)
# ISATAP carries an IPv4 address in its last half, after these.
ISATAP = (0x0000_5EFE, 0x0200_5EFE)


def is_public(address: Address, extra: Iterable[Network] = ()) -> bool:
    """Whether the portal may connect to `address`; `extra` are networks allowed beside."""
    if any(address in network for network in extra):
        return True
    if isinstance(address, IPv4Address):
        return not any(address in network for network in CLOSED_IPV4)
    if address.scope_id is not None or address not in OPEN_IPV6:
        return False
    if any(address in network for network in CLOSED_IPV6):
        return False
    return (int(address) >> 32) & 0xFFFF_FFFF not in ISATAP


def networks(names: Iterable[str]) -> tuple[Network, ...]:
    """Networks by their names, such as `10.0.0.0/8`. Raises ValueError."""
    return tuple(ip_network(name) for name in names)


def is_network(name: str) -> bool:
    """Whether this names a network, as `HARVEST_ALLOWED_NETWORKS` holds them."""
    try:
        return bool(networks([name]))
    except ValueError:
        return False
