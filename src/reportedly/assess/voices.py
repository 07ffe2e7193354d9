"""assess.voices: what some claims show of the origin they count as: when it first spoke, and why it may be independent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from reportedly.assess.states import CountedOrigin, origin_name, states_behind
from reportedly.terms.claim import Claim
from reportedly.terms.party import state_of
from reportedly.terms.telling import Nearness, nearness, told_on


@dataclass(frozen=True, slots=True)
class Voice:
    """One counted origin as heard in some claims; of more claims two voices are joined. first: its first claim, sorted by
    day, name and nearness; bases: how it says it knows, admissions apart; party: it is a side of the flow itself.
    """

    states: frozenset[str]
    first: tuple[date, str, Nearness]
    bases: frozenset[str]
    party: bool

    @classmethod
    def of(cls, claim: Claim, states: frozenset[str]) -> Voice:
        """The voice of one claim."""
        bases = {claim.basis.type} if claim.basis and claim.basis.type != "admission" else set()
        sides = {state_of(code) for code in (*claim.actor, *claim.recipient)}
        first = (told_on(claim) or date.max, origin_name(claim), nearness(claim))
        return cls(states, first, frozenset(bases), bool(states & sides))

    def joined(self, other: Voice) -> Voice:
        """Both together."""
        return Voice(self.states, min(self.first, other.first), self.bases | other.bases, self.party or other.party)

    @property
    def origin(self) -> CountedOrigin:
        """Whom it counts as, and why it is independent of those before it."""
        spoke, name, _ = self.first
        reason = f"states a basis of its own: {', '.join(sorted(self.bases))}" if self.bases else ""
        if self.party:
            reason = "a side of the flow says so itself"
        return CountedOrigin(name, self.states, None if spoke == date.max else spoke, reason, self.party)


def voices(claims: Iterable[Claim], members: dict[str, frozenset[str]]) -> dict[frozenset[str], Voice]:
    """The voices of some claims with a named origin, by the states that they count as."""
    found: dict[frozenset[str], Voice] = {}
    for claim in claims:
        if claim.origins:
            voice = Voice.of(claim, states_behind(claim, members))
            before = found.get(voice.states)
            found[voice.states] = before.joined(voice) if before else voice
    return found


def with_reports_basis(claims: Iterable[Claim], members: dict[str, frozenset[str]]) -> tuple[Claim, ...]:
    """The claims, those without a basis with the one that their origin states in the same document: "images show" is said
    once in a report and meant of all that the origin tells in it.
    """
    every = tuple(claims)
    stated = {
        (c.document.id, states_behind(c, members)): c.basis
        for c in sorted(every, key=nearness, reverse=True)
        if c.basis and c.basis.type != "admission" and c.origins
    }
    if not stated:
        return every
    return tuple(
        replace(c, basis=stated.get((c.document.id, states_behind(c, members)))) if c.basis is None else c
        for c in every
    )
