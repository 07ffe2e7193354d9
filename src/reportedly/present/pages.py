"""What every drawing of a page needs: which addresses become links, and the class of a sign's colour."""

from __future__ import annotations

from urllib.parse import urlsplit

from reportedly.present.signs import Sign


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


def hue(sign: Sign) -> str:
    """The colour of a sign, as a class of the style sheet names it."""
    return "voice" if sign.colour is None else str(sign.colour)
