from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import UsageError
from reportedly.world.web.addresses import Allowance, allowance, checked, kind
from reportedly.world.web.trouble import Trouble

_REGISTRY = """
0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24
192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4
240.0.0.0/4 255.255.255.255/32
::/128 ::1/128 ::/96 ::ffff:0:0/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23 2001::/32 2001:1::1/128 2001:2::/48
2001:3::/32 2001:4:112::/48 2001:10::/28 2001:20::/28 2001:30::/28 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20
5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8
"""
"""IANA's registries of special-purpose addresses, and those of multicast."""

REGISTRY = _REGISTRY.split()

PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "93.184.216.34",
    "172.32.0.1",
    "100.128.0.1",
    "192.0.1.1",
    "2606:4700::1111",
    "2a00:1450:4001::200e",
]
CLOUD = ["169.254.169.254", "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254", "fd20:ce::254"]


@given(st.sampled_from(REGISTRY).flatmap(lambda network: st.ip_addresses(network=network)))
def test_nothing_special_is_public(address: IPv4Address | IPv6Address) -> None:
    """No address of a registry of special-purpose addresses may be asked."""
    assert kind(address)
    with pytest.raises(Trouble) as refused:
        checked("example.org", [str(address)], Allowance())
    assert refused.value.slug == "private-address"


@pytest.mark.parametrize("network", REGISTRY)
def test_edges_of_what_is_special(network: str) -> None:
    """The first and the last address of each special network are refused."""
    whole = ip_network(network)
    assert kind(whole.network_address)
    assert kind(whole.broadcast_address)


@given(st.ip_addresses(v=4))
def test_forms_around_an_ipv4_address(address: IPv4Address) -> None:
    """Mapped, compatible, 6to4 and Teredo forms are never asked; that of NAT64 is what the address within is."""
    n = int(address)
    for form in (0xFFFF << 32 | n, n, 0x2002 << 112 | n << 80, 0x20010000 << 96 | (n ^ 0xFFFFFFFF)):
        assert kind(IPv6Address(form))
    assert bool(kind(IPv6Address(int(IPv6Address("64:ff9b::")) | n))) == bool(kind(address))


@given(st.ip_addresses(v=6))
def test_only_global_unicast_is_public(address: IPv6Address) -> None:
    """Of IPv6 nothing outside 2000::/3 is asked, but for NAT64."""
    if address not in ip_network("2000::/3") and address not in ip_network("64:ff9b::/96"):
        assert kind(address)


@given(st.ip_addresses())
def test_never_more_than_the_standard_library_lets_through(address: IPv4Address | IPv6Address) -> None:
    """What the standard library calls private, reserved, link-local, loopback, multicast or unspecified is refused."""
    told = address.is_private or address.is_link_local or address.is_loopback or address.is_multicast
    if (told or address.is_reserved or address.is_unspecified) and address not in ip_network("64:ff9b::/96"):
        assert kind(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    """Public addresses may be asked, those next to private networks too."""
    assert kind(ip_address(address)) is None
    assert checked("example.org", [address, address], Allowance()) == (ip_address(address),)


@pytest.mark.parametrize("address", CLOUD)
def test_where_clouds_tell_secrets(address: str) -> None:
    """The metadata of clouds is refused, also of a host that is allowed by name; its network opens it."""
    assert kind(ip_address(address)) == "cloud metadata"
    with pytest.raises(Trouble):
        checked("intranet", [address], allowance(["intranet"]))
    assert checked("intranet", [address], allowance([address]))


def test_one_private_among_public() -> None:
    """A host with a private address among its public ones is not asked at all."""
    with pytest.raises(Trouble) as refused:
        checked("example.org", ["8.8.8.8", "10.0.0.1"], Allowance())
    assert refused.value.message == "example.org is at 10.0.0.1, a private address; such are asked only where allowed"


def test_allowed() -> None:
    """A network opens its addresses, a name those of its host, in any case, with or without a last dot."""
    allowed = allowance(["10.1.2.3/8", "fd00::/8", "Intranet.Example.", "bücher.example"])
    assert checked("x.example", ["10.9.9.9", "fd12::1"], allowed)
    assert checked("intranet.example", ["192.168.0.1"], allowed)
    assert checked("xn--bcher-kva.example", ["127.0.0.1"], allowed)
    for host, address in (("x.example", "192.168.0.1"), ("intranet.example", "169.254.1.1"), ("x.example", "fc00::1")):
        with pytest.raises(Trouble):
            checked(host, [address], allowed)


@pytest.mark.parametrize("given", ["10.0.0.0/33", "", "two words", "http://intranet", "a/b"])
def test_an_allowance_that_is_none(given: str) -> None:
    """What is neither a network nor a host's name is an error of use."""
    with pytest.raises(UsageError, match="neither a network"):
        allowance([given])


def test_no_address() -> None:
    """A host without addresses is none."""
    with pytest.raises(Trouble) as refused:
        checked("example.org", [], Allowance())
    assert refused.value.slug == "no-such-host"
