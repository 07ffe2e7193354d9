"""Names and addresses by which a workbench is called: which are this machine's own, and which pages are foreign.

A page on the web may point its own name at 127.0.0.1 (DNS rebinding). The browser then takes the workbench for a part of
that page; only the Host header, which still bears the foreign name, tells. So where nobody logs in, the name decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

_USUAL_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Host:
    """name: in small letters, IPv6 without brackets. port: None where none was written."""

    name: str
    port: int | None = None


def host_of(text: str) -> Host | None:
    """The host in a Host header or an option such as `tool.example:8443`; None where it is none."""
    try:
        parts = urlsplit(f"//{text.strip()}")
        name, port = parts.hostname, parts.port
    except ValueError:
        return None
    plain = not (parts.path or parts.query or parts.fragment or "@" in parts.netloc) and not text.endswith(":")
    return Host(name, port) if name and plain else None


def is_loopback(name: str) -> bool:
    """Whether a name or address is this machine's own, and no other's."""
    if name.lower() == "localhost":
        return True
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class KnownHosts:
    """The hosts by which a workbench may be called. local: nobody logs in, so that others are refused."""

    local: bool
    allowed: frozenset[Host] = frozenset()

    @classmethod
    def of(cls, local: bool, allowed: Iterable[str]) -> KnownHosts:
        """From options. Raises ValueError for one that is no host."""
        found = [host_of(each) for each in allowed]
        if None in found:
            raise ValueError("a host is a name or an address, with or without a port")
        return cls(local, frozenset(host for host in found if host))

    def serve(self, header: str | None, port: int | None) -> bool:
        """Whether what was asked of this host may be answered. port: where it came in, None where unknown."""
        if not self.local and not self.allowed:
            return True
        host = host_of(header or "")
        if host is None:
            return False
        own = self.local and is_loopback(host.name) and port in (None, host.port or _USUAL_PORTS["http"])
        return own or self._allows(host)

    def are_own(self, origin: str, header: str | None) -> bool:
        """Whether a page of this origin was served from here. The scheme is left aside: a proxy may have ended TLS."""
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        theirs, ours = host_of(parts.netloc), host_of(header or "")
        if theirs is None or parts.scheme not in _USUAL_PORTS:
            return False
        usual = _USUAL_PORTS[parts.scheme]
        same = ours is not None and theirs.name == ours.name and (theirs.port or usual) == (ours.port or usual)
        return same or self._allows(theirs)

    def _allows(self, host: Host) -> bool:
        return host in self.allowed or Host(host.name) in self.allowed
