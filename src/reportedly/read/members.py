"""The members of a gzip file that holds records, unfolded bit by bit; a damaged or endless one costs only itself."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportedly.read.bounds import MAX_BROKEN_RECORDS, MAX_HEAD_BYTES, MAX_PAGE_BYTES, MAX_SKIPPED_BYTES

VERSION = b"WARC/1."
GAP = b"\r\n\r\n"
"""What stands behind each record."""
REACH = 64
"""Bytes behind a block in which its end is recognised."""
SCANNED = 1_000_000
MOST = MAX_PAGE_BYTES + 2 * MAX_HEAD_BYTES
BEGINNING = re.compile(rb"\r\n\r\n(?=WARC/1\.\d\r\n)")
_CHUNK, _FIRST = 65_536, 2_048
_HEADER = re.compile(rb"WARC/1\.\d\r\n(?:[^\r\n]+\r\n)+\r\n")
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*(?=\r\n)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """One record, from its header to its end; b"" where fault says why it is not read: `too-large`, `broken-record`.

    head: its header, where that could be read.
    """

    offset: int
    data: bytes = b""
    head: bytes = b""
    fault: str | None = None


class Member:
    """One member of a gzip file, unfolded as it is read. end: where it ends, once it is read; broken: it is damaged."""

    def __init__(self, slice: Callable[[int, int], bytes], at: int) -> None:
        self._slice, self.at = slice, at
        self.end: int | None = None
        self.broken = False
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._waiting = b""

    def read(self, most: int) -> bytes:
        """At most so many bytes, none at its end."""
        while self.end is None and not self.broken:
            if not self._waiting:
                self._waiting = self._slice(self.at, self.at + _CHUNK)
                self.at += len(self._waiting)
            try:
                # At the end of the file what zlib still holds is asked for; nothing of it means that the member is cut.
                ended = not self._waiting
                data = self._inflate.decompress(self._waiting, most)
            except zlib.error:
                self.broken = True
                return b""
            self._waiting = self._inflate.unconsumed_tail
            if self._inflate.eof:
                self.end = self.at - len(self._inflate.unused_data)
            elif ended and not data:
                self.broken = True
            if data:
                return data
        return b""

    def drained(self) -> int | None:
        """Where it ends; None where it is damaged, or has more than can be passed over."""
        left = MAX_SKIPPED_BYTES
        while left > 0 and (data := self.read(SCANNED)):
            left -= len(data)
        return self.end


class _Window:
    """What of a member has been unfolded and not yet been taken."""

    def __init__(self, member: Member) -> None:
        self.member = member
        self.held = b""

    def hold(self, count: int) -> bool:
        """Unfold so many bytes; whether there are as many."""
        parts, held = [self.held], len(self.held)
        while held < count and (data := self.member.read(count - held)):
            parts.append(data)
            held += len(data)
        self.held = b"".join(parts)
        return held >= count

    def drop(self, count: int) -> bool:
        """Pass over so many bytes; whether there were as many."""
        while len(self.held) < count:
            count -= len(self.held)
            self.held = b""
            if not self.hold(_CHUNK) and not self.held:
                return False
        self.held = self.held[count:]
        return True

    def seek_beginning(self) -> bool:
        """Pass over what is no record; whether another one follows."""
        left = MAX_SKIPPED_BYTES
        while left > 0:
            self.hold(2 * MAX_HEAD_BYTES)
            for match in BEGINNING.finditer(self.held):
                if header(self.held[match.end() : match.end() + MAX_HEAD_BYTES]):
                    return self.drop(match.end())
            passed = len(self.held) - MAX_HEAD_BYTES
            if passed <= 0:
                return False
            left -= passed
            self.drop(passed)
        return False


def unfolded(member: Member, at: int) -> Iterator[Record]:
    """The records of one member: most have one. Where very many are broken, the rest is not looked at."""
    window, broken = _Window(member), 0
    if not window.hold(_FIRST) and not window.held:
        yield Record(at, fault="broken-record")
    while window.held or window.hold(1):
        window.hold(MAX_HEAD_BYTES)
        head = header(window.held[:MAX_HEAD_BYTES])
        length = length_of(head)
        size = len(head) + (length or 0)
        if length is None or length > MAX_SKIPPED_BYTES:
            yield Record(at, head=head, fault="broken-record" if length is None else "too-large")
            broken += 1
            if length is not None or broken > MAX_BROKEN_RECORDS or not window.seek_beginning():
                return
            continue
        data = b""
        if size > MOST:
            whole = window.drop(size)
            size = 0
        else:
            whole = window.hold(size)
            data = window.held[:size]
        window.hold(size + REACH)
        rest = stripped(window.held[size : size + REACH])
        if not whole or (member.broken and not rest) or (rest and not rest.startswith(VERSION)):
            yield Record(at, head=head, fault="broken-record")
            broken += 1
            if broken > MAX_BROKEN_RECORDS or not window.seek_beginning():
                return
            continue
        yield Record(at, data, head, None if data else "too-large")
        window.drop(len(window.held) if not rest else window.held.index(rest, size))


def unpacked(data: bytes, count: int) -> bytes:
    """The first bytes of what begins as a member of a gzip file, b"" where it is none."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, count)
    except zlib.error:
        return b""


def header(data: bytes) -> bytes:
    match = _HEADER.match(data)
    return match[0] if match else b""


def length_of(head: bytes) -> int | None:
    """How long the record's block is, where its header states it once."""
    found = set(_LENGTH.findall(head))
    return int(found.pop()) if len(found) == 1 else None


def stripped(tail: bytes) -> bytes:
    while tail.startswith(b"\r\n"):
        tail = tail[2:]
    return tail
