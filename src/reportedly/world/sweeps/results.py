"""The results of shards, in files: each written once, whole, under the id of its shard, behind a line with its digest."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from reportedly.errors import UsageError
from reportedly.terms.document import sha256

PLAN, LOCK, MANIFEST = "plan.json", "lock", "manifest.jsonl"
_BEGUN = ".begun"
_BEFORE = 65
"""Bytes before a result: its digest, and a line end."""
_BLOCK = 1 << 20


class Results:
    """A folder of results. Killed at any moment, it holds what was put, whole, and nothing else that counts. A result
    that is damaged counts as none.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sound: set[Path] = set()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise UsageError(f"{folder}: no folder for the sweep can be made there ({fault.strerror})") from fault

    @contextmanager
    def held(self) -> Iterator[None]:
        """While it lasts no other sweep works in the folder. Raises UsageError where one does."""
        try:
            handle = os.open(self.folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as fault:
            raise self._unwritable(fault) from fault
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as taken:
                raise UsageError(f"{self.folder}: another sweep is at work in this folder") from taken
            for left in self.folder.glob(f"*/*{_BEGUN}"):
                left.unlink()
            yield
        finally:
            os.close(handle)

    def plan(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """The plan that the folder was begun with, or this one, from now on. Raises UsageError where it is another's."""
        path = self.folder / PLAN
        try:
            known = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            self._write(path, json.dumps(asked, ensure_ascii=False, indent=1).encode())
            return dict(asked)
        except (OSError, ValueError) as fault:
            raise UsageError(f"{path}: it is no plan of a sweep ({fault})") from fault
        if not isinstance(known, dict) or not _are_alike(known, asked):
            raise UsageError(f"{self.folder} is the folder of another sweep; give this one its own by --work")
        return known

    def path(self, kind: str, ident: str) -> Path:
        return self.folder / kind / ident

    def has(self, kind: str, ident: str) -> bool:
        """Whether a result was put, and is what was put; looked at once."""
        path = self.path(kind, ident)
        if path not in self._sound and _is_sound(path):
            self._sound.add(path)
        return path in self._sound

    def put(self, kind: str, ident: str, data: bytes) -> None:
        """Keep a result; on disk once it returns. Raises UsageError where it cannot be written."""
        path = self.path(kind, ident)
        self._write(path, sha256(data).encode() + b"\n" + data)
        self._sound.add(path)

    def drop(self, kind: str, ident: str) -> None:
        """Let go of a result."""
        path = self.path(kind, ident)
        path.unlink(missing_ok=True)
        self._sound.discard(path)

    def tell(self, name: str, data: bytes) -> None:
        """Write a file for people beside the results. Raises UsageError where it cannot be written."""
        self._write(self.folder / name, data)

    def get(self, kind: str, ident: str) -> bytes:
        """A result that was put."""
        return self.path(kind, ident).read_bytes()[_BEFORE:]

    def head(self, kind: str, ident: str) -> bytes:
        """The first line of a result."""
        with open(self.path(kind, ident), "rb") as file:
            file.seek(_BEFORE)
            return file.readline()

    def lines(self, kind: str, ident: str) -> Iterator[tuple[int, int, bytes]]:
        """The lines of a result, each with where it begins and ends."""
        at = 0
        with open(self.path(kind, ident), "rb") as file:
            file.seek(_BEFORE)
            for line in file:
                yield at, at + len(line), line
                at += len(line)

    def part(self, kind: str, ident: str, start: int, end: int) -> bytes:
        """A part of a result."""
        with open(self.path(kind, ident), "rb") as file:
            file.seek(_BEFORE + start)
            return file.read(end - start)

    def _write(self, path: Path, data: bytes) -> None:
        begun = path.with_name(path.name + _BEGUN)
        try:
            path.parent.mkdir(exist_ok=True)
            with open(begun, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(begun, path)
            _fsync(path.parent)
        except OSError as fault:
            with suppress(OSError):
                begun.unlink()
            raise self._unwritable(fault) from fault

    def _unwritable(self, fault: OSError) -> UsageError:
        return UsageError(f"{self.folder}: nothing can be written there ({fault.strerror})")


def _are_alike(known: Mapping[str, Any], asked: Mapping[str, Any]) -> bool:
    """Whether two plans are of one sweep; it may have been begun on another day."""
    same = known.keys() == asked.keys() and isinstance(known["day"], str)
    return same and all(known[name] == asked[name] for name in asked if name != "day")


def _is_sound(path: Path) -> bool:
    digest = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            told = file.read(_BEFORE)
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError:
        return False
    return told == digest.hexdigest().encode() + b"\n"


def _fsync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
