"""The works of a sweep, as an engine carries them to its workers: sifting a shard, finding claims in what is kept."""

from __future__ import annotations

import gzip
import json
import os
import sys
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, cast

from reportedly.find.triage import Triage
from reportedly.keep.shards import documents_of, found_lines, sifted_lines
from reportedly.read.bounds import MAX_BYTES
from reportedly.read.options import ReadOptions
from reportedly.serve import wiring
from reportedly.sweeping import Looked, archive, lines, looked, may_be_kept, sifted, whole
from reportedly.terms.problem import Problem
from reportedly.terms.sweeping import Shard, Sifted, Tally
from reportedly.world.files import content, documents
from reportedly.world.sweeps.division import beside
from reportedly.world.sweeps.places import opened

UNREADABLE = "unreadable"
_BLOCK = 8_000_000
"""Bytes of lines looked at in one go."""
_PAGES = (".html", ".htm", ".xhtml")
_STREAM_FAULTS = (OSError, EOFError, zlib.error)
"""What reading a file, or unpacking it, raises."""


def task_of(shard: Shard) -> bytes:
    """A shard as a task."""
    return json.dumps(asdict(shard), ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class Sifting:
    """A shard → the documents of it worth reading with care. lexicons: the user's own rows; day: of the sweep, after which
    no page is believed to have come out.
    """

    lexicons: tuple[Path, ...]
    day: date

    def __call__(self, task: bytes) -> bytes:
        told = json.loads(task)
        shard = Shard(**{**told, "names": tuple(told["names"])})
        return sifted_lines(self.sifted(shard))

    def sifted(self, shard: Shard) -> Sifted:
        """A shard that cannot be read to its end is a problem, `unreadable`; what was read of it counts."""
        read: list[Problem] = []
        found = sifted(_lasting(shard, self._looked(shard), read))
        if not read:
            return found
        return replace(found, problems=(*found.problems, *read), tally=found.tally + Tally(passed={UNREADABLE: 1}))

    def _looked(self, shard: Shard) -> Iterator[Looked]:
        triage, options = _triage(self.lexicons), ReadOptions(today=self.day)
        if shard.form == "files":
            yield from _files(shard, triage, options)
            return
        told, faults = beside(shard.source)
        if shard.start == 0:
            yield Looked(problems=faults, records=0)
        with opened(shard.source) as file:
            if shard.form == "warc":
                yield from archive(file, shard, triage, options, told)
                return
            for first, data in _blocks(file, shard):
                yield from lines(data, shard.shown, first, triage, options, told)


@dataclass(frozen=True, slots=True)
class Finding:
    """Documents → the same with their claims. lexicons, at_least: as for the reader."""

    lexicons: tuple[Path, ...]
    at_least: float

    def __call__(self, task: bytes) -> bytes:
        reader = wiring.reader(self.lexicons, self.at_least)
        return found_lines(looked(document, reader) for document in documents_of(task))


@lru_cache(maxsize=2)
def _triage(lexicons: tuple[Path, ...]) -> Triage:
    return Triage.of(wiring.tables(lexicons))


def _lasting(shard: Shard, looked_at: Iterator[Looked], faults: list[Problem]) -> Iterator[Looked]:
    """What could be looked at until the shard cannot be read further."""
    try:
        yield from looked_at
    except _STREAM_FAULTS as fault:
        reason = " ".join(str(fault).split())[:200]
        faults.append(Problem(UNREADABLE, f"it cannot be read on from byte {shard.start} ({reason})", shard.shown))


def _files(shard: Shard, triage: Triage, options: ReadOptions) -> Iterator[Looked]:
    """The documents of files; pages are looked at in bulk first."""
    sizes: dict[str, int] = {}
    for name in shard.names:
        path = os.path.join(shard.source, name)
        data = content(path)
        if isinstance(data, Problem):
            yield Looked(passed=data.slug, problems=(replace(data, where=os.path.join(shard.shown, name)),))
        elif path.lower().endswith(_PAGES) and (why := may_be_kept(data, triage)) is not None:
            yield Looked(len(data), passed=why)
        else:
            sizes[path] = len(data)
    for (found, problems), size in zip(documents(list(sizes), options=options), sizes.values(), strict=False):
        renamed = tuple(replace(each, path=_shown(each.path, shard)) for each in found)
        told = tuple(replace(problem, where=_shown(problem.where, shard)) for problem in problems)
        yield from whole((renamed, told), size, triage)


def _shown(path: str, shard: Shard) -> str:
    """A path below the source, as the user gave it."""
    below = path.removeprefix(shard.source)
    return path if below == path else os.path.join(shard.shown, below.lstrip("/"))


def _blocks(file: BinaryIO, shard: Shard) -> Iterator[tuple[int, bytes]]:
    """The lines that begin in a shard, some megabytes at a time, each block with the number of its first line. For a line
    that is too long another stands in its place, so that the numbers hold.
    """
    if shard.packed:
        unpacked, end = cast(BinaryIO, gzip.GzipFile(fileobj=file)), sys.maxsize
    else:
        unpacked, end = file, shard.end
        if shard.start:
            file.seek(shard.start - 1)
            _skip_line(file)
    taken, held, number, first = list[bytes](), 0, shard.line, shard.line
    fault: Exception | None = None
    while fault is None and unpacked.tell() < end:
        try:
            line = _line(unpacked)
        except _STREAM_FAULTS as met:  # what came before it counts
            fault, line = met, b""
        if not line:
            break
        taken.append(line)
        held, number = held + len(line), number + 1
        if held >= _BLOCK:
            yield first, b"".join(taken)
            taken, held, first = [], 0, number
    if taken:
        yield first, b"".join(taken)
    if fault:
        raise fault


def _line(file: BinaryIO) -> bytes:
    line = file.readline(MAX_BYTES)
    if len(line) < MAX_BYTES or line.endswith(b"\n"):
        return line
    _skip_line(file)
    return b'{"too-long\n'  # no line of JSON: it is told of as broken, by its number


def _skip_line(file: BinaryIO) -> None:
    while (part := file.readline(_BLOCK)) and not part.endswith(b"\n"):
        pass
