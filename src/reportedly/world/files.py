"""Files, folders and standard input as documents. One that fails never stops the rest."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from reportedly.read.bounds import MAX_BYTES
from reportedly.read.dispatch import FORMS, Read, ending_of, read_bytes, too_large
from reportedly.read.encoding import storable
from reportedly.read.metadata import Beside, metadata_by_name, not_there, unreadable
from reportedly.read.options import ReadOptions
from reportedly.terms.problem import Problem

STDIN = "-"
METADATA = "meta.json"
MAIL = ".eml"
_Told = tuple[Beside, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class _Input:
    """One step of a reading. path: as the user gave it, joined with what lies below; named: by the user, and not found in a
    folder. fault: why it cannot be read.
    """

    path: str
    named: bool = True
    fault: Problem | None = None


def documents(
    paths: Sequence[str], stdin: BinaryIO | None = None, options: ReadOptions | None = None
) -> Iterator[Read]:
    """The documents and problems of each file, in order: as many steps as `count` tells.

    paths: files, folders (read through and through, in the order of names) and `-` for stdin. In folders hidden files,
    links to folders, pipes and devices, meta.json, READMEs, *.gold.jsonl and endings that are not read are passed over in
    silence. Problems beside those of `read_bytes`: `missing-path`, `unreadable`; and as warnings `outside-folder` (a link to
    a file elsewhere: whoever filled the folder may have no right to read it), `no-documents` (a folder without any).
    """
    told = options or ReadOptions()
    beside: dict[str, _Told] = {}
    for step in _inputs(paths):
        if step.fault:
            yield (), (step.fault,)
        elif step.path == STDIN:
            yield _read_stdin(stdin, told)
        else:
            yield _read_file(step, beside, told)


def absent(paths: Sequence[str]) -> tuple[Problem, ...]:
    """The faults of paths of which none is there; nothing where any is."""
    if any(path == STDIN or os.path.lexists(path) for path in paths if "\x00" not in path):
        return ()
    steps = list(_inputs(paths))
    faults = tuple(step.fault for step in steps if step.fault and step.fault.slug == "missing-path")
    return faults if len(faults) == len(steps) else ()


def count(paths: Sequence[str]) -> int:
    """How many steps `documents` will take: files to be read, and paths that cannot be."""
    return sum(1 for _ in _inputs(paths))


def listed(folder: str, mail: bool = False) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The files below a folder that are read, and what there cannot be. mail: only messages, which are files ending in .eml,
    and of a Maildir all in its `cur` and `new`.
    """
    steps = list(_mails(folder) if mail else _below(folder))
    odd = [step for step in steps if not step.fault and storable(step.path) != step.path]
    faults = [step.fault for step in steps if step.fault]
    faults += [Problem("unreadable", "its name is no text", storable(step.path)) for step in odd]
    return tuple(step.path for step in steps if not step.fault and step not in odd), tuple(faults)


def led_out(path: str, root: str) -> Problem | None:
    """Why a path in a folder is not read where it is a link that leads out of it. root: the folder's real path."""
    if not os.path.islink(path) or os.path.realpath(path).startswith(os.path.join(root, "")):
        return None
    message = "it is a link that leads out of the folder; name it to read it"
    return Problem("outside-folder", message, storable(path), "warning")


def content(path: str, most: int = MAX_BYTES, plain: bool = False) -> bytes | Problem:
    """The bytes of one file, at most so many, or why they cannot be read: `missing-path`, `unreadable`, `too-large`.
    plain: a pipe or a device is not waited for, but `unreadable`.
    """
    shown = storable(path)
    try:
        data = _content(path, most, plain)
    except FileNotFoundError:
        return Problem("missing-path", "there is no such file", shown)
    except (OSError, ValueError) as fault:  # ValueError: a path with a NUL in it
        return Problem("unreadable", f"it cannot be read ({_reason(fault)})", shown)
    return too_large(shown, most) if data is None else data


def _inputs(paths: Sequence[str]) -> Iterator[_Input]:
    for given in paths:
        if given == STDIN:
            yield _Input(given)
            continue
        try:
            mode = os.stat(given).st_mode
        except FileNotFoundError:
            yield _faulty(given, "missing-path", "there is no such file or folder")
        except (OSError, ValueError) as fault:  # ValueError: a path with a NUL in it
            yield _faulty(given, "unreadable", f"it cannot be read ({_reason(fault)})")
        else:
            yield from _folder(given) if stat.S_ISDIR(mode) else (_Input(given),)


def _folder(given: str) -> Iterator[_Input]:
    found = False
    for step in _below(given):
        found = True
        yield step
    if not found:
        yield _faulty(given, "no-documents", "the folder holds nothing that can be read", warning=True)


def _below(folder: str, root: str = "") -> Iterator[_Input]:
    """The files below a folder, depth first, in the order of names. root: the folder that was given, where it is another."""
    whole = root or os.path.realpath(folder)
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError as fault:
        yield _faulty(folder, "unreadable", f"the folder cannot be read ({_reason(fault)})")
        return
    for name in names:
        path = os.path.join(folder, name)
        if name.startswith("."):
            continue
        if os.path.isdir(path):
            if not os.path.islink(path):
                yield from _below(path, whole)
        elif _is_read(name) and os.path.isfile(path):
            yield _found(path, whole)


def _found(path: str, root: str) -> _Input:
    """A file in a folder, unless it is a link that leads out of it."""
    fault = led_out(path, root)
    return _Input(storable(path) if fault else path, named=False, fault=fault)


def _mails(folder: str) -> Iterator[_Input]:
    boxes = [box for box in ("cur", "new") if os.path.isdir(os.path.join(folder, box))]
    if not boxes:
        yield from (step for step in _below(folder) if step.fault or step.path.lower().endswith(MAIL))
    for box in boxes:
        within, root = os.path.join(folder, box), os.path.realpath(folder)
        try:
            names = sorted(entry.name for entry in os.scandir(within) if entry.is_file())
        except OSError as fault:
            yield _faulty(within, "unreadable", f"the folder cannot be read ({_reason(fault)})")
            continue
        yield from (_found(os.path.join(within, name), root) for name in names if not name.startswith("."))


def _is_read(name: str) -> bool:
    path = Path(name)
    return ending_of(name) in FORMS and not name.endswith(".gold.jsonl") and path.stem.lower() != "readme"


def _read_file(step: _Input, beside: dict[str, _Told], options: ReadOptions) -> Read:
    shown = storable(step.path)
    told, faults = _metadata(os.path.dirname(step.path), beside)
    try:
        data = _content(step.path, plain=not step.named)
    except OSError as fault:
        return (), (*faults, Problem("unreadable", f"it cannot be read ({_reason(fault)})", shown))
    if data is None:
        return (), (*faults, too_large(shown))
    found, problems = read_bytes(data, shown, told.of(os.path.basename(step.path)), options)
    if not step.named:
        problems = tuple(replace(p, severity="warning") if p.slug == "not-documents" else p for p in problems)
    return found, (*faults, *problems)


def _metadata(folder: str, beside: dict[str, _Told]) -> _Told:
    """A folder's meta.json, its problems told only the first time."""
    if folder in beside:
        return beside[folder][0], ()
    path = os.path.join(folder, METADATA)
    shown = storable(path)
    found: _Told = (Beside(), ())
    try:
        data, names = _content(path, plain=True), _names(folder)
    except (FileNotFoundError, NotADirectoryError):
        pass  # a folder need not have one
    except OSError as fault:
        found = unreadable(Problem("unreadable", f"it cannot be read ({_reason(fault)})", shown))
    else:
        table, faults = metadata_by_name(data, shown) if data is not None else unreadable(too_large(shown))
        found = (table, (*faults, *not_there(table, names, shown)))
    beside[folder] = found
    return found


def _names(folder: str) -> frozenset[str]:
    """What lies in a folder, by name. Raises OSError."""
    return frozenset(os.listdir(folder or "."))


def _content(path: str, most: int = MAX_BYTES, plain: bool = False) -> bytes | None:
    """The bytes of a file, None where there are too many; those are not read. plain: of a file alone, for a pipe may be one
    that nobody ever writes to. Raises OSError.
    """
    if os.stat(path).st_size > most:
        return None
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK) if plain else path, "rb") as file:
        if plain and not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError("it is no file")
        return _bounded(file, most)


def _read_stdin(stdin: BinaryIO | None, options: ReadOptions) -> Read:
    if stdin is None:
        return (), (Problem("unreadable", "there is no standard input", STDIN),)
    try:
        data = _bounded(stdin)
    except (OSError, ValueError) as fault:  # ValueError: it is closed
        return (), (Problem("unreadable", f"it cannot be read ({_reason(fault)})", STDIN),)
    return read_bytes(data, STDIN, None, options) if data is not None else ((), (too_large(STDIN),))


def _bounded(file: BinaryIO, most: int = MAX_BYTES) -> bytes | None:
    data = file.read(most + 1)
    return data if len(data) <= most else None


def _faulty(path: str, slug: str, message: str, warning: bool = False) -> _Input:
    shown = storable(path)
    return _Input(shown, fault=Problem(slug, message, shown, "warning" if warning else "error"))


def _reason(fault: OSError | ValueError) -> str:
    return (fault.strerror if isinstance(fault, OSError) else None) or str(fault)
