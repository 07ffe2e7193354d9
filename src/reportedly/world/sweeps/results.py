"""The results of shards, in files: each written once, whole, under the id of its shard."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reportedly.errors import UsageError

PLAN, LOCK, MANIFEST = "plan.json", "lock", "manifest.jsonl"
_BEGUN = ".begun"


class Results:
    """A folder of results. Killed at any moment, it holds what was put, whole, and nothing else that counts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise UsageError(f"{folder}: no folder for the sweep can be made there ({fault.strerror})") from fault

    @contextmanager
    def held(self) -> Iterator[None]:
        """While it lasts no other sweep works in the folder. Raises UsageError where one does."""
        handle = os.open(self.folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
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
        if not isinstance(known, dict) or any(known.get(name) != asked[name] for name in asked if name != "day"):
            raise UsageError(f"{self.folder} is the folder of another sweep; give this one its own by --work")
        return known

    def path(self, kind: str, ident: str) -> Path:
        return self.folder / kind / ident

    def has(self, kind: str, ident: str) -> bool:
        """Whether a result was put."""
        return self.path(kind, ident).exists()

    def put(self, kind: str, ident: str, data: bytes) -> None:
        """Keep a result; on disk once it returns."""
        self._write(self.path(kind, ident), data)

    def get(self, kind: str, ident: str) -> bytes:
        """A result that was put."""
        return self.path(kind, ident).read_bytes()

    def head(self, kind: str, ident: str) -> bytes:
        """The first line of a result."""
        with open(self.path(kind, ident), "rb") as file:
            return file.readline()

    def lines(self, kind: str, ident: str) -> Iterator[tuple[int, int, bytes]]:
        """The lines of a result, each with where it begins and ends."""
        at = 0
        with open(self.path(kind, ident), "rb") as file:
            for line in file:
                yield at, at + len(line), line
                at += len(line)

    def part(self, kind: str, ident: str, start: int, end: int) -> bytes:
        """A part of a result."""
        with open(self.path(kind, ident), "rb") as file:
            file.seek(start)
            return file.read(end - start)

    def _write(self, path: Path, data: bytes) -> None:
        path.parent.mkdir(exist_ok=True)
        begun = path.with_name(path.name + _BEGUN)
        with open(begun, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(begun, path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
