"""assess.about: the claims of a ledger by whom they are about, so that a flow is answered from its own and not from all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.terms.claim import FLOW_KINDS, Claim
from reportedly.terms.flow import Flow
from reportedly.terms.party import state_of


@dataclass(frozen=True, slots=True)
class About:
    """pairs: claims on flows by supplier and recipient; sides: measures, judgements and responses by whom they name. A body
    stands under its own code and under its state's.
    """

    every: tuple[Claim, ...]
    pairs: dict[tuple[str, str], list[Claim]]
    sides: dict[str, list[Claim]]

    @classmethod
    def of(cls, claims: Iterable[Claim]) -> About:
        """The claims, each under everyone that it is about."""
        every = tuple(claims)
        pairs: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        sides: dict[str, list[Claim]] = defaultdict(list)
        for claim in every:
            actors, recipients = _codes(claim.actor), _codes(claim.recipient)
            if claim.kind in FLOW_KINDS:
                for pair in ((a, r) for a in actors for r in recipients):
                    pairs[pair].append(claim)
            else:
                for side in dict.fromkeys((*actors, *recipients)):
                    sides[side].append(claim)
        return cls(every, pairs, sides)

    def flow(self, flow: Flow) -> tuple[Claim, ...]:
        """The claims that an answer on a flow may rest on: there, back, and what stands beside either side."""
        one, other = flow.supplier, flow.recipient
        if one is None or other is None:
            return self.every
        both_ways = (*self.pairs.get((one, other), ()), *self.pairs.get((other, one), ()))
        beside = (*self.sides.get(one, ()), *self.sides.get(other, ()))
        return tuple({claim.id: claim for claim in (*both_ways, *beside)}.values())


def _codes(parties: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for party in parties for code in (party, state_of(party))))
