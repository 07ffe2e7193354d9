"""Which addresses may be connected to: public ones, and those private ones that the manners name.

What is not public stands in IANA's registries of special-purpose addresses; beside them stand the addresses at which
clouds tell their machines' secrets.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from reportedly.errors import UsageError
from reportedly.world.web.targets import host_of
from reportedly.world.web.trouble import Trouble

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

METADATA = "cloud metadata"
BY_NAME = frozenset({"private", "loopback", "carrier-grade NAT"})
"""The kinds that a host's name in the manners opens. Others only their network opens: a name may point anywhere."""

_KINDS = (
    (METADATA, "169.254.169.254 168.63.129.16 100.100.100.200 192.0.0.192 fd00:ec2::254 fd20:ce::254"),
    ("unspecified", "0.0.0.0/8 ::"),
    ("loopback", "127.0.0.0/8 ::1"),
    ("private", "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7 fec0::/10"),
    ("carrier-grade NAT", "100.64.0.0/10"),
    ("link-local", "169.254.0.0/16 fe80::/10"),
    ("multicast", "224.0.0.0/4 ff00::/8"),
    ("IPv4-mapped", "::ffff:0:0/96"),
    ("6to4", "192.88.99.0/24 2002::/16"),
    ("Teredo", "2001::/32"),
    ("documentation", "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20"),
    ("reserved", "192.0.0.0/24 192.31.196.0/24 192.52.193.0/24 192.175.48.0/24 198.18.0.0/15 240.0.0.0/4"),
    ("reserved", "2001::/23 2620:4f:8000::/48"),
)
_NETWORKS = tuple((ip_network(network), kind) for kind, listed in _KINDS for network in listed.split())
_NAT64 = IPv6Network("64:ff9b::/96")
_GLOBAL = IPv6Network("2000::/3")


@dataclass(frozen=True, slots=True)
class Allowance:
    """What may be asked though it is not public. names: of hosts, as `host_of` writes them."""

    networks: tuple[Network, ...] = ()
    names: frozenset[str] = frozenset()


def allowance(private: Iterable[str]) -> Allowance:
    """The networks (CIDR, or one address) and host names of the manners. Raises UsageError on what is neither."""
    networks: list[Network] = []
    names: set[str] = set()
    for given in private:
        network = _network(given)
        if network:
            networks.append(network)
        elif name := _name(given):
            names.add(name)
        else:
            raise UsageError(f"{given!r} is neither a network, as in 10.0.0.0/8, nor the name of a host")
    return Allowance(tuple(networks), frozenset(names))


def kind(address: Address) -> str | None:
    """What keeps an address from being public, None for a public one."""
    for network, word in _NETWORKS:
        if address in network:
            return word
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        within = kind(IPv4Address(int(address) & 0xFFFFFFFF))
        return f"{within} (behind NAT64)" if within else None
    return None if address in _GLOBAL else "reserved"


def checked(host: str, found: Iterable[str], allowed: Allowance) -> tuple[Address, ...]:
    """The addresses of a host, if all of them may be connected to. Raises Trouble: `private-address`, `no-such-host`.

    One that may not be refuses the host: an honest one has no private address among its public ones.
    """
    addresses = tuple(dict.fromkeys(ip_address(each) for each in found))
    if not addresses:
        raise Trouble("no-such-host", f"there is no host {host}")
    for address in addresses:
        word = kind(address)
        if word and not _is_allowed(host, address, word, allowed):
            at = "it is" if str(address) == host else f"{host} is at {address},"
            raise Trouble("private-address", f"{at} {_article(word)} {word} address; such are asked only where allowed")
    return addresses


def _is_allowed(host: str, address: Address, word: str, allowed: Allowance) -> bool:
    if any(address in network for network in allowed.networks):
        return True
    return word in BY_NAME and host in allowed.names


def _article(word: str) -> str:
    return "an" if word[0] in "Iu" else "a"


def _network(given: str) -> Network | None:
    try:
        return ip_network(given.strip().strip("[]"), strict=False)
    except ValueError:
        return None


def _name(given: str) -> str | None:
    try:
        return host_of(given.strip())
    except Trouble:
        return None
