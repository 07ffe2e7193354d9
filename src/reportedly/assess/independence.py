"""assess.independence: how many origins count, taken in the order in which they first spoke.

The rule. Any one origin stands on its own. Each further one is independent of those before it only for a stated reason of
its own (its own basis, or a side of the flow saying so itself), and else unknown. The two sides of a flow make at most one.
The choice is made afresh for each figure, so that what another origin says never lowers an edge.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reportedly.assess.states import CountedOrigin, most_apart


def largest_independent(origins: Iterable[CountedOrigin]) -> tuple[CountedOrigin, ...]:
    """The most origins of which each is independent of every other."""
    ordered = sorted(set(origins), key=lambda origin: origin.spoke)
    reasoned = [origin for origin in ordered if origin.reason]
    best = _reasoned_apart(reasoned)
    for anchor in (origin for origin in ordered if not origin.reason):
        if len(best) > len(reasoned):
            break
        later = [o for o in reasoned if anchor.spoke[0] < date.max and _follows(o, anchor)]
        best = max(best, (anchor, *_reasoned_apart(later, sides=0 if anchor.party else 1)), key=len)
    return best


def largest_named(origins: Iterable[CountedOrigin]) -> tuple[CountedOrigin, ...]:
    """The most origins that may be independent: no state twice, nor a mechanism beside a member."""
    every = frozenset(origins)
    return max(most_apart(every), largest_independent(every), key=len)


def _follows(origin: CountedOrigin, anchor: CountedOrigin) -> bool:
    return origin.spoke[0] >= anchor.spoke[0] and not origin.states & anchor.states


def _reasoned_apart(origins: Iterable[CountedOrigin], sides: int = 1) -> tuple[CountedOrigin, ...]:
    every = list(origins)
    outside = most_apart(origin for origin in every if not origin.party)
    taken = frozenset().union(*(origin.states for origin in outside))
    inside = [origin for origin in every if origin.party and not origin.states & taken]
    return (*outside, *inside[:sides])
