"""Text files of cells: CSV with commas, semicolons, tabs or bars, in whatever encoding."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from reportedly.read.encoding import decoded
from reportedly.read.sheets.grid import MAX_CELLS, MAX_COLUMNS, Grid
from reportedly.read.text import losses
from reportedly.terms.document import normalised
from reportedly.terms.problem import Problem
from reportedly.terms.sheet import Cell, SheetRow

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 60
_NARROW = 2
"""In a sheet of so few columns a line of a remark looks like a row too easily."""


def delimited(data: bytes, where: str) -> tuple[Grid | None, tuple[Problem, ...]]:
    """The grid of a text file, None where it is none. Rows bear the number of the line that they begin in.

    Problems: `not-text`, `empty-file`, `too-large`, `broken-sheet`, `open-quote`, `lossy-encoding`.
    """
    found = decoded(data)
    if found is None:
        return None, (Problem("not-text", "it is neither a text file of cells nor an XLSX workbook", where),)
    text = normalised(found.text)
    if not text.strip():
        return None, (Problem("empty-file", "there is no text in it", where),)
    try:
        rows = tuple(_rows(text))
    except csv.Error as fault:
        return None, (Problem("broken-sheet", f"its rows cannot be told apart ({fault})", where),)
    except _TooLarge:
        return None, (Problem("too-large", f"it has more than {MAX_CELLS:,} cells or {MAX_COLUMNS:,} columns", where),)
    if swallowing := _swallowing(text, rows):
        message = (
            f"quotation marks join lines that look like rows of their own, from line {swallowing} on: mend the marks"
        )
        return None, (Problem("open-quote", message, where),)
    if _is_left_open(text):
        message = f"a quotation mark that opens in line {rows[-1].number} is never closed: close it, or write it twice"
        return None, (Problem("open-quote", message, where),)
    return Grid("", rows), losses(found, where)


def _swallowing(text: str, rows: tuple[SheetRow, ...]) -> int | None:
    """The line where a row begins that holds whole lines with as many cells as the sheet has columns; None for none."""
    sign, lines = delimiter_of(text), text.split("\n")
    wide = max((len(row.cells) for row in rows[:_SAMPLE]), default=0)
    ends = [row.number for row in rows[1:]] + [len(lines) + 1]
    for row, end in zip(rows, ends, strict=True):
        inner = lines[row.number : end - 1]
        if wide > _NARROW and any(line.count(sign) >= wide - 1 for line in inner):
            return row.number
    return None


def _is_left_open(text: str) -> bool:
    """Whether the text ends within quotation marks: all lines after the mark would be one cell."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter_of(text), skipinitialspace=True, strict=True)
    try:
        for _ in reader:
            pass
    except csv.Error as fault:
        return "unexpected end of data" in str(fault)
    return False


class _TooLarge(Exception):
    """More cells than a sheet kept by hand has."""


def _rows(text: str) -> Iterator[SheetRow]:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter_of(text), skipinitialspace=True)
    begins, cells = 1, 0
    for values in reader:
        cells += len(values)
        if cells > MAX_CELLS or len(values) > MAX_COLUMNS:
            raise _TooLarge
        yield SheetRow(begins, tuple(Cell(value.strip()) for value in values))
        begins = reader.line_num + 1


def delimiter_of(text: str) -> str:
    """What parts the cells: the sign by which most of the first lines have the same number of cells, more than one."""
    scored = [(_agreement(text, sign), -place, sign) for place, sign in enumerate(DELIMITERS)]
    return max(scored)[2]


def _agreement(text: str, sign: str) -> tuple[int, int]:
    """How many of the first rows are of the commonest width, and that width; (0, 0) where that is one cell."""
    widths: dict[int, int] = {}
    reader = csv.reader(io.StringIO(text), delimiter=sign, skipinitialspace=True)
    try:
        for _, values in zip(range(_SAMPLE), reader, strict=False):
            if len(values) > 1:
                widths[len(values)] = widths.get(len(values), 0) + 1
    except csv.Error:
        return 0, 0
    return max(((count, width) for width, count in widths.items()), default=(0, 0))
