"""Identifiers and addresses as linked data wants them: made of content alone, no character in them that is not allowed."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from reportedly.present.links import web_address

NAMESPACE = uuid5(NAMESPACE_URL, "urn:reportedly")
"""Under which all UUIDs of exports are made (version 5)."""

_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def uuid_of(*parts: str) -> UUID:
    """The UUID of some parts: the same for the same parts, always."""
    return uuid5(NAMESPACE, "\x1f".join(parts))


def urn(kind: str, name: str) -> str:
    """A URN of ours: urn:reportedly:KIND:NAME, everything in the name escaped that a URN cannot hold."""
    return f"urn:reportedly:{kind}:{quote(name or '?', safe='')}"


def uri(url: str | None) -> str | None:
    """A web address by the letter of RFC 3986: other characters are escaped, other scripts in the host are put into IDNA;
    None where it is no web address.
    """
    if (address := web_address(url)) is None:
        return None
    parts = urlsplit(address)
    host = quote(_ascii_host(parts.netloc), safe="%:@[]!$&'()*+,;=~")
    rest = "".join(
        lead + quote(part, safe="%:/?@!$&'()*+,;=~")
        for lead, part in (("", parts.path), ("?", parts.query), ("#", parts.fragment))
        if part
    )
    return _STRAY_PERCENT.sub("%25", f"{parts.scheme}://{host}{rest}")


def _ascii_host(host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return host
