"""Guessing: what the columns of a sheet hold, by their headings, and by their cells where no heading says it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reportedly.read.sheets.headings import fitness
from reportedly.terms.sheet import ColumnMap, Sheet, SheetField, SheetWords

_SURE = 0.6
"""The share of a column's filled cells that must look alike before they tell what it holds."""

_BY_CELLS: tuple[SheetField, ...] = ("url", "item", "supplier", "recipient")


@dataclass(frozen=True, slots=True)
class Looks:
    """How cells look. is_item: names a class of item; is_party: names a known party."""

    is_item: Callable[[str], bool]
    is_party: Callable[[str], bool]


def guessed(sheet: Sheet, words: SheetWords, looks: Looks) -> ColumnMap:
    """The mapping that headings and cells speak for: each column one field, each field one column, the best fit first."""
    fits = sorted(
        (-fit, place, field)
        for place, name in enumerate(sheet.header)
        if name and sheet.column(name) == place
        for fit, field in fitness(name, words)
    )
    found: dict[SheetField, int] = {}
    for _, place, field in fits:
        if field not in found and place not in found.values() and not (field == "quantity" and _counts(sheet, place)):
            found[field] = place
    for field in _BY_CELLS:
        if field not in found and (at := _by_cells(sheet, field, found.values(), looks)) is not None:
            found[field] = at
    return ColumnMap({field: (sheet.header[found[field]],) for field in sorted(found, key=lambda f: found[f])})


def _by_cells(sheet: Sheet, field: SheetField, taken: Iterable[int], looks: Looks) -> int | None:
    """The first column not taken most of whose cells look like the field's."""
    alike: Callable[[str], bool] = {"url": _is_address, "item": looks.is_item}.get(field, looks.is_party)
    known = set(taken)
    for place, name in enumerate(sheet.header):
        if place in known or not name or sheet.column(name) != place:
            continue
        cells = [text for row in sheet.rows[:100] if (text := row.cell(place).text.strip())]
        if cells and sum(map(alike, cells)) >= _SURE * len(cells):
            return place
    return None


def _counts(sheet: Sheet, place: int) -> bool:
    """Whether a column numbers the rows: 1, 2, 3, …"""
    cells = [text for row in sheet.rows if (text := row.cell(place).text.strip().rstrip("."))]
    return len(cells) > 2 and cells == [str(at) for at, _ in enumerate(cells, start=1)]


def _is_address(text: str) -> bool:
    return text.casefold().startswith(("http://", "https://", "www."))
