"""Quantities: the cells of figure, bounds and unit of a row as one interval."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from reportedly.find.number_words import whole
from reportedly.find.sheets.amounts import Amount, AmountReader
from reportedly.find.sheets.columns import Columns
from reportedly.find.sheets.figure_headings import FIGURES, HeadingReader
from reportedly.find.sheets.goods import Goods, UnitFound
from reportedly.find.sheets.refusing import Refused
from reportedly.terms.quantity import Number, Quantity, Scope
from reportedly.terms.sheet import SheetField, SheetRow

T = TypeVar("T")


def told_of(field: SheetField, read: Callable[[], T]) -> T:
    """What is read of a field; a refusal bears its name."""
    try:
        return read()
    except Refused as fault:
        raise Refused(fault.slug, fault.message, fault.field or field) from fault


class QuantityReader:
    """Reads how much a row says. own: what its item is counted in where no unit is named."""

    def __init__(self, amounts: AmountReader, goods: Goods, headings: HeadingReader, nothing: frozenset[str]) -> None:
        self._amounts, self._goods, self._headings, self._nothing = amounts, goods, headings, nothing

    def quantity(self, row: SheetRow, columns: Columns, own: str | None, scope: Scope | None) -> Quantity | None:
        """The interval; None where the row names no figure. Raises Refused."""
        stated = told_of("quantity", lambda: self._amounts.amount(columns.cell(row, "quantity")))
        unit = self._unit(row, columns, stated)
        named = unit.unit or own
        if self._goods.kinds.get(named or "") == "share":
            raise Refused("percent", "a share is no amount", "unit")
        bounds = self._stated(stated, columns, named, unit) if stated else None
        sides = self._sides(row, columns, named, unit)
        low, high = _joined(bounds, sides)
        if low is None and high is None:
            return None
        if named is None:
            raise Refused("quantity-without-unit", "neither the row nor its item says what is counted", "quantity")
        words = [columns.cell(row, field).text for field in ("quantity", "low", "high", "unit")]
        return Quantity(
            low,
            high,
            unit=named,
            approximate=bool(stated and stated.approximate),
            vague=bool(stated and stated.vague and sides is None),
            scope="rate" if stated and stated.per else scope or ("increment" if stated and stated.additional else None),
            per=stated.per if stated else None,
            text=" ".join(filter(None, words)),
        )

    def _unit(self, row: SheetRow, columns: Columns, stated: Amount | None) -> UnitFound:
        """The unit of its column, that in the heading and that behind the figure, which may not differ."""
        words = " ".join(columns.cell(row, "unit").text.split())
        told = UnitFound(None)
        if words.casefold() not in self._nothing:
            told = told_of("unit", lambda: self._goods.unit(words))
        beside = told_of("quantity", lambda: self._goods.unit(stated.unit)) if stated else UnitFound(None)
        if _differ(told, beside):
            raise Refused("units-differ", f"the column of units says “{words}”", "quantity")
        row_says = UnitFound(beside.unit or told.unit, max(told.scale, beside.scale))
        filled = {field: columns.cell(row, field).text.strip().casefold() for field in FIGURES}
        for field in (field for field, text in filled.items() if text and text not in self._nothing):
            over = self._over(columns, field)
            if _differ(over, row_says) or (over.scale > 1 and field == "quantity" and _is_multiplied(stated)):
                raise Refused("units-differ", f"the heading is “{columns.headings.get(field, '')}”", field)
            row_says = UnitFound(row_says.unit or over.unit, row_says.scale)
        return row_says

    def _over(self, columns: Columns, field: SheetField) -> UnitFound:
        """What the heading of a column of figures says, or a mapping of it."""
        if field in columns.units:
            return told_of(field, lambda: self._headings.named(columns.units[field]))
        return told_of(field, lambda: self._headings.unit(columns.headings.get(field, ""), field))

    def _scale(self, columns: Columns, field: SheetField, unit: UnitFound) -> int:
        """The multiple of a figure: of its own heading, else of the quantity's, else of the row's unit."""
        own = self._over(columns, field).scale
        return max(unit.scale, own if own > 1 or field == "quantity" else self._over(columns, "quantity").scale)

    def _stated(
        self, amount: Amount, columns: Columns, named: str | None, unit: UnitFound
    ) -> tuple[Number | None, ...]:
        scale = self._scale(columns, "quantity", unit)
        things = self._goods.is_whole(named) and scale == 1
        bounds = told_of("quantity", lambda: amount.bounds(columns.numbers["quantity"], whole_things=things))
        return tuple(side if side is None else whole(side * scale) for side in bounds)

    def _sides(
        self, row: SheetRow, columns: Columns, named: str | None, unit: UnitFound
    ) -> tuple[Number | None, Number | None] | None:
        """The figures of the columns for the lower and the upper bound; None where neither has one."""
        least, most = (self._side(row, columns, field, named, unit) for field in ("low", "high"))
        if least is None and most is None:
            return None
        if least is not None and most is not None and least > most:
            raise Refused("reversed-range", f"the lower bound is {least:,}, the upper {most:,}", "low")
        return least, most

    def _side(
        self, row: SheetRow, columns: Columns, field: SheetField, named: str | None, unit: UnitFound
    ) -> Number | None:
        amount = told_of(field, lambda: self._amounts.amount(columns.cell(row, field)))
        if amount is None:
            return None
        if amount.unit or len(amount.numbers) > 1 or amount.low or amount.high:
            raise Refused("unclear-number", "it is no plain number", field)
        scale = self._scale(columns, field, unit)
        things = self._goods.is_whole(named) and scale == 1
        value, _ = told_of(field, lambda: amount.bounds(columns.numbers[field], whole_things=things))
        return None if value is None else whole(value * scale)


def _differ(one: UnitFound, other: UnitFound) -> bool:
    """Whether two places name different units, or both a multiple."""
    return bool(one.unit and other.unit and one.unit != other.unit) or one.scale > 1 < other.scale


def _is_multiplied(amount: Amount | None) -> bool:
    """Whether a cell says its figure in thousands and the like: “5 million”, “several thousand”."""
    return amount is not None and (amount.in_words or any(scale > 1 for _, scale in amount.numbers))


def _joined(
    stated: tuple[Number | None, ...] | None, sides: tuple[Number | None, Number | None] | None
) -> tuple[Number | None, Number | None]:
    """The bounds of their own columns before those of the figure, which must lie between them."""
    if sides is None:
        return (stated[0], stated[1]) if stated else (None, None)
    least, most = sides
    for figure in stated or ():
        if figure is not None and ((least is not None and figure < least) or (most is not None and figure > most)):
            raise Refused("figures-differ", f"{figure:,} is not between the bounds in their own columns", "quantity")
    return sides
