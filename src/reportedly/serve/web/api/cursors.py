"""Cursors: where the next page begins, as one word that belongs to one search."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping

from reportedly.keep.columns import Key
from reportedly.serve.web.api.errors import ApiError

_DIGITS = 8
"""Bytes of the digest by which a cursor is told from what is none, and from that of another search."""


def cursor_of(place: tuple[int | str, ...], search: Mapping[str, object]) -> str:
    """The cursor of a place in the list of a search."""
    body = json.dumps(place, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_digest(body, search) + body).decode().rstrip("=")


def place_of(cursor: str, search: Mapping[str, object]) -> tuple[int | str, ...]:
    """The place of a cursor. Raises ApiError where it is none of this search."""
    try:
        whole = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        digest, body = whole[:_DIGITS], whole[_DIGITS:]
        if digest == _digest(body, search) and cursor_of(tuple(json.loads(body)), search) == cursor:
            return tuple(json.loads(body))
    except (ValueError, TypeError, binascii.Error, RecursionError):
        pass
    raise ApiError(422, "bad-cursor", "this is no cursor of this search; leave it out to begin anew", "query.cursor")


def key_of(cursor: str | None, search: Mapping[str, object]) -> Key | None:
    """The key after which a page of claims begins; None for the first page."""
    if cursor is None:
        return None
    day, ident = place_of(cursor, search)
    return Key(int(day), int(ident))


def _digest(body: bytes, search: Mapping[str, object]) -> bytes:
    told = json.dumps(search, sort_keys=True, default=str).encode()
    return hashlib.blake2s(body + b"\x00" + told, digest_size=_DIGITS, person=b"reptdly1").digest()
