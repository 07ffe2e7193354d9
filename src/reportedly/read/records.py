"""Where the records of a WARC file begin and end: told by the members of the gzip file, or by the lengths that they state.

A record begins where a member unfolds to the header of a record, or behind an empty line where such a header stands. What is
found in a file does not depend on where the reading of it began, so a file can be divided.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from reportedly.read.bounds import LOOK_BACK, MAX_HEAD_BYTES, MAX_PAGE_BYTES, MAX_SKIPPED_BYTES

MAGIC = b"\x1f\x8b\x08"
_VERSION = b"WARC/1."
_GAP = b"\r\n\r\n"
_CHUNK = 65_536
_SCANNED = 1_000_000
_REACH = 64
"""Bytes behind a block in which its end is recognised."""
_BEGINNING = re.compile(rb"\r\n\r\n(?=WARC/1\.\d\r\n)")
_HEADER = re.compile(rb"WARC/1\.\d\r\n(?:[^\r\n]+\r\n)+\r\n")
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r\n", re.IGNORECASE)
_MOST = MAX_PAGE_BYTES + 2 * MAX_HEAD_BYTES


@dataclass(frozen=True, slots=True)
class Record:
    """One record, from its header to its end; b"" where fault says why it is not read: `too-large`, `broken-record`.

    head: its header, where that could be read.
    """

    offset: int
    data: bytes = b""
    head: bytes = b""
    fault: str | None = None


def records(stream: BinaryIO, until: int | None = None) -> Iterator[Record]:
    """The records from where the stream stands, of those that begin before `until`.

    What lies between two records and is none is a broken record; it belongs to the record before it.
    """
    at: int | None = stream.tell()
    archive = archive_of(stream)
    end = until if until is not None else archive.size
    if at is not None and at < end and not archive.begins_at(at):
        yield Record(at, fault="broken-record")
        at = archive.found(at + 1, end)
    while at is not None and at < end:
        after = yield from archive.read(at)
        if after is None:
            at = archive.found(at + 1, end)
        elif after >= archive.size or archive.begins_at(after):
            at = after
        else:
            yield Record(after, fault="broken-record")
            at = archive.found(after, end)


def next_record(stream: BinaryIO, at: int, until: int, back: int = LOOK_BACK) -> int | None:
    """Where the first record begins in [at, until), None where there is none.

    What looks like a record may be part of one that began before: a page that is itself an archive. So the records are followed
    from some way back; a record that is longer than `back` is not seen through.
    """
    archive = archive_of(stream)
    before = archive.found(max(0, at - back), at) if at > 0 else None
    if before is None:
        return archive.found(at, until)
    return archive.followed(before, at, until)


class Archive:
    """A WARC file and how its records follow each other; below, as gzip by member and as plain text."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.size = stream.seek(0, 2)

    def slice(self, start: int, end: int) -> bytes:
        self.stream.seek(start)
        return self.stream.read(max(0, end - start))

    def followed(self, before: int, at: int, until: int) -> int | None:
        """The first record at or behind `at`, on the way from one before it."""
        here: int | None = before
        while here is not None and here < at:
            after = self.end_of(here)
            if after is None:
                here = self.found(here + 1, until)
            else:
                here = after if self.begins_at(after) else self.found(after, until)
        return here if here is not None and here < until else None

    def begins_at(self, at: int) -> bool:
        """Whether a record begins there."""
        raise NotImplementedError

    def found(self, at: int, until: int) -> int | None:
        """The first place in [at, until) where a record seems to begin."""
        raise NotImplementedError

    def end_of(self, at: int) -> int | None:
        """Where the record ends that begins there; None where its end cannot be told."""
        raise NotImplementedError

    def read(self, at: int) -> Generator[Record, None, int | None]:
        """The record that begins there, with what is packed together with it; returns where it ends, None as `end_of`."""
        raise NotImplementedError


class _Plain(Archive):
    """Records one behind the other; each is as long as it states, and an empty line stands behind it."""

    def begins_at(self, at: int) -> bool:
        return (at == 0 or self.slice(at - len(_GAP), at) == _GAP) and bool(
            _HEADER.match(self.slice(at, at + MAX_HEAD_BYTES))
        )

    def found(self, at: int, until: int) -> int | None:
        if at == 0 and until > 0 and self.begins_at(0):
            return 0
        start = max(0, at - len(_GAP))
        while start < until:
            part = self.slice(start, min(until, start + _SCANNED) + _REACH)
            for match in _BEGINNING.finditer(part):
                if at <= start + match.end() < until and self.begins_at(start + match.end()):
                    return start + match.end()
            start += _SCANNED
        return None

    def end_of(self, at: int) -> int | None:
        end = self._end(at)[1]
        return self._behind(end) if end is not None else None

    def read(self, at: int) -> Generator[Record, None, int | None]:
        head, end = self._end(at)
        after = self._behind(end) if end is not None else None
        if end is None or after is None:
            yield Record(at, head=head, fault="broken-record")
        elif end - at > _MOST:
            yield Record(at, head=head, fault="too-large")
        else:
            yield Record(at, self.slice(at, end), head)
        return after

    def _end(self, at: int) -> tuple[bytes, int | None]:
        """The record's header and the end of its block."""
        head = _header(self.slice(at, at + MAX_HEAD_BYTES))
        length = _length(head)
        return head, at + len(head) + length if length is not None else None

    def _behind(self, end: int) -> int | None:
        """What lies behind a block and the empty line after it; None where the length was wrong."""
        tail = self.slice(end, end + _REACH)
        after = end + len(tail) - len(_stripped(tail))
        return after if end <= self.size and (after == self.size or tail.startswith(_GAP)) else None


class _Packed(Archive):
    """Members of a gzip file, each with a record or several."""

    def begins_at(self, at: int) -> bool:
        return self.slice(at, at + len(MAGIC)) == MAGIC and _Member(self, at).read(len(_VERSION)) == _VERSION

    def found(self, at: int, until: int) -> int | None:
        start = at
        while start < until:
            part = self.slice(start, min(until, start + _SCANNED) + len(MAGIC) - 1)
            here = part.find(MAGIC)
            while here >= 0:
                if start + here < until and self.begins_at(start + here):
                    return start + here
                here = part.find(MAGIC, here + 1)
            start += _SCANNED
        return None

    def end_of(self, at: int) -> int | None:
        return _Member(self, at).drained()

    def read(self, at: int) -> Generator[Record, None, int | None]:
        member = _Member(self, at)
        yield from _unfolded(member, at)
        return member.drained()


class _Member:
    """One member of a gzip file, unfolded as it is read. end: where it ends, known once it is read; broken: it is damaged."""

    def __init__(self, archive: Archive, at: int) -> None:
        self.archive, self.at = archive, at
        self.end: int | None = None
        self.broken = False
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._waiting = b""

    def read(self, most: int) -> bytes:
        """At most so many bytes, none at its end."""
        while self.end is None and not self.broken:
            if not self._waiting:
                self._waiting = self.archive.slice(self.at, self.at + _CHUNK)
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
        while left > 0 and (data := self.read(_SCANNED)):
            left -= len(data)
        return self.end


class _Window:
    """What of a member has been unfolded and not yet been taken."""

    def __init__(self, member: _Member) -> None:
        self.member = member
        self.held = b""

    def hold(self, count: int) -> bool:
        """Unfold so many bytes; whether there are as many."""
        parts, held = [self.held], len(self.held)
        while held < count and (data := self.member.read(max(_CHUNK, count - held))):
            parts.append(data)
            held += len(data)
        self.held = b"".join(parts)
        return held >= count

    def drop(self, count: int) -> bool:
        """Pass over so many bytes; whether there were as many."""
        while len(self.held) < count:
            count -= len(self.held)
            self.held = b""
            if not self.hold(1):
                return False
        self.held = self.held[count:]
        return True

    def seek_beginning(self) -> bool:
        """Pass over what is no record; whether another one follows."""
        left = MAX_SKIPPED_BYTES
        while left > 0:
            self.hold(_SCANNED)
            for match in _BEGINNING.finditer(self.held):
                if _header(self.held[match.end() : match.end() + MAX_HEAD_BYTES]):
                    return self.drop(match.end())
            passed = len(self.held) - MAX_HEAD_BYTES
            if passed <= 0:
                return False
            left -= passed
            self.drop(passed)
        return False


def _unfolded(member: _Member, at: int) -> Iterator[Record]:
    """The records of one member: most have one."""
    window = _Window(member)
    window.hold(MAX_HEAD_BYTES)
    while window.held or window.hold(1):
        window.hold(MAX_HEAD_BYTES)
        head = _header(window.held[:MAX_HEAD_BYTES])
        length = _length(head)
        size = len(head) + (length or 0)
        if length is None or length > MAX_SKIPPED_BYTES:
            yield Record(at, head=head, fault="broken-record" if length is None else "too-large")
            if length is not None or not window.seek_beginning():
                return
            continue
        data = b""
        if size > _MOST:
            whole = window.drop(size)
            size = 0
        else:
            whole = window.hold(size)
            data = window.held[:size]
        window.hold(size + _REACH)
        rest = _stripped(window.held[size : size + _REACH])
        if not whole or (member.broken and not rest) or (rest and not rest.startswith(_VERSION)):
            yield Record(at, head=head, fault="broken-record")
            if not window.seek_beginning():
                return
            continue
        yield Record(at, data, head, None if data else "too-large")
        window.drop(len(window.held) if not rest else window.held.index(rest, size))


def archive_of(stream: BinaryIO) -> Archive:
    """The archive in a stream that can be sought, by how it begins."""
    here = stream.tell()
    stream.seek(0)
    magic = stream.read(len(MAGIC))
    archive = (_Packed if magic == MAGIC else _Plain)(stream)
    stream.seek(here)
    return archive


def _header(data: bytes) -> bytes:
    match = _HEADER.match(data)
    return match[0] if match else b""


def _length(head: bytes) -> int | None:
    """How long the record's block is, where its header states it once."""
    found = set(_LENGTH.findall(head))
    return int(found.pop()) if len(found) == 1 else None


def _stripped(tail: bytes) -> bytes:
    while tail.startswith(b"\r\n"):
        tail = tail[2:]
    return tail
