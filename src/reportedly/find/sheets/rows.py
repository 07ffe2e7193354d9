"""The rows of a sheet, each judged: what makes a claim is kept, all else refused or skipped with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from reportedly.find.sheets.amounts import plain
from reportedly.find.sheets.claims import RowReader
from reportedly.find.sheets.columns import Columns, columns_of
from reportedly.find.sheets.fate import Fate
from reportedly.find.sheets.refusing import Refused
from reportedly.find.sheets.rendering import heading
from reportedly.terms.document import Handling
from reportedly.terms.problem import Problem
from reportedly.terms.sheet import ColumnMap, Sheet, SheetRow, SheetWords
from reportedly.terms.tables import Tables

_LONGEST = 60
_LEAST_FILLED = 2


class SheetReader:
    """Reads sheets over the data tables. today: no source is of a later day; handling: of all rows, where it is told."""

    def __init__(self, tables: Tables, words: SheetWords, today: date, handling: Handling | None = None) -> None:
        self.rows = RowReader(tables, words, today, handling)
        self._totals = tuple(word.casefold() for word in words.totals)

    def fates(self, sheet: Sheet, told: ColumnMap, seen: set[str] | None = None) -> Iterator[Fate]:
        """Each row's fate, in order. seen: ids of the documents of earlier rows, to which those kept are added."""
        columns, earlier = columns_of(sheet, told), set() if seen is None else seen
        header = [plain(name).casefold() for name in sheet.header]
        for row in sheet.rows:
            fate = self._skipped(sheet, row, header) or self._judged(sheet, row, columns)
            if fate.document and fate.document.id in earlier:
                message = "the same words in all its cells as an earlier row; one is kept"
                problem = Problem("repeated-row", message, fate.where, "warning")
                fate = replace(fate, verdict="skipped", document=None, claim=None, problem=problem, why="repeated row")
            elif fate.document:
                earlier.add(fate.document.id)
            yield fate

    def _skipped(self, sheet: Sheet, row: SheetRow, header: list[str]) -> Fate | None:
        if row.is_empty:
            return Fate(row.number, "skipped", sheet.where(row), why="empty row")
        cells = [plain(cell.text).casefold() for cell in row.cells]
        pairs = [(cell, name) for cell, name in zip(cells, header, strict=False) if cell]
        if len(pairs) >= _LEAST_FILLED and all(cell == name for cell, name in pairs):
            return Fate(row.number, "skipped", sheet.where(row), why="repeated header")
        return None

    def _judged(self, sheet: Sheet, row: SheetRow, columns: Columns) -> Fate:
        where = sheet.where(row)
        try:
            self._check_row(row, columns)
            document, claim, warnings = self.rows.read(sheet, row, columns)
        except Refused as fault:
            return Fate(row.number, "refused", where, problem=_problem(fault, sheet, row, columns, where))
        return Fate(row.number, "kept", where, document, claim, warnings=warnings)

    def _check_row(self, row: SheetRow, columns: Columns) -> None:
        """Raises Refused on a row that sums up others, and on one in which a single cell is filled."""
        filled = [plain(cell.text) for cell in row.cells if cell.text.strip()]
        first = filled[0].casefold()
        cites = any(columns.cell(row, field).text for field in ("source", "url"))
        for word in self._totals:
            if first.strip(" :.") == word or (not cites and first.startswith((f"{word} ", f"{word}:"))):
                raise Refused("total-row", f"“{filled[0][:_LONGEST]}” sums up other rows")
        if len(filled) < _LEAST_FILLED <= len(columns.at):
            raise Refused("lone-cell", f"only one cell is filled, “{filled[0][:_LONGEST]}”: a heading or a remark")


def _problem(fault: Refused, sheet: Sheet, row: SheetRow, columns: Columns, where: str) -> Problem:
    """The refusal as one line: column, cell, reason."""
    if fault.field is None:
        return Problem(fault.slug, fault.message, where)
    at, words = columns.at.get(fault.field), plain(columns.cell(row, fault.field).text)
    column = f"column {heading(sheet, at)}" if at is not None else fault.field
    shown = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return Problem(
        fault.slug, f"{column}, “{shown}”: {fault.message}" if shown else f"{column}: {fault.message}", where
    )
