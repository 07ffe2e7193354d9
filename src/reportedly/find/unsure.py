"""Figures and days that are left out: a reader sees something else there than the letters say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from reportedly.terms.lettering import unsure_figures
from reportedly.terms.mention import PeriodMention, QuantityMention

Told = TypeVar("Told", QuantityMention, PeriodMention)


def seen_as_written(text: str, mentions: Iterable[Told]) -> tuple[Told, ...]:
    """The mentions without those that touch a figure with unseen signs in it, or words whose order is turned by force."""
    unsure = unsure_figures(text)
    if not unsure:
        return tuple(mentions)
    return tuple(m for m in mentions if not any(m.start <= end and start <= m.end for start, end in unsure))
