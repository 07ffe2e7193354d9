"""A quantity: an interval with a unit, as the words bound it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scope = Literal["cumulative", "increment", "stock", "subset", "capacity", "rate"]
Number = int | float


def is_currency(unit: str | None) -> bool:
    """Whether a unit is money: an ISO 4217 code, three capitals."""
    return unit is not None and len(unit) == 3 and unit.isalpha() and unit.isupper()


@dataclass(frozen=True, slots=True)
class Quantity:
    """low–high of some unit; None on a side means unbounded there ("more than 1,000" = 1000–None).

    approximate: about, around, nearly. vague: a vague numeral ("thousands" = 2000–9999), whose high is soft.
    unit: a row of the units table (`container`, `shell`, `person`, `USD`), None where the text names none.
    scope: cumulative (to date), increment (added now), stock (present there), subset (part of a stated whole),
    capacity (what a load could hold), rate; None where the text leaves it open.
    per: the period of a rate (`year`). alternative_group: equal for the branches of "3m of one or 0.5m of the other".
    """

    low: Number | None
    high: Number | None
    unit: str | None = None
    approximate: bool = False
    vague: bool = False
    scope: Scope | None = None
    per: str | None = None
    alternative_group: str | None = None
    text: str = ""

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"a quantity from {self.low} down to {self.high}")
