"""Workbooks: XLSX files as grids, one a worksheet. Formulas count as the values that were saved with them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from importlib import import_module
from typing import Any

from reportedly.errors import UsageError
from reportedly.read.encoding import storable
from reportedly.read.sheets.grid import MAX_CELLS, MAX_COLUMNS, Grid
from reportedly.read.sheets.unpacked import BROKEN, Looked, looked_through, without
from reportedly.terms.document import normalised
from reportedly.terms.problem import Problem
from reportedly.terms.sheet import Cell, SheetRow

Found = tuple[tuple[Grid, ...], tuple[Problem, ...]]


def workbook(data: bytes, where: str) -> Found:
    """The grids of a workbook. Problems: `broken-sheet`, `too-large`. Raises UsageError where openpyxl is missing."""
    looked, known = _looked_through(data)
    if looked.fault:
        return (), (Problem(*looked.fault, where),)
    load = _openpyxl().load_workbook
    try:
        valued = load(io.BytesIO(known), data_only=True)
        written = load(io.BytesIO(known)) if looked.formulas else valued
    except Exception as fault:  # noqa: BLE001 - what the library raises on damaged workbooks is of every kind
        reason = " ".join(str(fault).split())[:120] or type(fault).__name__
        return (), (Problem("broken-sheet", f"it cannot be opened as a workbook ({reason})", where),)
    grids: list[Grid] = []
    problems: list[Problem] = []
    for values, formulas in zip(valued.worksheets, written.worksheets, strict=True):
        if values.max_row * values.max_column > MAX_CELLS or values.max_column > MAX_COLUMNS:
            size = f"{values.max_row:,} rows by {values.max_column:,} columns"
            message = f"sheet “{values.title}” reaches over {size}: delete what is empty below and beside the table"
            problems.append(Problem("too-large", message, where))
        else:
            grids.append(_grid(values, formulas))
    return tuple(grids), tuple(problems)


def _openpyxl() -> Any:
    try:
        return import_module("openpyxl")
    except ModuleNotFoundError as missing:
        raise UsageError(f"an XLSX file needs {missing.name}: pip install 'reportedly[sheets]'") from missing


def _looked_through(data: bytes) -> tuple[Looked, bytes]:
    """What a look through the workbook brought, and as much of it as may be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            looked = looked_through(packed)
            return looked, without(packed, looked.malformed) if looked.malformed and not looked.fault else data
    except BROKEN:
        return Looked(("broken-sheet", "it is no XLSX workbook: save it as .xlsx, or as .csv")), b""


def _grid(values: Any, formulas: Any) -> Grid:
    merged = dict(_merged(values))
    rows = []
    for row in values.iter_rows():
        cells = [_cell(merged.get((each.row, each.column), each), formulas) for each in row]
        rows.append(SheetRow(row[0].row, tuple(cells)))
    return Grid(storable(values.title), tuple(rows), tuple(_notes(values, merged)))


def _merged(sheet: Any) -> Iterator[tuple[tuple[int, int], Any]]:
    """Of each merged range, the places below its first cell that take its value; what it covers sideways stays empty."""
    for span in sheet.merged_cells.ranges:
        head = sheet.cell(span.min_row, span.min_col)
        for row in range(span.min_row + 1, min(span.max_row, sheet.max_row) + 1):
            yield (row, span.min_col), head


def _notes(sheet: Any, merged: dict[tuple[int, int], Any]) -> Iterator[str]:
    if merged:
        names = sorted(str(span) for span in sheet.merged_cells.ranges if span.max_row > span.min_row)
        shown = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
        yield f"merged cells ({shown}): the words count for each of their rows"
    hidden = sorted(number for number, row in sheet.row_dimensions.items() if row.hidden)
    if hidden:
        shown = ", ".join(map(str, hidden[:5])) + (", …" if len(hidden) > 5 else "")
        yield f"hidden rows are read too (row {shown})"
    if sheet.sheet_state != "visible":
        yield "the sheet is hidden"


def _cell(cell: Any, formulas: Any) -> Cell:
    """A cell with its value. A formula that was saved without one stands as it is written."""
    value = cell.value
    if value is None:
        written = formulas.cell(cell.row, cell.column).value
        return Cell(storable(written)) if isinstance(written, str) else Cell()
    if isinstance(value, bool):
        return Cell(str(value).upper())
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    if isinstance(value, datetime):
        return _day(value)
    if isinstance(value, date):
        return Cell(value.isoformat(), day=value)
    if isinstance(value, time):
        return Cell(value.isoformat())
    return Cell(normalised(storable(str(value))).strip())


def _number(value: int | float, form: str) -> Cell:
    whole = int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value
    if "%" in form:
        return Cell(f"{whole * 100:.10g}%")
    return Cell(str(whole), number=whole)


def _day(value: datetime) -> Cell:
    if value.time() == time():
        return Cell(value.date().isoformat(), day=value.date())
    return Cell(value.isoformat(" ", "minutes"), day=value.date())
