"""The columns of an index in a file, so that a large ledger opens in seconds. Nothing depends on it: a file that is missing,
damaged, of another ledger or another form is passed over, and put in place anew.

A file: a line that says what it is; the length and the CRC-32 of what follows; JSON (seal, arrays, values); the arrays, each
with room behind it, so that what comes later goes into the memory that is mapped, and never into the file.
"""

from __future__ import annotations

import json
import mmap
import os
import shutil
import struct
import tempfile
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.keep.columns import Columns
from reportedly.keep.held import KINDS, MULTIPLE, PLAIN, SINGLE
from reportedly.terms.document import sha256

MAGIC = b"reportedly columns 1\n"
"""What a file begins with. The number is raised whenever the meaning of an array changes."""
LEAST = 50_000
"""Fewer rows are loaded in less than a second."""
_HEAD = struct.Struct("<QI")
_PAGE = 4096
_OLD = 3600.0
"""Seconds after which the beginnings of a file that nobody finished are taken away."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """number, hash: of the last batch whose rows are in the columns; last: the number of their last row."""

    number: int
    hash: str
    last: int
    columns: Columns


@dataclass(frozen=True, slots=True)
class Snapshots:
    """Where the snapshot of one ledger lies. least: from so many rows on it is worth a file."""

    path: Path
    least: int = LEAST

    @classmethod
    def in_folder(cls, folder: Path, name: str) -> Snapshots:
        """name: the ledger's, as `SqlLedger.name` gives it; a path is made absolute."""
        whole = name if "://" in name else str(Path(name).absolute())
        return cls(folder / f"{sha256(whole.encode())[:32]}.columns")

    def load(self) -> Snapshot | None:
        """What was saved last, mapped into memory; None where there is nothing that holds together."""
        try:
            with self.path.open("rb") as file:
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
            return _snapshot(mapped)
        except (OSError, ValueError, KeyError, TypeError, struct.error):
            return None

    def save(self, columns: Columns, number: int, hash: str) -> bool:
        """Put columns in the place of what was saved before; whether that could be done."""
        arrays = columns.arrays()
        values, last = columns.values_of_all(), int(arrays["numbers"][-1]) if len(arrays["numbers"]) else 0
        head, places, size = _described(arrays, {"number": number, "hash": hash, "last": last, "values": values})
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._sweep()
            if shutil.disk_usage(self.path.parent).free < 2 * size:
                return False
            handle, part = tempfile.mkstemp(".part", self.path.stem, self.path.parent)
        except OSError:
            return False
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(head)
                for name, array in arrays.items():
                    file.seek(places[name])
                    file.write(np.ascontiguousarray(array).data)
                file.truncate(size)
            os.replace(part, self.path)
        except OSError:
            with suppress(OSError):
                os.unlink(part)
            return False
        return True

    def _sweep(self) -> None:
        for part in self.path.parent.glob(f"{self.path.stem}*.part"):
            with suppress(OSError):
                if part.stat().st_mtime < time.time() - _OLD:
                    part.unlink()


def _described(arrays: dict[str, NDArray[Any]], told: dict[str, Any]) -> tuple[bytes, dict[str, int], int]:
    """The head of a file, where its arrays begin, and how long it is."""
    offset = 0
    placed: dict[str, dict[str, Any]] = {}
    for name, array in arrays.items():
        room = len(array) + len(array) // 8 + 1024
        crc = zlib.crc32(np.ascontiguousarray(array).data)
        placed[name] = {"kind": array.dtype.str, "offset": offset, "length": len(array), "room": room, "crc": crc}
        offset += _whole_pages(room * array.dtype.itemsize)
    body = json.dumps(told | {"arrays": placed, "size": offset}, ensure_ascii=False).encode()
    head = MAGIC + _HEAD.pack(len(body), zlib.crc32(body)) + body
    start = _whole_pages(len(head))
    return head, {name: start + place["offset"] for name, place in placed.items()}, start + offset


def _snapshot(mapped: mmap.mmap) -> Snapshot | None:
    """What a file holds. Raises ValueError, KeyError, TypeError or struct.error where that cannot be read."""
    begin = len(MAGIC) + _HEAD.size
    if mapped[: len(MAGIC)] != MAGIC:
        return None
    length, crc = _HEAD.unpack(mapped[len(MAGIC) : begin])
    body = mapped[begin : begin + length]
    if len(body) != length or zlib.crc32(body) != crc:
        return None
    told = json.loads(body)
    start = _whole_pages(begin + length)
    if len(mapped) != start + told["size"] or told["arrays"].keys() != KINDS.keys():
        return None
    arrays: dict[str, tuple[NDArray[Any], int]] = {}
    for name, place in told["arrays"].items():
        if place["kind"] != np.dtype(KINDS[name]).str:
            return None
        array = np.frombuffer(mapped, np.dtype(KINDS[name]), place["room"], start + place["offset"])
        if zlib.crc32(array[: place["length"]].data) != place["crc"]:
            return None
        arrays[name] = (array, place["length"])
    if len({arrays[name][1] for name in (*PLAIN, *SINGLE)}) != 1 or told["values"].keys() != {*SINGLE, *MULTIPLE}:
        return None
    return Snapshot(told["number"], told["hash"], told["last"], Columns(arrays, told["values"]))


def _whole_pages(size: int) -> int:
    return -(-size // _PAGE) * _PAGE
