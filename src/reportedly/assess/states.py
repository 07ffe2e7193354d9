"""assess.states: what an origin counts as. Bodies of one state are that state; a mechanism overlaps with its members."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reportedly.terms.claim import Claim
from reportedly.terms.party import state_of
from reportedly.terms.tables import SharingRow

UNNAMED = "unnamed"
_EXACT = 12  # joint statements searched exactly; past that the smallest first


@dataclass(frozen=True, slots=True)
class CountedOrigin:
    """Who counts at most once: a state with all its bodies, a mechanism with its members, those of a joint statement.

    name: the body that spoke first; first: when, None where undated; reason: why it is independent of those before it,
    '' where no reason is stated; party: it is a side of the flow itself.
    """

    name: str
    states: frozenset[str]
    first: date | None = None
    reason: str = ""
    party: bool = False

    @property
    def spoke(self) -> tuple[date, str]:
        """Sorts by first word; the undated last."""
        return (self.first or date.max, self.name)


def mechanisms(sharing: Iterable[SharingRow]) -> dict[str, frozenset[str]]:
    """The members of each mechanism by its code."""
    return {row.name: frozenset(row.states) for row in sharing if row.kind == "mechanism"}


def states_behind(claim: Claim, members: dict[str, frozenset[str]]) -> frozenset[str]:
    """The states that a claim's origins speak for, mechanisms with their members; empty where no origin is named."""
    states = {state_of(origin) for origin in claim.origins}
    return frozenset(states.union(*(members.get(state, frozenset()) for state in states)))


def origin_name(claim: Claim) -> str:
    """The origin as figures and supports name it: joint ones joined by " + ", '' where none is named."""
    return " + ".join(sorted(claim.origins))


def most_apart(origins: Iterable[CountedOrigin]) -> tuple[CountedOrigin, ...]:
    """The largest choice in which no state stands twice. States by themselves always belong to one."""
    ordered = sorted(set(origins), key=lambda o: (len(o.states), o.spoke))
    single = [origin for origin in ordered if len(origin.states) == 1]
    taken = frozenset().union(*(origin.states for origin in single))
    joint = [origin for origin in ordered if len(origin.states) > 1 and not origin.states & taken]
    return (*single, *_joint_apart(joint))


def _joint_apart(joint: list[CountedOrigin]) -> tuple[CountedOrigin, ...]:
    if not joint:
        return ()
    head, rest = joint[0], joint[1:]
    with_head = (head, *_joint_apart([origin for origin in rest if not origin.states & head.states]))
    if len(joint) > _EXACT or len(with_head) == len(joint):
        return with_head
    return max(with_head, _joint_apart(rest), key=len)
