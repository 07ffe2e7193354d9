"""How large the compressed streams of a PDF become: a small file must not fill the memory."""

from __future__ import annotations

import re
import zlib

from reportedly.read.bounds import MAX_STREAM_BYTES, MAX_STREAMS_BYTES

_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 400


def unfolds_too_far(data: bytes) -> bool:
    """Whether a PDF's deflated streams, pictures aside, go beyond the bounds of one stream or of all together."""
    total = 0
    for start in _STREAM.finditer(data):
        before = data[max(0, start.start() - _DICTIONARY) : start.start()]
        own = before[before.rfind(b"obj") + 1 :]
        if b"Flate" not in own or b"/Image" in own:
            continue  # text is read without unfolding pictures
        size = _unfolded(data, start.end())
        total += size
        if size > MAX_STREAM_BYTES or total > MAX_STREAMS_BYTES:
            return True
    return False


def _unfolded(data: bytes, start: int) -> int:
    """The size of the deflated stream at an offset, counted up to just beyond the bound; 0 where it is broken."""
    stream = zlib.decompressobj()
    size = 0
    for offset in range(start, len(data), 65_536):
        try:
            size += len(stream.decompress(data[offset : offset + 65_536], MAX_STREAM_BYTES + 1))
        except zlib.error:
            return size
        if stream.eof or size > MAX_STREAM_BYTES:
            break
    return size
