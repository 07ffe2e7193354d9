"""Where a corpus lies: files and folders here, or a store that speaks S3 (or Google's protocol), read by ranges."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING, BinaryIO, cast

from reportedly.errors import UsageError
from reportedly.read.encoding import storable
from reportedly.terms.problem import Problem
from reportedly.terms.sweeping import Form
from reportedly.world.files import led_out
from reportedly.world.files import listed as files_below

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

REMOTE = ("s3://", "gs://")
EXTRA = "scale"
NO_TEXT = "its name is no text"
_AHEAD = 1 << 20
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
            new, faults = _remote(source) if source.startswith(REMOTE) else _local(source)
        except FileNotFoundError:
            problems.append(Problem("missing-path", "there is no such file or folder", storable(source)))
        except (OSError, ValueError) as fault:
            reason = " ".join(str(fault).split())[:200]
            problems.append(Problem("unreadable", f"it cannot be read ({reason})", storable(source)))
        else:
            found += new
            problems += faults
            if not new and not faults:
                message = "it holds nothing that can be read"
                problems.append(Problem("no-documents", message, storable(source), "warning"))
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
        # It reads no lines itself, and asks the store for every few bytes.
        yield cast(BinaryIO, BufferedReader(cast(RawIOBase, file), _AHEAD))


def has_changed(place: Place) -> bool:
    """Whether it is not what it was when it was found; an object in a store is not looked at again."""
    if place.remote:
        return False
    try:
        return _state(place) != (place.size, place.mark)
    except OSError:
        return True


def form_of(name: str) -> Form:
    """What a file is, by its ending."""
    low = name.lower()
    return next((form for ending, form in _FORMS if low.endswith(ending)), "files")


def _local(source: str) -> tuple[list[Place], list[Problem]]:
    """A file, or what lies below a folder: archives and files of lines one by one, all other files together."""
    path = os.path.abspath(source)
    if storable(path) != path:
        raise ValueError(NO_TEXT)
    if not os.path.isdir(path):
        os.stat(path)
        if not os.path.isfile(path):
            raise ValueError("it is neither a file nor a folder")
        return [_file(path, source)], []
    names, problems = _below(path, source)
    found = [
        _file(name, os.path.join(source, os.path.relpath(name, path))) for name in names if form_of(name) != "files"
    ]
    if kept := tuple(os.path.relpath(name, path) for name in names if form_of(name) == "files"):
        files = Place(path, "files", 0, "", kept, source)
        size, mark = _state(files)
        found.append(replace(files, size=size, mark=mark))
    return found, problems


def _below(folder: str, shown: str) -> tuple[list[str], list[Problem]]:
    """The files that are read by themselves, and the archives, in the order of names; and what there cannot be read."""
    told, faults = files_below(folder)
    read, root = set(told), os.path.realpath(folder)
    known = {fault.where for fault in faults}
    found, problems = [], [replace(fault, where=fault.where.replace(folder, shown, 1)) for fault in faults]
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            whole = os.path.join(at, name)
            if whole in read:
                found.append(whole)
            elif form_of(name) != "files" and not name.startswith(".") and _is_data(name) and os.path.isfile(whole):
                fault = led_out(whole, root)
                if storable(whole) != whole:
                    fault = Problem("unreadable", NO_TEXT, storable(whole))
                if fault is None:
                    found.append(whole)
                elif fault.where not in known:
                    problems.append(replace(fault, where=fault.where.replace(folder, shown, 1)))
    return found, problems


def _is_data(name: str) -> bool:
    return not name.endswith(".gold.jsonl")


def _file(path: str, shown: str) -> Place:
    form = form_of(path)
    if form == "files":
        place = Place(os.path.dirname(path), form, 0, "", (os.path.basename(path),), os.path.dirname(shown))
    else:
        place = Place(path, form, 0, "", shown=shown)
    size, mark = _state(place)
    return replace(place, size=size, mark=mark)


def _state(place: Place) -> tuple[int, str]:
    """The size of what lies there, and when it was changed last. Raises OSError."""
    paths = [os.path.join(place.name, name) for name in place.names] or [place.name]
    states = [os.stat(path) for path in paths]
    return sum(state.st_size for state in states), f"{max(state.st_mtime_ns for state in states):020d}"


def _remote(source: str) -> tuple[list[Place], list[Problem]]:
    system, path = _store(source)
    from pyarrow.fs import FileSelector, FileType  # an extra, loaded for stores only

    scheme = source.split("://", 1)[0]
    found = system.get_file_info(path)
    if found.type == FileType.NotFound:
        raise FileNotFoundError(source)
    below = [found] if found.type == FileType.File else system.get_file_info(FileSelector(path, recursive=True))
    held: list[Place] = []
    for info in sorted(below, key=lambda each: str(each.path)):
        form = form_of(info.path)
        if info.type == FileType.File and form != "files" and _is_data(info.path):
            name = f"{scheme}://{info.path}"
            held.append(Place(name, form, int(info.size), f"{info.mtime_ns}:{info.size}", shown=name))
    return held, []


def _store(name: str) -> tuple[FileSystem, str]:
    """The store and the path in it, which may hold any letters. Keys and region are those that AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY and AWS_REGION name in the environment, and AWS_ENDPOINT_URL (`http://127.0.0.1:9000`) is that
    of a store of one's own: the library looks for them itself. Raises UsageError where it is not installed.
    """
    try:
        from pyarrow.fs import FileSystem
    except ModuleNotFoundError as missing:
        raise UsageError(f"stores need {missing.name}: pip install 'reportedly[{EXTRA}]'") from missing
    scheme, path = name.split("://", 1)
    system, _ = FileSystem.from_uri(f"{scheme}://{path.partition('/')[0]}")
    return system, path.rstrip("/")
