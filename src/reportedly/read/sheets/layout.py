"""The layout of a sheet: which row is its header, and what stands above it."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from pathlib import PurePath

from reportedly.read.bounds import MAX_BYTES
from reportedly.read.sheets.delimited import delimited
from reportedly.read.sheets.grid import Grid
from reportedly.read.sheets.headings import field_of
from reportedly.read.sheets.workbook import workbook
from reportedly.terms.problem import Problem
from reportedly.terms.sheet import ColumnMap, Sheet, SheetRow, SheetWords

LOOKED_THROUGH = 10
"""Rows among which the header is looked for."""

Sheets = tuple[tuple[Sheet, ...], tuple[Problem, ...]]


def sheets(data: bytes, path: str, words: SheetWords, told: ColumnMap | None = None) -> Sheets:
    """The tables of a CSV or XLSX file and the problems met. told: the names of columns, where somebody told them.

    Problems: those of the two readers, and `no-header` (an error where no worksheet has one, else a warning).
    Raises UsageError where openpyxl is missing.
    """
    if len(data) > MAX_BYTES:
        return (), (Problem("too-large", f"it is larger than {MAX_BYTES // 1_000_000} MB", path),)
    if not data.strip():
        return (), (Problem("empty-file", "there is nothing in it", path),)
    if data.startswith(b"PK") or PurePath(path).suffix.lower() in (".xlsx", ".xlsm"):
        grids, problems = workbook(data, path)
    else:
        grid, problems = delimited(data, path)
        grids = (grid,) if grid else ()
    filled = [grid for grid in grids if not all(row.is_empty for row in grid.rows)]
    if not filled and (grids or not problems):
        return (), (*problems, Problem("empty-file", "there is nothing in it", path))
    found = [(grid, _sheet(grid, PurePath(path).name, words, told)) for grid in filled]
    known = tuple(sheet for _, sheet in found if sheet)
    without = (_no_header(grid, path, warning=bool(known)) for grid, sheet in found if sheet is None)
    return known, (*problems, *without)


def _no_header(grid: Grid, path: str, *, warning: bool) -> Problem:
    which = f"in sheet “{grid.name}” " if grid.name else ""
    message = f"{which}no header was found among the first {LOOKED_THROUGH} rows; name its columns with --mapping"
    return Problem("no-header", message, path, "warning" if warning else "error")


def _sheet(grid: Grid, file: str, words: SheetWords, told: ColumnMap | None) -> Sheet | None:
    at = header_at(grid.rows, words, told)
    if at is None:
        return None
    header = tuple(" ".join(cell.text.split()) for cell in grid.rows[at].cells)
    return Sheet(file, grid.name, header, grid.rows[at].number, grid.rows[at + 1 :], (*_above(grid, at), *grid.notes))


def _above(grid: Grid, at: int) -> Iterator[str]:
    titles = [row for row in grid.rows[:at] if not row.is_empty]
    if titles:
        said = "; ".join(" ".join(c.text for c in row.cells if c.text)[:60] for row in titles)
        numbers = ", ".join(str(row.number) for row in titles)
        yield f"row {numbers} above the header passed over: {said}"


def header_at(rows: Sequence[SheetRow], words: SheetWords, told: ColumnMap | None) -> int | None:
    """The place of the row, among the first ten, in which most columns bear the names that were told; else that in which
    most are known by the words of headings, two at least.
    """
    names = {plain(name) for given in told.columns.values() for name in given} if told else set()
    least = min(2, len(told.columns)) if told else 0
    named = _best(rows, lambda row: _named(row, names), max(1, least))
    return named if named is not None else _best(rows, lambda row: _known(row, words), 2)


def _best(rows: Sequence[SheetRow], count: Callable[[SheetRow], int], least: int) -> int | None:
    scored = [(count(row), -at) for at, row in enumerate(rows[:LOOKED_THROUGH])]
    best, at = max(scored, default=(0, 0))
    return -at if best >= least else None


def _named(row: SheetRow, names: Container[str]) -> int:
    return sum(plain(cell.text) in names for cell in row.cells if cell.text)


def _known(row: SheetRow, words: SheetWords) -> int:
    return len({found for cell in row.cells if cell.text and (found := field_of(cell.text, words))})


def plain(name: str) -> str:
    """A column's name as it is compared."""
    return re.sub(r"\s+", " ", name).strip().casefold()
