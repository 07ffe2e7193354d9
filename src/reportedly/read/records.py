"""Where the records of a WARC file begin and end: told by the members of the gzip file, or by the lengths that they state.

A record begins where a member unfolds to the header of a record, or behind an empty line where such a header stands. What is
found in a file does not depend on where the reading of it began, so a file can be divided.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Generator
from io import BytesIO
from typing import BinaryIO

from reportedly.read.bounds import LOOK_BACK, MAX_HEAD_BYTES
from reportedly.read.members import (
    BEGINNING,
    GAP,
    MOST,
    REACH,
    SCANNED,
    VERSION,
    Member,
    Record,
    header,
    length_of,
    stripped,
    unfolded,
    unpacked,
)  # fmt: skip

MAGIC = b"\x1f\x8b\x08"
_PEEKED = 1_024
"""Bytes of a member in which its first words stand, behind its own header."""


def records(stream: BinaryIO, until: int | None = None) -> Generator[Record, None, None]:
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

    What looks like a record may be part of one that began before: a page that is itself an archive. So the records are
    followed from some way back; a record that is longer than `back` is not seen through.
    """
    archive = archive_of(stream)
    before = archive.found(max(0, at - back), at) if at > 0 else None
    if before is None:
        return archive.found(at, until)
    return archive.followed(before, at, until)


def is_archive(data: bytes) -> bool:
    """Whether some bytes begin like a WARC file."""
    archive = archive_of(BytesIO(data))
    return archive.size > 0 and archive.begins_at(0)


class Archive(ABC):
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

    @abstractmethod
    def begins_at(self, at: int) -> bool:
        """Whether a record begins there."""

    @abstractmethod
    def found(self, at: int, until: int) -> int | None:
        """The first place in [at, until) where a record seems to begin."""

    @abstractmethod
    def end_of(self, at: int) -> int | None:
        """Where the record ends that begins there; None where its end cannot be told."""

    @abstractmethod
    def read(self, at: int) -> Generator[Record, None, int | None]:
        """The record that begins there, with what is packed together with it; returns where it ends, None as `end_of`."""


class _Plain(Archive):
    """Records one behind the other; each is as long as it states, and an empty line stands behind it."""

    def begins_at(self, at: int) -> bool:
        return (at == 0 or self.slice(at - len(GAP), at) == GAP) and bool(header(self.slice(at, at + MAX_HEAD_BYTES)))

    def found(self, at: int, until: int) -> int | None:
        if at == 0 and until > 0 and self.begins_at(0):
            return 0
        start = max(0, at - len(GAP))
        while start < until:
            part = self.slice(start, min(until, start + SCANNED) + REACH)
            for match in BEGINNING.finditer(part):
                if at <= start + match.end() < until and self.begins_at(start + match.end()):
                    return start + match.end()
            start += SCANNED
        return None

    def end_of(self, at: int) -> int | None:
        end = self._end(at)[1]
        return self._behind(end) if end is not None else None

    def read(self, at: int) -> Generator[Record, None, int | None]:
        head, end = self._end(at)
        after = self._behind(end) if end is not None else None
        if end is None or after is None:
            yield Record(at, head=head, fault="broken-record")
        elif end - at > MOST:
            yield Record(at, head=head, fault="too-large")
        else:
            yield Record(at, self.slice(at, end), head)
        return after

    def _end(self, at: int) -> tuple[bytes, int | None]:
        """The record's header and the end of its block."""
        head = header(self.slice(at, at + MAX_HEAD_BYTES))
        length = length_of(head)
        return head, at + len(head) + length if length is not None else None

    def _behind(self, end: int) -> int | None:
        """What lies behind a block and the empty line after it; None where the length was wrong."""
        tail = self.slice(end, end + REACH)
        after = end + len(tail) - len(stripped(tail))
        return after if end <= self.size and (after == self.size or tail.startswith(GAP)) else None


class _Packed(Archive):
    """Members of a gzip file, each with a record or several."""

    def begins_at(self, at: int) -> bool:
        data = self.slice(at, at + _PEEKED)
        return data.startswith(MAGIC) and unpacked(data, len(VERSION)) == VERSION

    def found(self, at: int, until: int) -> int | None:
        start = at
        while start < until:
            part = self.slice(start, min(until, start + SCANNED) + len(MAGIC) - 1)
            here = part.find(MAGIC)
            while here >= 0:
                if start + here < until and self.begins_at(start + here):
                    return start + here
                here = part.find(MAGIC, here + 1)
            start += SCANNED
        return None

    def end_of(self, at: int) -> int | None:
        return Member(self.slice, at).drained()

    def read(self, at: int) -> Generator[Record, None, int | None]:
        member = Member(self.slice, at)
        yield from unfolded(member, at)
        return member.drained()


def archive_of(stream: BinaryIO) -> Archive:
    """The archive in a stream that can be sought, by how it begins."""
    here = stream.tell()
    stream.seek(0)
    magic = stream.read(len(MAGIC))
    archive: Archive = _Packed(stream) if magic == MAGIC else _Plain(stream)
    stream.seek(here)
    return archive
