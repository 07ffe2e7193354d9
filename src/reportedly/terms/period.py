"""A period: days from start to end inclusive, and the words that say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """start, end: inclusive days; None is an open side ("has sent": open start). text: the words, '' where implied."""

    start: date | None
    end: date | None
    text: str = ""

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"a period from {self.start} back to {self.end}")
