"""Rendering: a row as the text of a document, one line a filled cell; nothing of the row is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.terms.document import normalised
from reportedly.terms.evidence import Span
from reportedly.terms.sheet import Sheet, SheetRow


@dataclass(frozen=True, slots=True)
class Rendered:
    """The text of a row, and where each filled cell stands in it, by column."""

    text: str
    spans: Mapping[int, Span]


def rendered(sheet: Sheet, row: SheetRow) -> Rendered:
    """Lines of “column: cell”, unmapped columns too."""
    text = ""
    spans: dict[int, Span] = {}
    for column, cell in enumerate(row.cells):
        words = normalised(cell.text)
        if not words.strip():
            continue
        start = len(text) + len(lead := f"{normalised(heading(sheet, column))}: ")
        text += f"{lead}{words}\n"
        spans[column] = (start, start + len(words))
    return Rendered(text.removesuffix("\n"), spans)


def heading(sheet: Sheet, column: int) -> str:
    """The name of a column; by its letters where it has none."""
    named = sheet.header[column] if column < len(sheet.header) else ""
    return named or f"Column {letters(column)}"


def letters(column: int) -> str:
    """A, B, … Z, AA: as sheets name their columns."""
    name, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
