"""The disk as a power cut may leave it: what a program wrote, played back from the notes of disklog.c up to a moment, with
all that was flushed by then, and of the rest none, all, some, or some of it torn.
"""

from __future__ import annotations

import os
import struct
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

HEAD = struct.Struct("=IIIIQQQ")
SECTOR = 512
ACKNOWLEDGED = "A"
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Note:
    """One thing done. op: w(rite), t(runcate), c(reate), d (make a folder), u(nlink), r(ename), l(ink), f and F (a flush
    begins, is done), A (what path names was acknowledged)."""

    op: str
    pid: int
    path: str
    path2: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Change:
    """A write (data), or a cut to a length (None)."""

    at: int
    offset: int
    data: bytes | None


@dataclass
class Content:
    """A file: what lasts, and what was written since."""

    lasting: bytearray = field(default_factory=bytearray)
    pending: list[Change] = field(default_factory=list)
    base: Path | None = None
    """Where its first content lies that is not loaded yet."""


Chosen = Callable[[Change], Change | None]
"""What becomes of a write that was not flushed."""


def compiled(folder: Path) -> Path:
    """The library that takes the notes, made by gcc."""
    made = folder / "disklog.so"
    command = ["gcc", "-shared", "-fPIC", "-O1", "-o", made, HERE / "disklog.c", "-ldl"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return made


def noting(library: Path, notes: Path, folder: Path) -> dict[str, str]:
    """The environment in which a process and its children take notes of what they do below a folder."""
    return os.environ | {"LD_PRELOAD": str(library), "DISKLOG": str(notes), "DISKLOG_FOLDER": str(folder.resolve())}


def acknowledge(notes: str, what: str) -> None:
    """Note that something was acknowledged."""
    file = os.open(notes, os.O_WRONLY | os.O_APPEND)
    name = what.encode()
    os.write(file, HEAD.pack(ord(ACKNOWLEDGED), os.getpid(), len(name), 0, 0, 0, 0) + name)
    os.close(file)


def read_notes(path: Path) -> list[Note]:
    """The notes, in order."""
    data, at, found = path.read_bytes(), 0, list[Note]()
    while at < len(data):
        op, pid, length, length2, _, offset, size = HEAD.unpack_from(data, at)
        at += HEAD.size
        carried = size if chr(op) == "w" else 0
        name, name2 = data[at : at + length].decode(), data[at + length : at + length + length2].decode()
        at += length + length2
        found.append(Note(chr(op), pid, name, name2, offset, data[at : at + carried]))
        at += carried
    return found


class Disk:
    """Files below a folder as the notes so far leave them: certainly, and possibly."""

    def __init__(self, folder: Path, base: Path | None = None) -> None:
        """base: a copy of the folder before the first note, all of it flushed; else the folder was empty."""
        self.folder = str(folder.resolve())
        self.names: dict[str, Content] = {}
        """Path → file, as running programs see them."""
        self.lasting: dict[str, Content] = {}
        """Path → file, of the names that are flushed."""
        self.folders: set[str] = {self.folder}
        self.lasting_folders: set[str] = {self.folder}
        self.pending: list[tuple[int, Note, Content | None]] = []
        """What was done to names since their folder was flushed."""
        self._begun: dict[tuple[int, str], int] = {}
        self._at = 0
        for path in sorted(base.rglob("*")) if base else ():
            here = f"{self.folder}/{path.relative_to(base)}"  # type: ignore[arg-type]
            if path.is_dir():
                self.folders.add(here)
                self.lasting_folders.add(here)
            else:
                self.names[here] = self.lasting[here] = Content(base=path)

    def do(self, note: Note) -> None:
        """Take in the next note."""
        self._at += 1
        if note.op in "wt":
            content = self.names.get(note.path)
            if content is not None:
                content.pending.append(Change(self._at, note.offset, note.data if note.op == "w" else None))
        elif note.op in "cdurl":
            self._rename(note)
        elif note.op == "f":
            self._begun[note.pid, note.path] = self._at
        elif note.op == "F":
            self._flush(note.path, self._begun.pop((note.pid, note.path), 0))

    def _rename(self, note: Note) -> None:
        content = Content() if note.op == "c" else self.names.get(note.path)
        self.pending.append((self._at, note, content))
        _apply(self.names, self.folders, note, content)

    def _flush(self, path: str, begun: int) -> None:
        if path in self.folders:
            still = list[tuple[int, Note, Content | None]]()
            for at, note, content in self.pending:
                if at < begun and path in (os.path.dirname(note.path), os.path.dirname(note.path2)):
                    _apply(self.lasting, self.lasting_folders, note, content)
                else:
                    still.append((at, note, content))
            self.pending = still
        elif (content := self.names.get(path)) is not None:
            _load(content)
            for change in content.pending:
                if change.at < begun:
                    _write(content.lasting, change)
            content.pending = [change for change in content.pending if change.at >= begun]

    def build(self, where: Path, chosen: Chosen, named: Callable[[], bool]) -> None:
        """Write down the disk after a power cut now. chosen: of each write not flushed, what is there of it; named: whether
        a change of a name that was not flushed is there."""
        names, folders = dict(self.lasting), set(self.lasting_folders)
        for _, note, content in self.pending:
            if named():
                _apply(names, folders, note, content)
        for folder in sorted(folders):
            if os.path.dirname(folder) in folders or folder == self.folder:  # else what it lies in is not there
                Path(where, os.path.relpath(folder, self.folder)).mkdir(parents=True, exist_ok=True)
        for path, content in names.items():
            if (
                os.path.dirname(path) not in folders
                or not Path(where, os.path.relpath(os.path.dirname(path), self.folder)).is_dir()
            ):
                continue
            place = where / os.path.relpath(path, self.folder)
            if content.base is not None and not content.pending:
                place.write_bytes(content.base.read_bytes())
                continue
            _load(content)
            whole = bytearray(content.lasting)
            for change in content.pending:
                if kept := chosen(change):
                    _write(whole, kept)
            place.write_bytes(whole)


def _apply(names: dict[str, Content], folders: set[str], note: Note, content: Content | None) -> None:
    if note.op == "d":
        folders.add(note.path)
    elif note.op == "u":
        names.pop(note.path, None)
        folders.discard(note.path)
    elif note.op == "c" and content is not None:
        names[note.path] = content
    elif note.op == "l" and content is not None:
        names[note.path2] = content
    elif note.op == "r" and content is not None:
        names.pop(note.path, None)
        names[note.path2] = content


def _load(content: Content) -> None:
    if content.base is not None:
        content.lasting, content.base = bytearray(content.base.read_bytes()), None


def _write(whole: bytearray, change: Change) -> None:
    if len(whole) < change.offset:
        whole.extend(bytes(change.offset - len(whole)))
    if change.data is None:
        del whole[change.offset :]
    else:
        whole[change.offset : change.offset + len(change.data)] = change.data


def none(_: Change) -> Change | None:
    """Nothing that was not flushed."""
    return None


def every(change: Change) -> Change | None:
    """All, flushed or not."""
    return change


def some(chance: Random) -> Chosen:
    """Each write or not, as chance has it."""
    return lambda change: change if chance.random() < 0.5 else None


def torn(chance: Random) -> Chosen:
    """Each write wholly, not at all, or its first half, in whole sectors."""

    def chosen(change: Change) -> Change | None:
        fate = chance.randrange(3)
        if fate == 0 or (fate == 2 and change.data is None):
            return None
        if fate == 1 or change.data is None:
            return change
        half = -(-len(change.data) // (2 * SECTOR)) * SECTOR
        return Change(change.at, change.offset, change.data[:half])

    return chosen


def ways(chance: Random) -> Iterator[tuple[str, Chosen, Callable[[], bool]]]:
    """The ways in which a power cut may deal with what was not flushed."""
    yield "none", none, lambda: False
    yield "all", every, lambda: True
    yield "some", some(chance), lambda: chance.random() < 0.5
    yield "torn", torn(chance), lambda: chance.random() < 0.5
