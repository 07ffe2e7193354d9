"""A sheet: a table of cells as somebody keeps one by hand, and what its columns mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

SheetField = Literal[
    "supplier", "recipient", "item", "quantity", "unit", "low", "high", "happened", "source", "publisher", "published",
    "url", "origin", "kind", "modality", "stage", "scope", "place", "notes", "handling",
]  # fmt: skip
"""What a column may hold. source: the reference that a row cites; publisher: who published it, where a column of its own
says so; happened: the date of what is claimed."""
SHEET_FIELDS: tuple[SheetField, ...] = get_args(SheetField)

DateOrder = Literal["dmy", "mdy", "ymd"]
DecimalSign = Literal[".", ","]


@dataclass(frozen=True, slots=True)
class Cell:
    """text: as a person reads it in the sheet. number, day: the typed value of a workbook's cell; None for plain text."""

    text: str = ""
    number: int | float | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """number: as the sheet itself numbers its rows, from 1; of a text file the line that it begins in."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int | None) -> Cell:
        """The cell of a column; an empty one where the row is shorter, or there is no such column."""
        return self.cells[column] if column is not None and column < len(self.cells) else Cell()

    @property
    def is_empty(self) -> bool:
        return not any(cell.text.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. file: the name of its file; name: of the worksheet, '' in a text file. header: the names of its columns,
    '' where one has none; header_row: its number; rows: all below it, empty ones too. notes: what is to be known of how it
    was laid out: title rows passed over, merged cells, hidden rows.
    """

    file: str
    name: str
    header: tuple[str, ...]
    header_row: int
    rows: tuple[SheetRow, ...]
    notes: tuple[str, ...] = ()

    def column(self, name: str) -> int | None:
        """The first column of a name, regardless of case and blanks around it."""
        wanted = name.strip().casefold()
        return next((at for at, known in enumerate(self.header) if known.strip().casefold() == wanted), None)

    def path(self, row: SheetRow) -> str:
        """Where a row stands: file.xlsx#Sheet1!17."""
        return f"{self.file}#{self.name}!{row.number}" if self.name else f"{self.file}#{row.number}"

    def where(self, row: SheetRow) -> str:
        """The same for a person: file.xlsx, Sheet1, row 17."""
        return ", ".join(filter(None, (self.file, self.name, f"row {row.number}")))


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What the columns of a sheet mean. columns: field → the names that its column may bear, the first that is there
    counts. defaults: field → what holds where a row says nothing. date_order, decimal: None where not told. units: the name
    of a column of figures → what they count ("container", "thousand"), in place of what its heading says.
    """

    columns: Mapping[SheetField, tuple[str, ...]] = field(default_factory=dict, hash=False)
    defaults: Mapping[SheetField, str] = field(default_factory=dict, hash=False)
    date_order: DateOrder | None = None
    decimal: DecimalSign | None = None
    units: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """A row of the table of column names: the words by which people head the column of a field. example is its test: such
    a heading is taken for this field.
    """

    field: SheetField
    words: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class CellWords:
    """A row of the table of cell values: words that stand for one value of a field."""

    field: SheetField
    value: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The words by which sheets are understood. nothing: cells that say that nothing is known; totals: the beginnings of
    rows that sum up others; dittos: signs that repeat the cell above; pieces: units that count the item itself;
    remarks: what stands beside the heading of a figure and changes nothing.
    """

    columns: tuple[ColumnWords, ...] = ()
    values: tuple[CellWords, ...] = ()
    nothing: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    dittos: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def row_words(path: str) -> str:
    """Where a row of a sheet stands, in words, from its document's path: row 17 of sheet “Arms” in deals.xlsx."""
    file, _, place = path.rpartition("#")
    name, _, number = place.rpartition("!")
    return f"row {number} of sheet “{name}” in {file}" if name else f"row {number} of {file}"
