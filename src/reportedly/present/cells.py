"""The cells of a workbook: what each column holds, within Excel's bounds, and nothing that runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from reportedly.present.lines import Cell, looks_like_formula
from reportedly.present.links import web_address

MOST_ROWS = 1_048_576
MOST_LETTERS = 32_767
MOST_LINKS, _LONGEST_LINK = 65_530, 2_000
_FIRST_YEAR = 1900
"""Excel's bounds: rows of a sheet, UTF-16 units of a cell, links of a sheet and units of one, the year its days begin."""

DAYS = frozenset({"happened.start", "happened.end", "said.start", "said.end", "published_on", "document.published_on"})
INSTANTS = frozenset({"reviewed.at"})
LINKS = frozenset({"document.url", "document.archived_url"})
_WIDTHS = {
    "note": 6, "evidence.quote": 60, "document.url": 40, "attribution": 40, "items": 30, "sentence": 70, "chain": 40,
    "before": 40, "after": 40,
}  # fmt: skip
_USUAL_WIDTH = 16


@dataclass(frozen=True, slots=True)
class Looks:
    head: Any
    day: Any
    instant: Any
    reference: Any
    quoted: Any
    """With Excel's own apostrophe, so that a text stays a text when somebody edits its cell."""

    @classmethod
    def of(cls, book: Any) -> Looks:
        return cls(
            head=book.add_format({"bold": True, "bottom": 1}),
            day=book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            instant=book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"}),
            reference=book.add_format({"font_color": "#0563C1", "underline": 1}),
            quoted=book.add_format({"quote_prefix": True}),
        )


class Sheet:
    """A sheet of rows under a head that stays in view and filters, while it is written; how many of its texts did not fit,
    and how many addresses and references are no links because a sheet holds no more.
    """

    def __init__(self, sheet: Any, looks: Looks, columns: Sequence[str], rows: int) -> None:
        self.sheet, self.looks = sheet, looks
        self.cut = self.links = self.unlinked = 0
        for place, column in enumerate(columns):
            sheet.set_column(place, place, _WIDTHS.get(column, _USUAL_WIDTH))
            sheet.write_string(0, place, column, looks.head)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, rows, len(columns) - 1)

    def refer(self, at: tuple[int, int], number: int, to: str) -> None:
        """A number that leads to a cell of another sheet ("Footnotes!A2")."""
        if self._may_link():
            self.sheet.write_url(*at, f"internal:{to}", self.looks.reference)
        self.sheet.write_number(*at, number, self.looks.reference)

    def write(self, at: tuple[int, int], column: str, cell: Cell) -> None:
        """One cell, as what its column holds."""
        if cell is None or cell == "":
            return
        if isinstance(cell, str):
            self._write_text(at, column, cell)
        else:
            self.sheet.write_number(*at, cell)

    def _write_text(self, at: tuple[int, int], column: str, text: str) -> None:
        if column in DAYS and (day := date.fromisoformat(text)).year >= _FIRST_YEAR:
            self.sheet.write_datetime(*at, day, self.looks.day)
        elif column in INSTANTS:
            instant = datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None, microsecond=0)
            self.sheet.write_datetime(*at, instant, self.looks.instant)
        elif column in LINKS and _linked(text) and self._may_link():
            self.sheet.write_url(*at, text, string=text)
        else:
            self.sheet.write_string(*at, self._fitted(text), self.looks.quoted if looks_like_formula(text) else None)

    def _may_link(self) -> bool:
        within = self.links < MOST_LINKS
        self.links += within
        self.unlinked += not within
        return within

    def _fitted(self, text: str) -> str:
        if _units(text) <= MOST_LETTERS:
            return text
        self.cut += 1
        return text.encode("utf-16-le")[: 2 * (MOST_LETTERS - 1)].decode("utf-16-le", "ignore") + "…"


def _linked(url: str) -> bool:
    return web_address(url) is not None and _units(url) <= _LONGEST_LINK


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
