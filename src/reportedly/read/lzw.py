"""LZW as PDFs have it, unfolded as leniently as the library that reads them does, so that what grows is seen beforehand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

NAMED = re.compile(rb"/(?:L|#4[cC])(?:Z|#5[aA])(?:W|#57)")
"""The filter's name, also where its letters are written by their numbers."""

_CLEAR, _END, _FIRST = 256, 257, 258
_MOST_CODES = 4_094
_WIDER = {512 - _FIRST: 10, 1024 - _FIRST: 11, 2048 - _FIRST: 12}
_ONE = [bytes((letter,)) for letter in range(256)]
_PIECE = 1 << 16


def unfolded(pieces: Iterable[bytes | memoryview], early: int) -> Iterator[bytes]:
    """What comes of LZW, in pieces. early: 1 where codes grow wider one code early, which PDFs do unless they say."""
    table: list[bytes] = []
    before, out, size = b"", list[bytes](), 0
    for code in _codes(pieces, (told := [9])):
        if code == _END:
            break
        if code == _CLEAR:
            table, before, told[0] = [], b"", 9
            continue
        if code < _CLEAR:
            words = _ONE[code]
        elif not before:
            break
        elif code - _FIRST < len(table):
            words = table[code - _FIRST]
        else:
            words = before + before[:1]
        if before and len(table) + early < _MOST_CODES:
            table.append(before + words[:1])
            told[0] = _WIDER.get(len(table) + early, told[0])
        before = words
        out.append(words)
        size += len(words)
        if size > _PIECE:
            yield b"".join(out)
            out, size = [], 0
    yield b"".join(out)


def _codes(pieces: Iterable[bytes | memoryview], width: list[int]) -> Iterator[int]:
    """The codes, each as wide as is told by then."""
    held = bits = 0
    for piece in pieces:
        for byte in bytes(piece):
            held, bits = (held << 8 | byte) & 0xFFFFFF, bits + 8
            if bits >= width[0]:
                bits -= width[0]
                yield held >> bits & (1 << width[0]) - 1
