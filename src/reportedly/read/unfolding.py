"""How large the compressed streams of a PDF become: a small file must not fill the memory.

What a stream's dictionary says of its filters is not believed, for it can be written in many ways: each stream is unfolded
as far as the bounds, and what comes of it again, where that is compressed too.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

from reportedly.read.bounds import (
    MAX_FOLDS,
    MAX_PICTURE_BYTES,
    MAX_PICTURES_BYTES,
    MAX_STREAM_BYTES,
    MAX_STREAMS,
    MAX_STREAMS_BYTES,
)

_STREAM = re.compile(rb"stream[^\r\n]{0,80}(?:\r\n?|\n)")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_DICTIONARY = 400
_HEXADECIMAL = re.compile(rb"[\s0-9a-fA-F]{8,}")
_ASCII85 = re.compile(rb"[\s!-uz]{8,}")
_PIECE = 1 << 16
_HEAD = 1 << 10
_FEW = 20


class _TooFar(Exception):
    """A bound was passed."""


def unfolds_too_far(data: bytes) -> bool:
    """Whether a PDF's deflated streams go beyond the bounds of one stream or of all together; pictures have wider ones.

    Not seen: streams that are encrypted, though with no password, for they unfold only once they are decrypted; and LZW.
    """
    whole, total, pictures = memoryview(data), 0, 0
    for number, start in enumerate(_STREAM.finditer(data)):
        before = data[max(0, start.start() - _DICTIONARY) : start.start()]
        is_picture = _PICTURE.search(before, before.rfind(b"obj") + 1) is not None
        try:
            size = _unfolded(_raw(whole, data, start.end()), MAX_PICTURE_BYTES if is_picture else MAX_STREAM_BYTES)
        except _TooFar:
            return True
        total, pictures = (total, pictures + size) if is_picture else (total + size, pictures)
        if total > MAX_STREAMS_BYTES or pictures > MAX_PICTURES_BYTES or number >= MAX_STREAMS:
            return True
    return False


def _unfolded(pieces: Iterable[bytes | memoryview], most: int) -> int:
    """How many bytes come of a stream in all its folds; 0 where it is none. Raises _TooFar."""
    sizes: list[int] = []
    for _ in range(MAX_FOLDS):
        sizes.append(0)
        unfolding = _counted(_inflated(pieces, rest=len(sizes) > 1), sizes, most)
        head = next(unfolding, b"")
        if not _is_deflated(head):
            for _ in unfolding:
                pass
            return sum(sizes)
        pieces = chain((head,), unfolding)
    raise _TooFar


def _counted(pieces: Iterable[bytes], sizes: list[int], most: int) -> Iterator[bytes]:
    """The pieces, their sizes added to the last of the sizes there are now."""
    place = len(sizes) - 1
    for piece in pieces:
        sizes[place] += len(piece)
        if sizes[place] > most:
            raise _TooFar
        yield piece


def _inflated(pieces: Iterable[bytes | memoryview], rest: bool) -> Iterator[bytes]:
    """What comes of deflated pieces up to the end or to where they are broken. rest: see the others through all the same."""
    coming = iter(pieces)
    stream = zlib.decompressobj()
    for piece in coming:
        left: bytes | memoryview = piece
        try:
            while left and not stream.eof:
                yield stream.decompress(left, _PIECE)
                left = stream.unconsumed_tail
        except zlib.error:
            break
        if stream.eof:
            break
    if rest:
        for _ in coming:
            pass


def _is_deflated(head: bytes | memoryview) -> bool:
    """By the two bytes with which what is deflated begins."""
    return len(head) > 1 and head[0] & 15 == 8 and (head[0] << 8 | head[1]) % 31 == 0


def _raw(whole: memoryview, data: bytes, start: int) -> Iterable[bytes | memoryview]:
    """The bytes of the stream at an offset, also where they are written in hexadecimal digits or in ASCII85."""
    head = data[start : start + _HEAD]
    if not _is_deflated(head):
        for reading in (_from_hexadecimal, _from_ascii85):
            if _is_deflated(reading(head[:_FEW])):
                return (reading(data[start:]),)
    return (whole[at : at + _PIECE] for at in range(start, len(data), _PIECE))


def _from_hexadecimal(raw: bytes) -> bytes:
    found = _HEXADECIMAL.match(raw)
    digits = b"".join(found[0].split()) if found else b""
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode())


def _from_ascii85(raw: bytes) -> bytes:
    found = _ASCII85.match(raw)
    letters = b"".join(found[0].split()) if found else b""
    try:
        return base64.a85decode(letters[: len(letters) // 5 * 5])
    except ValueError:
        return b""
