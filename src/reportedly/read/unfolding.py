"""How large the compressed streams of a PDF become: a small file must not fill the memory.

What a stream's dictionary says of its filters is not believed, for it can be written in many ways: each stream is unfolded
as far as the bounds, and what comes of it again, where that is compressed too.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from reportedly.read import lzw
from reportedly.read.bounds import (
    MAX_FOLDS,
    MAX_LZW_BYTES,
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
_NAME = 12
"""Letters that the longest spelling of the filter's name may have before the last."""
_OBJECT = re.compile(rb"[\r\n]\s*\d+\s+\d+\s+obj\s*<<")
_POINTS = re.compile(rb"[#(%]|/Filter\s*(?:\[[^\]]*R|[^\s/\[])")
"""A filter that stands elsewhere in the file, a name with letters written by their numbers, words, a remark."""
_Raw = Iterable[bytes | memoryview]


class _TooFar(Exception):
    """A bound was passed."""


def unfolds_too_far(data: bytes) -> bool:
    """Whether a PDF's streams go beyond the bounds of one stream or of all together; pictures have wider ones. Where LZW is
    named anywhere, each stream whose dictionary does not surely say otherwise is unfolded as LZW as well.

    Not seen: streams that are encrypted, though with no password, for they unfold only once they are decrypted.
    """
    named = _Named()
    left = [MAX_LZW_BYTES]
    try:
        named.see(data)
        _add_up(data, lambda raw, most, _: _unfolded(raw, most, named.seen))
        if named.lzw:
            _add_up(data, lambda raw, most, before: _from_lzw(raw, most, left) if _may_be_lzw(before) else 0)
    except _TooFar:
        return True
    return False


class _Named:
    """Whether LZW is named, in the file or in what is folded in it."""

    def __init__(self) -> None:
        self.lzw = False

    def see(self, words: bytes) -> None:
        """Look through some bytes. Raises _TooFar where something is folded twice so."""
        if lzw.NAMED.search(words):
            self.lzw = True
            if lzw.TWICE.search(words):
                raise _TooFar

    def seen(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces, looked through with what ended the one before."""
        end = b""
        for piece in pieces:
            self.see(end + piece)
            end = piece[-_NAME:]
            yield piece


def _add_up(data: bytes, size_of: Callable[[_Raw, int, bytes], int]) -> None:
    """Look at each stream; raises _TooFar where one or all together are too large."""
    whole, total, pictures = memoryview(data), 0, 0
    for number, start in enumerate(_STREAM.finditer(data)):
        before = data[max(0, start.start() - _DICTIONARY) : start.start()]
        is_picture = _PICTURE.search(before, before.rfind(b"obj") + 1) is not None
        size = size_of(_raw(whole, data, start.end()), MAX_PICTURE_BYTES if is_picture else MAX_STREAM_BYTES, before)
        total, pictures = (total, pictures + size) if is_picture else (total + size, pictures)
        if total > MAX_STREAMS_BYTES or pictures > MAX_PICTURES_BYTES or number >= MAX_STREAMS:
            raise _TooFar


def _may_be_lzw(before: bytes) -> bool:
    """Whether what stands before a stream leaves open that it is in LZW: it names it, points elsewhere, holds words in which
    anything could be hidden, or is not seen whole.
    """
    *_, start = -1, *(head.end() for head in _OBJECT.finditer(before))
    return start < 0 or lzw.NAMED.search(before) is not None or _POINTS.search(before, start) is not None


def _from_lzw(raw: _Raw, most: int, left: list[int]) -> int:
    """How many bytes come of a stream if it is in LZW, alone or below another filter, in either kind of it. left: how many
    bytes may be gone through yet, of all streams together. Raises _TooFar.
    """
    pieces = list(raw)
    head = bytes(pieces[0][:_HEAD]) if pieces else b""
    ways: list[Callable[[], _Raw]] = [lambda: pieces]
    if _is_deflated(head):
        ways.append(lambda: _inflated(pieces, rest=False))
    for reading in (_from_hexadecimal, _from_ascii85):
        if reading(head):
            told = reading(b"".join(pieces))
            ways.append(lambda told=told: (told,))  # type: ignore[misc]
    return max(_lzw(_spent(way(), left), most, early) for way in ways for early in (1, 0))


def _lzw(pieces: _Raw, most: int, early: int) -> int:
    sizes = [0]
    coming = _counted(lzw.unfolded(pieces, early), sizes, most)
    more = _unfolded(coming, most)
    for _ in coming:
        pass
    return sizes[0] + more


def _spent(pieces: _Raw, left: list[int]) -> Iterator[bytes]:
    """The pieces bit by bit, each counted against what is left."""
    for piece in pieces:
        for at in range(0, len(piece), _HEAD):
            part = bytes(piece[at : at + _HEAD])
            left[0] -= len(part)
            if left[0] < 0:
                raise _TooFar
            yield part


def _unfolded(pieces: _Raw, most: int, through: Callable[[Iterable[bytes]], Iterator[bytes]] = iter) -> int:
    """How many bytes come of a stream in all its folds; 0 where it is none. through: what each goes through on its way.
    Raises _TooFar.
    """
    sizes: list[int] = []
    for _ in range(MAX_FOLDS):
        sizes.append(0)
        unfolding = _counted(through(_inflated(pieces, rest=len(sizes) > 1)), sizes, most)
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


def _inflated(pieces: _Raw, rest: bool) -> Iterator[bytes]:
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


def _raw(whole: memoryview, data: bytes, start: int) -> _Raw:
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
