"""Places divided into shards. What is compressed record by record, or not at all, is divided by bytes alone: a record
belongs to the shard in which it begins.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reportedly.read.metadata import HELD_BACK, NOTHING, Metadata, metadata_by_name
from reportedly.terms.document import content_id, sha256
from reportedly.terms.problem import Problem
from reportedly.terms.sweeping import Shard
from reportedly.world.files import METADATA, content
from reportedly.world.sweeps.places import REMOTE, Place, opened

SIZE = 16_000_000
"""Bytes of a shard: some hundreds of pages, compressed."""
FILES = 500
"""Files in a shard, at most."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Contents:
    """What a place holds. digest: of its bytes; lines: for each shard's beginning the number of the first line there."""

    digest: str
    lines: tuple[int, ...] = ()


def shards(place: Place, contents: Contents, size: int = SIZE) -> tuple[Shard, ...]:
    """The shards of an archive or a file of lines."""
    if place.packed:
        whole = (place.size, 0, place.size)
        return (Shard(place.name, place.form, contents.digest, *whole, packed=True, shown=place.shown),)
    cuts = [*range(0, place.size, size), place.size]
    return tuple(
        Shard(place.name, place.form, contents.digest, end - start, start, end, line=line, shown=place.shown)
        for (start, end), line in zip(pairwise(cuts), contents.lines or (1,) * len(cuts), strict=False)
    )


def contents(place: Place, size: int = SIZE) -> Contents:
    """What a place holds, read through once; of an object in a store, what the store says of it, unless its lines have to be
    counted. Raises OSError.
    """
    mark = content_id("o", place.name, place.mark)
    if place.remote and (place.form != "lines" or place.packed or place.size <= size):
        return Contents(mark)
    digest, at, lines, begun = hashlib.sha256(), 0, 1, True
    firsts: list[int] = []
    with opened(place.name) as file:
        while block := file.read(min(_BLOCK, size - at % size)):
            if at % size == 0:
                firsts.append(lines if begun else lines + 1)
            digest.update(block)
            lines += block.count(b"\n")
            begun = block.endswith(b"\n")
            at += len(block)
    told = beside(place.name)[0]
    held = (
        mark if place.remote else digest.hexdigest() if told == NOTHING else content_id("b", digest.hexdigest(), told)
    )
    return Contents(held, tuple(firsts) if place.form == "lines" else ())


def beside(path: str) -> tuple[Metadata, tuple[Problem, ...]]:
    """What the meta.json beside a file tells of it; beside an object in a store none is looked for."""
    where = os.path.join(os.path.dirname(path), METADATA)
    if path.startswith(REMOTE) or not os.path.exists(where):
        return NOTHING, ()
    data = content(where)
    if isinstance(data, Problem):
        return HELD_BACK, (data,)
    table, problems = metadata_by_name(data, where)
    return table.of(os.path.basename(path)), problems


def file_shards(place: Place, size: int = SIZE) -> Iterator[Shard]:
    """The shards of a folder's files, in their order. One that cannot be read is left for the reader to tell of."""
    told: dict[str, str] = {}
    taken: list[str] = []
    held, marks = 0, list[str]()
    for name in place.names:
        path = os.path.join(place.name, name)
        digest, length = _digest(path)
        folder = os.path.dirname(path)
        if folder not in told:
            told[folder] = _digest(os.path.join(folder, METADATA))[0]
        if taken and (held + length > size or len(taken) == FILES):
            yield _files(place, taken, marks, held)
            taken, marks, held = [], [], 0
        taken.append(name)
        marks += [name, digest, told[folder]]
        held += length
    if taken:
        yield _files(place, taken, marks, held)


def _files(place: Place, names: list[str], marks: list[str], size: int) -> Shard:
    return Shard(place.name, "files", sha256("\n".join(marks).encode()), size, names=tuple(names), shown=place.shown)


def _digest(path: str) -> tuple[str, int]:
    """The digest of a file and its length; '' where it cannot be read."""
    digest, length = hashlib.sha256(), 0
    try:
        with opened(path) as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                length += len(block)
    except OSError:
        return "", 0
    return digest.hexdigest(), length
