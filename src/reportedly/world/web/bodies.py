"""The body of an answer, counted while it comes and while it is unpacked: no more than the bound is ever held."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reportedly.world.web.trouble import Trouble

ACCEPTED = "gzip"
"""The only compression that is asked for."""

STEP = 64 * 1024
"""How much is unpacked at once."""

_GZIP = 31
_MEMBER = b"\x1f"
"""With this byte a member begins."""


@dataclass(frozen=True, slots=True)
class Bound:
    """How many bytes are read. cut: what comes after them is left out, where otherwise the whole body is refused."""

    most: int
    cut: bool = False

    def excess(self) -> Trouble:
        """What is said of more."""
        return Trouble("too-large", f"it has more than {self.most:,} bytes")


def body_of(chunks: Iterable[bytes], encoding: str, bound: Bound, go_on: Callable[[], object]) -> bytes:
    """The body, unpacked. go_on: called at each step, raises when time is up. Raises: `too-large`, `broken-body`."""
    held = io.BytesIO()
    for piece in _unpacked(_counted(chunks, bound), encoding.strip().lower(), go_on):
        room = bound.most - held.tell()
        held.write(piece[:room])
        if len(piece) > room:
            if bound.cut:
                break
            raise bound.excess()
    return held.getvalue()


def _counted(chunks: Iterable[bytes], bound: Bound) -> Iterator[bytes]:
    """The packed bytes, which may not be more than the unpacked ones may."""
    came = 0
    for chunk in chunks:
        came += len(chunk)
        if came > bound.most and not bound.cut:
            raise bound.excess()
        yield chunk
        if came > bound.most:
            return


def _unpacked(chunks: Iterable[bytes], encoding: str, go_on: Callable[[], object]) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        yield from chunks
    elif encoding in ("gzip", "x-gzip"):
        yield from _gunzipped(chunks, go_on)
    else:
        raise Trouble("broken-body", f"it is packed as {encoding[:40]!r}, which was not asked for")


def _gunzipped(chunks: Iterable[bytes], go_on: Callable[[], object]) -> Iterator[bytes]:
    """The members of a gzip stream, in bounded steps; what follows the last and is no member is passed over."""
    member = zlib.decompressobj(_GZIP)
    begun = False
    for chunk in chunks:
        rest = chunk
        while rest:
            go_on()
            if member.eof:
                if not rest.startswith(_MEMBER):
                    return
                member = zlib.decompressobj(_GZIP)
            begun = True
            try:
                piece = member.decompress(rest, STEP)
            except zlib.error as fault:
                raise Trouble("broken-body", f"it cannot be unpacked ({fault})") from fault
            yield piece
            rest = member.unused_data if member.eof else member.unconsumed_tail
    if begun and not member.eof:
        raise Trouble("broken-body", "it cannot be unpacked: it breaks off")
