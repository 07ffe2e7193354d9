"""What each language brings: its figures and its days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from reportedly.terms.mention import ItemMention, PeriodMention, QuantityMention


class Numbers(Protocol):
    """Figures with bounds and units. items: what goods are named in the text, for the noun that a figure counts."""

    def quantities(self, text: str, items: Sequence[ItemMention]) -> tuple[QuantityMention, ...]: ...


class Times(Protocol):
    """Time expressions. anchor: the day of the report; without one only what the words fix themselves has days."""

    def periods(self, text: str, anchor: date | None) -> tuple[PeriodMention, ...]: ...
