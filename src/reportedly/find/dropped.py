"""Why a candidate, or a row of its goods, made no claim: kept as values for whoever asks."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.find.who import NOBODY, Who

SIDES = "a side is missing"


@dataclass(frozen=True, slots=True)
class Dropped:
    """One reason, in a plain line; for SIDES the sides as far as they were known."""

    reason: str
    actor: Who = NOBODY
    recipient: Who = NOBODY
