"""Columns: where each field of a sheet stands, and how its numbers and dates are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.find.sheets.amounts import plain
from reportedly.find.sheets.days import DayStyle, day_style
from reportedly.find.sheets.figure_headings import FIGURES
from reportedly.find.sheets.figures import NumberStyle, style_of
from reportedly.terms.sheet import Cell, ColumnMap, Sheet, SheetField, SheetRow


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one sheet. at: field → place; numbers, days: by field, how the cells of its column are written.
    headings: of the columns of figures; units: what a mapping says that they count, in the stead of the heading.
    """

    at: Mapping[SheetField, int]
    defaults: Mapping[SheetField, str]
    numbers: Mapping[SheetField, NumberStyle]
    days: Mapping[SheetField, DayStyle]
    headings: Mapping[SheetField, str]
    units: Mapping[SheetField, str]

    def cell(self, row: SheetRow, field: SheetField) -> Cell:
        """The cell of a field; where it is empty, what holds by default."""
        cell = row.cell(self.at.get(field))
        return cell if cell.text.strip() else Cell(self.defaults.get(field, ""))


def columns_of(sheet: Sheet, told: ColumnMap) -> Columns:
    """The columns of a sheet by a mapping; a field whose names are not in the header has none."""
    found = {field: [sheet.column(name) for name in names] for field, names in told.columns.items()}
    at = {
        field: place
        for field, places in found.items()
        if (place := next((p for p in places if p is not None), None)) is not None
    }
    texts = {field: [plain(row.cell(place).text) for row in sheet.rows] for field, place in at.items()}
    numbers = {f: style_of(texts.get(f, ()), told.decimal) for f in FIGURES}
    days = {f: day_style(texts.get(f, ()), told.date_order) for f in _DAYS}
    headings = {f: sheet.header[at[f]] for f in FIGURES if f in at}
    named = {name.strip().casefold(): unit for name, unit in told.units.items()}
    units = {f: named[name.strip().casefold()] for f, name in headings.items() if name.strip().casefold() in named}
    return Columns(at, told.defaults, numbers, days, headings, units)


_DAYS: tuple[SheetField, ...] = ("happened", "published")
