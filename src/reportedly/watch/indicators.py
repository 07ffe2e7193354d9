"""Each kind of indicator held against two moments: which lines were crossed, and why, or why none was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from reportedly.errors import UsageError
from reportedly.terms.flow import FlowAnswer
from reportedly.terms.watching import Candidate, Crossing, Evaluation, Indicator, IndicatorKind, State
from reportedly.watch.disputes import contradiction, denial_overtaken, regime_engaged, stronger_wording
from reportedly.watch.lines import pace_grows, silence, total_passes
from reportedly.watch.looks import Found, Look
from reportedly.watch.newcomers import new_item, new_place, new_supplier, new_vessel
from reportedly.watch.phrases import joined, many
from reportedly.watch.states import state_of, state_of_candidates

_KINDS: dict[IndicatorKind, Callable[[Indicator, Look, Look], Found]] = {
    "total-passes": total_passes,
    "new-supplier": new_supplier,
    "new-item": new_item,
    "new-place": new_place,
    "new-vessel": new_vessel,
    "pace-grows": pace_grows,
    "contradiction": contradiction,
    "denial-overtaken": denial_overtaken,
    "regime-engaged": regime_engaged,
    "stronger-wording": stronger_wording,
    "silence": silence,
}


def evaluated(
    indicator: Indicator, before: tuple[FlowAnswer, datetime] | None, after: tuple[FlowAnswer, datetime]
) -> Evaluation:
    """What became of an indicator between two answers on its flow. before: None at its first evaluation, which crosses
    nothing. Falls, by a rejection or a correction, cross nothing either. UsageError of a condition.
    """
    now = state_of(indicator, *after)
    if before is None:
        return _first(indicator, now)
    crossings, why_not = _KINDS[indicator.kind](indicator, Look(*before), Look(*after))
    return _evaluation(indicator, state_of(indicator, *before), now, crossings, why_not)


def evaluated_condition(
    indicator: Indicator,
    before: tuple[Candidate, ...] | None,
    after: tuple[Candidate, ...],
    before_at: datetime | None,
    after_at: datetime,
) -> Evaluation:
    """What became of a condition: later claims that may bear on it and were not there before. That it is met is never said.
    UsageError where before is given without its moment.
    """
    own = _own(indicator, after)
    now = state_of_candidates(own, after_at)
    if before is None:
        return _first(indicator, now)
    if before_at is None:
        raise UsageError(f"{indicator.name}: the moment of what stood before is missing")
    was = state_of_candidates(_own(indicator, before), before_at)
    new = {candidate.claim: candidate for candidate in reversed(own) if candidate.claim not in was.held}
    crossings = tuple(_bearing(new[claim]) for claim in sorted(new))
    standing = f"; {many(len(now.held), 'is', 'are')} known from before" if now.held else ""
    return _evaluation(indicator, was, now, crossings, f"No new claim that may bear on the condition{standing}.")


def _own(indicator: Indicator, candidates: tuple[Candidate, ...]) -> list[Candidate]:
    """Those of its own condition, the strong ones first."""
    own = (c for c in candidates if indicator.claim in (None, c.tripwire))
    return sorted(own, key=lambda c: (not c.strong, c.claim, c.reason))


def _bearing(candidate: Candidate) -> Crossing:
    shared = candidate.reason.rstrip(".")
    reason = f"A claim may bear on the condition ({shared}); whether it is met is not said here."
    return Crossing(candidate.claim, reason, (candidate.claim,))


def _first(indicator: Indicator, now: State) -> Evaluation:
    return Evaluation(indicator, None, now, (), f"First looked at: {now.words}. Only what comes after is told.")


def _evaluation(
    indicator: Indicator, was: State, now: State, crossings: tuple[Crossing, ...], why_not: str
) -> Evaluation:
    ordered = tuple(sorted(crossings, key=lambda crossing: crossing.key))
    return Evaluation(indicator, was, now, ordered, joined(c.reason for c in ordered) if ordered else why_not)
