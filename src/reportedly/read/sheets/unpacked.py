"""What a workbook unpacks to, counted before it is opened: a small file must not fill the memory or take an hour.

The library that opens workbooks makes a cell of each place that a merged range, a link or a note names, and of each
`<c/>`. So each part is seen through once, element by element, and nothing of it is kept.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

MAX_UNPACKED = 200_000_000
"""Bytes of a workbook, unpacked."""

MAX_PARTS = 2_000
"""Of one workbook: sheets, drawings, pictures."""

MAX_PLACES = 1_000_000
"""Cells of a workbook, those in merged and linked ranges among them. A workbook kept by hand has some thousands."""

MAX_ELEMENTS = 5_000_000
MAX_OTHERS = 500_000
"""Of all that is written in a workbook's parts, and of what is neither a row, nor a cell, nor words: styles, drawings."""

BROKEN = (zipfile.BadZipFile, ValueError, OSError, EOFError, RuntimeError, NotImplementedError, zlib.error)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Others may ask for gigabytes before their first byte."""
_PIECE = 1 << 16
_RANGES = frozenset({"mergeCell", "hyperlink", "comment"})
_USUAL = frozenset({"row", "c", "v", "f", "is", "si", "t"})
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,9}):\$?([A-Za-z]{1,3})\$?(\d{1,9})")
_MARKUP = (b"<", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\0", b"\x4c\x6f\xa7\x94")
"""How a part that somebody could read as XML begins, in whatever encoding."""


class _Fault(Exception):
    """slug, message: of the problem that it becomes."""

    def __init__(self, slug: str, message: str) -> None:
        super().__init__(message)
        self.slug, self.message = slug, message


@dataclass(slots=True)
class _Counted:
    """What was seen so far of all parts. formulas: whether there are any."""

    elements: int = 0
    others: int = 0
    places: int = 0
    formulas: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Count an element; raises _Fault beyond the bounds."""
        self.elements += 1
        name = tag.rpartition(":")[2]
        if name == "c":
            self.places += 1
        elif name == "f":
            self.formulas = True
        elif name in _RANGES:
            self.places += _places(attributes.get("ref", ""))
        self.others += name not in _USUAL
        if self.places > MAX_PLACES:
            message = f"it has more than {MAX_PLACES:,} cells, merged and linked ones among them"
            raise _Fault("too-large", f"{message}: delete what is empty below and beside the table")
        if self.elements > MAX_ELEMENTS or self.others > MAX_OTHERS:
            raise _Fault("too-large", "there is more in it than a workbook kept by hand has")

    def doctype(self, *_: object) -> None:
        """No workbook declares a type or entities; what does so means harm."""
        raise _Fault("broken-sheet", "it declares entities of its own, which no workbook does")


@dataclass(frozen=True, slots=True)
class Looked:
    """A workbook seen through. fault: slug and message, where it is not to be opened; formulas: whether it holds any;
    malformed: parts in markup that is none, which the library is not to see.
    """

    fault: tuple[str, str] | None = None
    formulas: bool = False
    malformed: frozenset[str] = frozenset()


def looked_through(packed: zipfile.ZipFile) -> Looked:
    """Whether a workbook may be opened. Faults: `broken-sheet`, `too-large`."""
    parts = packed.infolist()
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        return Looked(("too-large", "it unpacks to too many bytes"))
    if len(parts) > MAX_PARTS:
        return Looked(("too-large", f"it has more than {MAX_PARTS:,} parts"))
    if any(part.compress_type not in _METHODS for part in parts):
        return Looked(("broken-sheet", "it is packed as no XLSX workbook is: save it as .xlsx anew, or as .csv"))
    counted, malformed = _Counted(), set[str]()
    try:
        for part in parts:
            with packed.open(part) as file:
                if not _is_seen(file, counted):
                    malformed.add(part.filename)
    except _Fault as fault:
        return Looked((fault.slug, fault.message))
    except BROKEN as fault:
        return Looked(("broken-sheet", f"it cannot be unpacked ({_line(fault)})"))
    return Looked(None, counted.formulas, frozenset(malformed))


def without(packed: zipfile.ZipFile, names: frozenset[str]) -> bytes:
    """The workbook without some of its parts. What is markup to one reader alone was not counted."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in packed.namelist():
            if name not in names:
                made.writestr(name, packed.read(name))
    return out.getvalue()


def _is_seen(file: IO[bytes], counted: _Counted) -> bool:
    """Count the elements of a part; False where it is markup and malformed, as drawings of old are. Pictures have none."""
    seeing = expat.ParserCreate()
    seeing.StartElementHandler = counted.start
    seeing.StartDoctypeDeclHandler = counted.doctype
    piece = file.read(_PIECE)
    if not piece.lstrip().startswith(_MARKUP):
        return True
    try:
        while piece:
            seeing.Parse(piece)
            piece = file.read(_PIECE)
        seeing.Parse(b"", True)
    except (expat.ExpatError, ValueError):  # ValueError: an encoding of several bytes a letter
        return False
    return True


def _places(ref: str) -> int:
    """How many cells a range such as B2:D9 covers; one that is open to a side, or odd, covers more than there may be."""
    if ":" not in ref:
        return 1 if ref[-1:].isdigit() and ref[:1].isalpha() else MAX_PLACES + 1 if ref else 0
    found = _RANGE.fullmatch(ref)
    if found is None:
        return MAX_PLACES + 1
    left, top, right, bottom = found.groups()
    rows, columns = int(bottom) - int(top) + 1, _column(right) - _column(left) + 1
    return max(0, rows) * max(0, columns)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _line(fault: Exception) -> str:
    return " ".join(str(fault).split())[:120] or type(fault).__name__
