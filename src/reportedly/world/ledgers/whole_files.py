"""A database file that bears its name whole or not at all: written beside it as `.NAME.….part`, synced, then named."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reportedly.errors import LedgerError, UsageError
from reportedly.world.ledgers.engine import ready_file

LOGS = ("-wal", "-journal")
"""What SQLite keeps beside a database and would play into whatever file bears its name next."""
_OLD = 86_400.0
"""Seconds after which the beginnings of a file that nobody finished are taken away."""


@contextmanager
def whole_file(path: Path, replace: bool = False) -> Iterator[Path]:
    """Where to write what is to become the file at a path, readable by its owner alone; it takes the path where the block
    ends without an exception, and nothing is left where it does not. replace: in the place of a file that is there.

    Raises UsageError where the name is taken or unfit, LedgerError where the file cannot be written.
    """
    with _plain_faults(path):
        check_is_free(path, replace)
        ready_file(path)
        _sweep(path)
        handle, name = tempfile.mkstemp(".part", f".{path.name}.", path.parent)
        os.close(handle)
    part = Path(name)
    try:
        yield part
        with _plain_faults(path):
            _sync(part)
            _name(part, path, replace)
            _sync(path.parent)
    finally:
        for left in (part, *_beside(part)):
            with suppress(OSError):
                left.unlink()


def check_is_free(path: Path, replace: bool = False) -> None:
    """Raises UsageError where a path is a folder, a file that is not to be replaced, or beside the logs of another."""
    if not path.name or path.is_dir():
        raise UsageError(f"{path}: it cannot be written (it is a folder)")
    if not replace and os.path.lexists(path):
        raise UsageError(f"{path} is there already: name another file, or give --force to replace it")
    for ending in LOGS:
        log = path.with_name(path.name + ending)
        with suppress(OSError):
            if log.stat().st_size:
                raise UsageError(
                    f"{log} lies beside it, with what another database of this name has not taken in yet: "
                    "move it to where that one is"
                )


def _name(part: Path, path: Path, replace: bool) -> None:
    if replace:
        os.replace(part, path)
        return
    try:
        os.link(part, path)  # unlike a renaming, it never takes the place of what somebody put there meanwhile
    except FileExistsError:
        raise UsageError(f"{path} was put there meanwhile, and is left as it is") from None
    except OSError:  # a file system without links
        check_is_free(path)
        os.rename(part, path)


def _sync(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(path: Path) -> None:
    """Take away what killed processes left long ago."""
    for left in path.parent.glob(f".{_literal(path.name)}.*.part*"):
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - _OLD:
                left.unlink()


def _literal(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def _beside(part: Path) -> list[Path]:
    return [part.with_name(part.name + ending) for ending in (*LOGS, "-shm")]


@contextmanager
def _plain_faults(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise LedgerError(f"{path}: it cannot be written ({fault.strerror or fault})") from fault
