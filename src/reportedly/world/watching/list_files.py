"""The file of a list, piece by piece, with its hash; and the files that the OFAC puts beside its own."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from reportedly.read.encoding import storable
from reportedly.terms.problem import Problem

PIECE = 262_144


class ListFile:
    """A file that is read once, from its beginning to its end. sha256: of what was read; fault: why it broke off."""

    def __init__(self, path: Path, advance: Callable[[int], None] | None = None) -> None:
        self.path = path
        self.fault: Problem | None = None
        self._hash = hashlib.sha256()
        self._advance = advance

    @property
    def sha256(self) -> str:
        """Of the bytes read so far; of the whole file once it has been read."""
        return self._hash.hexdigest()

    def pieces(self) -> Iterator[bytes]:
        """Its bytes. A file that cannot be read ends it with a fault: `missing-path`, `unreadable`."""
        try:
            with open(self.path, "rb") as file:
                while piece := file.read(PIECE):
                    self._hash.update(piece)
                    if self._advance:
                        self._advance(len(piece))
                    yield piece
        except FileNotFoundError:
            self.fault = Problem("missing-path", "there is no such file", storable(str(self.path)))
        except (OSError, ValueError) as fault:  # ValueError: a path with a NUL in it
            reason = (fault.strerror if isinstance(fault, OSError) else None) or str(fault)
            self.fault = Problem("unreadable", f"it cannot be read ({reason})", storable(str(self.path)))


def size_of(path: Path) -> int:
    """How many bytes a file has; 0 where nobody can say."""
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0


def beside(path: Path, names: tuple[str, ...]) -> dict[str, ListFile]:
    """Files of these names, in any case, in the folder of a file: name in lower case → the file."""
    try:
        found = {entry.name.lower(): Path(entry.path) for entry in os.scandir(path.parent) if entry.is_file()}
    except (OSError, ValueError):
        return {}
    return {name: ListFile(found[name]) for name in names if name in found}
