"""LZW as PDFs have it, unfolded as leniently as the library that reads them does, so that what grows is seen beforehand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

NAMED = re.compile(rb"/(?:L|#4[cC])(?:Z|#5[aA])(?:W|#57)")
"""The filter's name, also where its letters are written by their numbers."""

TWICE = re.compile(rb"\[[^\]]{0,200}" + NAMED.pattern + rb"[^\]]{0,200}" + NAMED.pattern)
"""Both folds of a stream that nobody has a reason to fold twice."""
_CLEAR, _END, _FIRST = 256, 257, 258
_MOST_CODES = 4_094
_WIDER = {512 - _FIRST: 10, 1024 - _FIRST: 11, 2048 - _FIRST: 12}
_ONE = [bytes((letter,)) for letter in range(256)]
_PIECE = 1 << 16


def unfolded(pieces: Iterable[bytes | memoryview], early: int) -> Iterator[bytes]:
    """What comes of LZW, in pieces. early: 1 where codes grow wider one code early, which PDFs do unless they say."""
    table: list[bytes] = []
    before, out, size = b"", list[bytes](), 0
    held, bits, width = 0, 0, 9
    for byte in chain.from_iterable(pieces):
        held, bits = (held << 8 | byte) & 0xFFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits & (1 << width) - 1
        if code < _CLEAR:
            words = _ONE[code]
        elif code == _CLEAR:
            table, before, width = [], b"", 9
            continue
        elif code == _END or not before:
            break
        else:
            words = table[code - _FIRST] if code - _FIRST < len(table) else before + before[:1]
        if before and len(table) + early < _MOST_CODES:
            table.append(before + words[:1])
            width = _WIDER.get(len(table) + early, width)
        before = words
        out.append(words)
        size += len(words)
        if size > _PIECE:
            yield b"".join(out)
            out, size = [], 0
    yield b"".join(out)
