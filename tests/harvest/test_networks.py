"""Which addresses are public, by a table of our own; Python's word counts for nothing here."""

from ipaddress import ip_address

import pytest

from harvest.checks import nothing_inside_is_open
from harvest.networks import is_network, is_public, networks

OPEN = ["1.1.1.1", "8.8.8.8", "93.184.216.34", "192.0.1.1", "2606:4700::1111", "2a00:1450::5"]
CLOSED = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.5",
    "100.64.0.1",
    "100.100.100.200",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.5",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.5",
    "198.18.0.5",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.2",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:0:10.0.0.5",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:7f00:1::",
    "2001:20::1",
    "2001:db8::5",
    "2002:7f00:1::",
    "2002:808:808::",
    "3ffe::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00::5",
    "fd00:ec2::254",
    "fe80::1",
    "febf::1",
    "fec0::5",
    "ff02::1",
    "4000::1",
    "2606:4700::5efe:127.0.0.1",
    "2606:4700::200:5efe:10.0.0.5",
]


@pytest.mark.parametrize("address", OPEN)
def test_public_addresses_are_open(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", CLOSED)
def test_all_others_are_closed(address):
    assert not is_public(ip_address(address))


def test_a_network_card_of_this_machine_is_closed():
    assert not is_public(ip_address("2606:4700::1%lo"))


def test_a_network_may_be_allowed_for_development():
    allowed = networks(["127.0.0.0/8", "::1"])
    assert is_public(ip_address("127.0.0.1"), allowed)
    assert is_public(ip_address("::1"), allowed)
    assert not is_public(ip_address("10.0.0.5"), allowed)


@pytest.mark.parametrize(
    ("name", "expected"), [("10.0.0.0/8", True), ("10.0.0.5/8", False), ("school.nl", False)]
)
def test_settings_take_names_of_networks_only(name, expected):
    assert is_network(name) is expected


def test_an_allowed_network_is_warned_of_in_production(settings):
    settings.HARVEST_ALLOWED_NETWORKS = []
    assert nothing_inside_is_open(None) == []
    settings.HARVEST_ALLOWED_NETWORKS = ["10.0.0.0/8"]
    (warning,) = nothing_inside_is_open(None)
    assert warning.id == "harvest.W001"
    assert "10.0.0.0/8" in warning.msg
