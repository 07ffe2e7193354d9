"""An address of the web taken apart, so that what is checked is what is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv6Address
from urllib.parse import quote, urlsplit

import idna

from reportedly.world.web.trouble import Trouble

MOST_CHARACTERS = 4096
"""How long an address may be."""

PORTS = {"http": 80, "https": 443}
_LABELS = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_UNSEEN = re.compile(r"[\x00-\x20\x7f\\\ud800-\udfff]")
_KEPT = "%/:@!$&'()*+,;=~-._?[]|"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes. host: in lower case, ASCII, without brackets or a last dot; path: with the query, encoded."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and port, as the header `Host` has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port, by which a robots.txt goes."""
        return f"{self.scheme}://{self.authority}"


def target_of(url: str) -> Target:
    """An address taken apart. Raises Trouble (`bad-address`)."""
    if len(url) > MOST_CHARACTERS:
        raise _bad(f"the address has {len(url):,} characters; at most {MOST_CHARACTERS:,} are asked")
    if _UNSEEN.search(url):
        raise _bad("the address has blanks, control characters or backslashes in it")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as fault:
        raise _bad(f"the address cannot be read ({fault})") from fault
    if parts.scheme not in PORTS:
        raise _bad("only http and https addresses are asked")
    if "@" in parts.netloc:
        raise _bad("an address with a user's name or password in it is not asked")
    if port == 0:
        raise _bad("there is no port 0")
    path = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    host = _literal(parts.netloc) if "[" in parts.netloc else host_of(parts.hostname or "")
    return Target(parts.scheme, host, port or PORTS[parts.scheme], path)


def host_of(name: str) -> str:
    """The name of a host in lower case, in ASCII, without a last dot. Raises Trouble (`bad-address`)."""
    try:
        plain = name if name.isascii() else idna.encode(name, uts46=True).decode("ascii")
    except UnicodeError as fault:  # idna's own errors are such
        raise _bad(f"{name!r} is not the name of a host") from fault
    host = plain.lower().removesuffix(".")
    if len(host) > 253 or not _LABELS.fullmatch(host):
        raise _bad(f"{name[:80]!r} is not the name of a host")
    return host


def _literal(netloc: str) -> str:
    """The IPv6 address between brackets."""
    within = netloc[1:].partition("]")[0]
    try:
        address = IPv6Address(within)
    except ValueError as fault:
        raise _bad(f"[{within[:80]}] is not an IPv6 address") from fault
    if address.scope_id is not None or not re.fullmatch(r"\[[^\]]*\](:\d*)?", netloc):
        raise _bad(f"{netloc[:80]} is not an IPv6 address")
    return str(address)


def _bad(message: str) -> Trouble:
    return Trouble("bad-address", message)
