"""Which addresses become links."""

from __future__ import annotations

from urllib.parse import urlsplit


def web_address(url: str | None) -> str | None:
    """The url where it is a web address (http, https), else None: nothing else becomes a link."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    safe = parts.scheme in ("http", "https") and bool(parts.netloc) and not any(ord(letter) < 33 for letter in url)
    return url if safe else None
