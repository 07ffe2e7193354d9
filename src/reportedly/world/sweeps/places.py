"""Where a corpus lies: files and folders here, or a store that speaks S3 (or Google's protocol), read by ranges."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from reportedly.errors import UsageError
from reportedly.read.dispatch import FORMS
from reportedly.read.encoding import storable
from reportedly.terms.problem import Problem
from reportedly.terms.sweeping import Form
from reportedly.world.files import listed as files_below

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

REMOTE = ("s3://", "gs://")
EXTRA = "scale"
_FORMS: tuple[tuple[str, Form], ...] = (
    (".warc", "warc"),
    (".warc.gz", "warc"),
    (".jsonl", "lines"),
    (".jsonl.gz", "lines"),
    (".ndjson", "lines"),
    (".ndjson.gz", "lines"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One thing to be read: an archive, a file of lines, or files. mark: what changes when it changes: of a file the time
    of its last change, of an object in a store the same and its size. names: of files, theirs, below it. shown: its name
    as the user gave it.
    """

    name: str
    form: Form
    size: int
    mark: str
    names: tuple[str, ...] = ()
    shown: str = ""

    @property
    def packed(self) -> bool:
        """Whether it is compressed as a whole."""
        return self.form == "lines" and self.name.endswith(".gz")

    @property
    def remote(self) -> bool:
        return self.name.startswith(REMOTE)


def places(sources: tuple[str, ...]) -> tuple[tuple[Place, ...], tuple[Problem, ...]]:
    """What lies at some paths and addresses, in order, folders through and through in the order of names. Problems:
    `missing-path`, `unreadable`, `no-documents`.
    """
    found: list[Place] = []
    problems: list[Problem] = []
    for source in sources:
        try:
            new = list(_remote(source) if source.startswith(REMOTE) else _local(source))
        except FileNotFoundError:
            problems.append(Problem("missing-path", "there is no such file or folder", storable(source)))
        except (OSError, ValueError) as fault:
            reason = " ".join(str(fault).split())[:200]
            problems.append(Problem("unreadable", f"it cannot be read ({reason})", storable(source)))
        else:
            found += new
            if not new:
                problems.append(Problem("no-documents", "it holds nothing that can be read", source, "warning"))
    return tuple(dict.fromkeys(found)), tuple(problems)


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """The bytes of a file or an object, with seek. Raises OSError."""
    if not name.startswith(REMOTE):
        with open(name, "rb") as file:
            yield file
        return
    system, path = _store(name)
    with system.open_input_file(path) as file:
        yield cast(BinaryIO, file)


def form_of(name: str) -> Form:
    """What a file is, by its ending."""
    low = name.lower()
    return next((form for ending, form in _FORMS if low.endswith(ending)), "files")


def _local(source: str) -> Iterator[Place]:
    """A file, or what lies below a folder: archives and files of lines one by one, all other files together."""
    path = os.path.abspath(source)
    if not os.path.isdir(path):
        yield _file(path, source)
        return
    kept: list[str] = []
    for name in _below(path):
        if form_of(name) != "files":
            yield _file(name, os.path.join(source, os.path.relpath(name, path)))
        elif Path(name).suffix.lower() in FORMS:
            kept.append(name)
    if kept:
        names = tuple(os.path.relpath(name, path) for name in kept)
        marks = [_mark(name) for name in kept]
        yield Place(path, "files", sum(size for size, _ in marks), max(mark for _, mark in marks), names, source)


def _below(folder: str) -> Iterator[str]:
    """The files that are read by themselves, and the archives, in the order of names."""
    read = set(files_below(folder)[0])
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            whole = os.path.join(at, name)
            if whole in read or (form_of(name) != "files" and not name.startswith(".") and _is_data(name)):
                yield whole


def _is_data(name: str) -> bool:
    return not name.endswith(".gold.jsonl")


def _file(path: str, shown: str) -> Place:
    size, mark = _mark(path)
    form = form_of(path)
    if form == "files":
        return Place(os.path.dirname(path), form, size, mark, (os.path.basename(path),), os.path.dirname(shown))
    return Place(path, form, size, mark, shown=shown)


def _mark(path: str) -> tuple[int, str]:
    state = os.stat(path)
    return state.st_size, f"{state.st_mtime_ns:020d}"


def _remote(source: str) -> Iterator[Place]:
    from pyarrow.fs import FileSelector, FileType  # an extra, loaded for stores only

    system, path = _store(source)
    scheme = source.split("://", 1)[0]
    found = system.get_file_info(path)
    if found.type == FileType.NotFound:
        raise FileNotFoundError(source)
    below = [found] if found.type == FileType.File else system.get_file_info(FileSelector(path, recursive=True))
    for info in sorted(below, key=lambda each: str(each.path)):
        form = form_of(info.path)
        if info.type == FileType.File and form != "files" and _is_data(info.path):
            name = f"{scheme}://{info.path}"
            yield Place(name, form, int(info.size), f"{info.mtime_ns}:{info.size}", shown=name)


def _store(name: str) -> tuple[FileSystem, str]:
    """The store and the path in it. Keys, region and endpoint are those that AWS_* name in the environment."""
    try:
        from pyarrow.fs import FileSystem
    except ModuleNotFoundError as missing:
        raise UsageError(f"stores need {missing.name}: pip install 'reportedly[{EXTRA}]'") from missing
    system, path = FileSystem.from_uri(name)
    return system, path
