"""The table of flows for the terminal. However narrow it is drawn, no word is broken where the words leave room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len
from rich.text import Text

from reportedly.present.names import Names
from reportedly.present.tables import Look, drawn_table, new_table, plain_text
from reportedly.present.words import day, quantity_signs
from reportedly.terms.quantity import Number, Quantity

_WIDE = 120
"""Columns from which the eight columns of a flow can be read side by side."""
_UNBROKEN = 5
"""Room is kept for a word up to such a part of the width; a longer one would take that of all other columns."""
_SIDE_BY_SIDE = ("supplier → recipient", "item", "claims", "origins", "independent", "total", "published", "pace")
_STACKED = ("supplier → recipient, item", "claims", "origins", "indep.", "total, pace", "published")


@dataclass(frozen=True, slots=True)
class FlowRow:
    """One line of the table of flows. low, high, approximate: of the total at level 1, None where open; first, last:
    publication.
    """

    supplier: str
    recipient: str
    item: str
    claims: int
    origins: int
    independent: int
    low: Number | None = None
    high: Number | None = None
    unit: str | None = None
    first: date | None = None
    last: date | None = None
    pace: str = ""
    approximate: bool = False


def flows_table(rows: Iterable[FlowRow], names: Names, look: Look) -> str:
    """One row a flow and class of item. Below 120 columns the class stands under the parties, the pace under the total and
    the last day under the first.
    """
    wide = look.width >= _WIDE
    headings = _SIDE_BY_SIDE if wide else _STACKED
    cells = [(_side_by_side if wide else _stacked)(row, names) for row in rows]
    table = new_table(*headings)
    for n, column in enumerate(table.columns):
        column.min_width = min(look.width // _UNBROKEN, _longest((headings[n], *(row[n].plain for row in cells))))
    for row in cells:
        table.add_row(*row)
    return drawn_table(table, look)


def _side_by_side(row: FlowRow, names: Names) -> Sequence[Text]:
    parties, item, total, pace = _words(row, names)
    return (parties, item, *_counts(row), total, Text(" – ".join(_days(row))), pace)


def _stacked(row: FlowRow, names: Names) -> Sequence[Text]:
    parties, item, total, pace = _words(row, names)
    first, *last = _days(row)
    published = Text("\n").join((Text(f"{first} –"), *map(Text, last))) if last else Text(first)
    below = Text("\n")
    return (below.join((parties, item)), *_counts(row), below.join((total, pace)) if pace else total, published)


def _words(row: FlowRow, names: Names) -> tuple[Text, Text, Text, Text]:
    parties = f"{names.party(row.supplier)} → {names.party(row.recipient)}"
    return plain_text(parties), plain_text(names.item(row.item)), plain_text(_total(row, names)), plain_text(row.pace)


def _counts(row: FlowRow) -> tuple[Text, ...]:
    return tuple(Text(str(count)) for count in (row.claims, row.origins, row.independent))


def _days(row: FlowRow) -> tuple[str, ...]:
    return tuple(dict.fromkeys((day(row.first), day(row.last))))


def _total(row: FlowRow, names: Names) -> str:
    if row.low is None and row.high is None:
        return "no figure"
    return quantity_signs(Quantity(row.low, row.high, row.unit, row.approximate), names)


def _longest(cells: Iterable[str]) -> int:
    """The columns of the longest word."""
    return max((cell_len(word) for cell in cells for word in cell.split()), default=0)
