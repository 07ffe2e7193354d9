"""Whom claims name as they were read, without the names that people put into them."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.keep.history import History
from reportedly.keep.standing import Standing, renamed
from reportedly.terms.claim import Claim

_PARTIES = ("actor", "recipient", "origins", "compared")


def parties_read(standing: Standing, claim: Claim) -> frozenset[str]:
    """The parties that a reading found in a claim, merged ones under the name that was kept; none where it was added."""
    history = standing.histories[claim.document.id]
    decision = history.decisions.get(claim.id)
    if decision is None:
        return _parties(claim)
    if claim.id in history.found:
        return _parties(renamed(history.found[claim.id], standing.known_as))
    put_in = _put_in(history, claim)
    return frozenset() if put_in is None else _parties(claim, put_in)


def names_read(standing: Standing) -> Iterator[str]:
    """The parties of all claims that stand, as they were read; however often."""
    return (name for claim in standing.claims.values() for name in parties_read(standing, claim))


def _put_in(history: History, claim: Claim) -> frozenset[str] | None:
    """The fields of a claim that people filled; None where they added it whole."""
    fields: set[str] = set()
    decision = history.decisions.get(claim.id)
    while decision is not None:
        if decision.entry.verdict == "added":
            return None
        fields |= decision.entry.changes.keys()
        decision = decision.before
    return frozenset(fields)


def _parties(claim: Claim, but: frozenset[str] = frozenset()) -> frozenset[str]:
    return frozenset(name for part in _PARTIES if part not in but for name in getattr(claim, part))
