"""A grid: numbered rows of cells as they lie in a file, before anything is known of a header."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.terms.sheet import SheetRow

MAX_CELLS = 2_000_000
"""Of one grid. A sheet kept by hand has some thousands."""

MAX_COLUMNS = 1_000


@dataclass(frozen=True, slots=True)
class Grid:
    """One worksheet, or a text file. name: of the worksheet, '' for a text file; notes: how it was laid out."""

    name: str
    rows: tuple[SheetRow, ...]
    notes: tuple[str, ...] = ()
