"""A sheet of 200 rows as an analyst keeps one by hand, with the usual faults, and what becomes of each row.

The rows stand in tests/data/sheets/analyst.txt, their cells parted by bars: `^` is merged with the cell above, `#` comes
before a number and `@` before a day that the workbook holds as such. Behind => stands the fate: K and what is kept
(supplier > recipient, class, figures, unit; ~ approximate, v vague, @ the days), R and the slug of the refusal, S and why
it is skipped.
Run as a script it writes the workbook beside the rows.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

ROWS = Path(__file__).parents[1] / "data" / "sheets" / "analyst.txt"
WORKBOOK = ROWS.with_suffix(".xlsx")
HEADER = ("Supplier", "Recipient", "Item", "Quantity", "Unit", "Date", "Source", "URL", "Published", "Origin", "Notes")
TITLE = ("Arms transfers, working file", "", "as known in July 2025")
FIRST = 6
"""The number of the first row below the header."""


@dataclass(frozen=True, slots=True)
class HandRow:
    """number: as the sheet shows it; cells: as written in the file of rows; fate: what is expected."""

    number: int
    cells: tuple[str, ...]
    fate: str

    @property
    def merged(self) -> bool:
        return self.cells[0] == "^"


def hand_rows() -> list[HandRow]:
    """The 200 rows with their numbers and fates."""
    rows = []
    for number, line in enumerate(ROWS.read_text(encoding="utf-8").splitlines(), start=FIRST):
        cells, _, fate = line.rpartition("=>")
        parts = tuple(cell.strip() for cell in re.split(r" ?\| ?", cells.rstrip()))
        assert len(parts) == len(HEADER), line
        rows.append(HandRow(number, parts, fate.strip()))
    return rows


def workbook() -> bytes:
    """The rows as XLSX: title rows, typed numbers and days, merged suppliers, a hidden row, a second worksheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Transfers"
    for number, words in enumerate(TITLE, start=1):
        sheet.cell(number, 1, words or None)
    for column, name in enumerate(HEADER, start=1):
        sheet.cell(FIRST - 1, column, name)
    rows = hand_rows()
    for row in rows:
        for column, cell in enumerate(row.cells, start=1):
            if cell and not (column == 1 and row.merged):
                sheet.cell(row.number, column, _typed(cell))
    merged = [row.number for row in rows if row.merged]
    sheet.merge_cells(start_row=merged[0] - 1, end_row=merged[-1], start_column=1, end_column=1)
    sheet.row_dimensions[FIRST + 20].hidden = True
    book.create_sheet("Remarks")["A1"] = "Ask about the boxes."
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def semicolons() -> bytes:
    """The rows as a CSV file from a western spreadsheet: semicolons, cp1252; letters that it lacks become question marks,
    and only the first of merged cells is filled.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for words in TITLE:
        writer.writerow([words] + [""] * (len(HEADER) - 1))
    writer.writerow([""] * len(HEADER))
    writer.writerow(HEADER)
    for row in hand_rows():
        writer.writerow([str(_typed(cell)) if cell != "^" else "" for cell in row.cells])
    return out.getvalue().encode("cp1252", "replace")


def _typed(cell: str) -> Any:
    if re.fullmatch(r"#-?\d+", cell):
        return int(cell[1:])
    if re.fullmatch(r"@\d{4}-\d\d-\d\d", cell):
        return date.fromisoformat(cell[1:])
    return cell


if __name__ == "__main__":
    WORKBOOK.write_bytes(workbook())
    sys.stdout.write(f"{WORKBOOK}\n")
