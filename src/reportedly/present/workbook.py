"""Claims as an Excel workbook: the columns of the CSV, with days as days, numbers as numbers, and nothing that runs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter

from reportedly.errors import UsageError
from reportedly.present.handling import refuse_restricted
from reportedly.present.lines import CLAIM_COLUMNS, Cell, claim_row, looks_like_formula
from reportedly.present.links import web_address
from reportedly.present.words import many
from reportedly.terms.claim import Claim
from reportedly.terms.record import claim_record

MOST_ROWS = 1_048_576
MOST_LETTERS = 32_767
_MOST_LINKS, _LONGEST_LINK = 65_530, 2_000
_FIRST_YEAR = 1900
"""Excel's bounds: rows of a sheet, UTF-16 units of a cell, links of a sheet and units of one, the year its days begin."""

DAYS = frozenset({"happened.start", "happened.end", "said.start", "said.end", "published_on", "document.published_on"})
INSTANTS = frozenset({"reviewed.at"})
LINKS = frozenset({"document.url"})
_WIDTHS = {"evidence.quote": 60, "document.url": 40, "attribution": 40, "items": 30}
_USUAL_WIDTH = 16

_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, slots=True)
class _Looks:
    head: Any
    day: Any
    instant: Any
    quoted: Any
    """With Excel's own apostrophe, so that a text stays a text when somebody edits its cell."""

    @classmethod
    def of(cls, book: Any) -> _Looks:
        return cls(
            head=book.add_format({"bold": True, "bottom": 1}),
            day=book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            instant=book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"}),
            quoted=book.add_format({"quote_prefix": True}),
        )


class _Sheet:
    """The sheet of claims while it is written, and how many of its texts did not fit."""

    def __init__(self, sheet: Any, looks: _Looks) -> None:
        self.sheet, self.looks = sheet, looks
        self.cut = self.links = 0

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
        elif column in LINKS and self.links < _MOST_LINKS and _linked(text):
            self.links += 1
            self.sheet.write_url(*at, text, string=text)
        else:
            self.sheet.write_string(*at, self._fitted(text), self.looks.quoted if looks_like_formula(text) else None)

    def _fitted(self, text: str) -> str:
        if _units(text) <= MOST_LETTERS:
            return text
        self.cut += 1
        return text.encode("utf-16-le")[: 2 * (MOST_LETTERS - 1)].decode("utf-16-le", "ignore") + "…"


def claims_workbook(claims: Iterable[Claim], shown_at: datetime) -> bytes:
    """The claims on one sheet, what they are on another; the same bytes for the same claims and instant (with zone).

    Raises UsageError where there are more than a sheet holds, or one may not be passed on.
    """
    given = tuple(claims)
    if len(given) >= MOST_ROWS:
        raise UsageError(
            f"{len(given):,} claims are more than a sheet of Excel holds ({MOST_ROWS - 1:,}): take CSV or JSON"
        )
    refuse_restricted(given)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _SAFE)
    # Else the hour of writing would stand in it, and the same claims would give other bytes.
    book.set_properties({"title": "Claims", "created": shown_at.astimezone(UTC).replace(tzinfo=None)})
    looks = _Looks.of(book)
    cut = _write_claims(book.add_worksheet("Claims"), looks, given)
    _write_about(book.add_worksheet("About"), looks, about(given, shown_at, cut))
    book.close()
    return out.getvalue()


def about(claims: Sequence[Claim], shown_at: datetime, cut: int = 0) -> tuple[tuple[str, str], ...]:
    """What the second sheet says, line by line. cut: how many texts did not fit their cells."""
    checked = sum(claim.reviewed is not None for claim in claims)
    lines: tuple[tuple[str, str], ...] = (
        ("What this is", "Claims: what documents report that somebody says. None says that anything happened."),
        ("Shown at", f"{shown_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC: what stood then; it may have changed since."),
        ("How many", f"{many(len(claims), 'claim')}, {checked:,} checked by a person."),
        (
            "One row",
            "One claim of one document; evidence.quote is its words, attribution leads from publisher to origin.",
        ),
        ("Adding up", "Rows repeat each other and do not add up: several may lead back to one origin."),
        ("Columns", "Named as in the claim record; lists of codes are joined by “; ”, lists of records are JSON."),
        ("Times", "Days as published or told; reviewed.at is in UTC."),
    )
    if cut:
        lines += (
            ("Cut", f"{many(cut, 'text')} longer than a cell holds, cut; each ends in “…”. JSON has them whole."),
        )
    return lines


def _write_claims(sheet: Any, looks: _Looks, claims: Sequence[Claim]) -> int:
    for place, column in enumerate(CLAIM_COLUMNS):
        sheet.set_column(place, place, _WIDTHS.get(column, _USUAL_WIDTH))
        sheet.write_string(0, place, column, looks.head)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(claims), len(CLAIM_COLUMNS) - 1)
    written = _Sheet(sheet, looks)
    for row, claim in enumerate(claims, start=1):
        cells = claim_row(claim_record(claim))
        for place, column in enumerate(CLAIM_COLUMNS):
            written.write((row, place), column, cells[column])
    return written.cut


def _write_about(sheet: Any, looks: _Looks, lines: Sequence[tuple[str, str]]) -> None:
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 110)
    for row, (name, words) in enumerate(lines):
        sheet.write_string(row, 0, name, looks.head)
        sheet.write_string(row, 1, words)


def _linked(url: str) -> bool:
    return web_address(url) is not None and _units(url) <= _LONGEST_LINK


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
