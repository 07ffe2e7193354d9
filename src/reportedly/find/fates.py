"""What became of each claim after it was assembled: it stands, another reading was kept, or it repeats one told before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.find.arbitration import arbitrated
from reportedly.find.lists import is_lead, with_lists
from reportedly.find.repeats import merged
from reportedly.find.seen import Seen
from reportedly.terms.claim import Claim
from reportedly.terms.items import ItemTree
from reportedly.terms.trace import Step


@dataclass(frozen=True, slots=True)
class Fate:
    """Where its way ended; why it does not stand, '' where it does; the ids of the claims that it became."""

    step: Step
    reason: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """All claims of a document: as assembled, after arbitration, and in the end."""

    assembled: tuple[Claim, ...]
    weighed: tuple[Claim, ...]
    last: tuple[Claim, ...]
    tree: ItemTree

    @classmethod
    def of(cls, found: Sequence[Claim], seen: Seen, tree: ItemTree) -> Settled:
        """The claims of a document on the way that all of them go."""
        weighed = arbitrated(found, tree)
        return cls(tuple(found), tuple(weighed), tuple(merged(with_lists(weighed, seen, tree), tree)), tree)

    def fate(self, claim: Claim, text: str) -> Fate:
        """What became of one assembled claim."""
        own = tuple(c.id for c in self.last if c.fields.get("trigger") == claim.fields.get("trigger"))
        if claim.id in own:
            return Fate("claim", claims=(claim.id,))
        if claim not in self.weighed:
            return Fate("arbitration", self._rival_words(claim, text))
        home = next((c for c in self.last if claim.evidence in (c.evidence, *c.also) and c.kind == claim.kind), None)
        if own:  # the items of the list below took its place
            return Fate("claim", claims=own)
        if is_lead(claim):
            return Fate("assembly", "it leads in a list, and no goods stand in it")
        return Fate("repeats", f"told again: further words of {home.id}" if home else "told again")

    def _rival_words(self, claim: Claim, text: str) -> str:
        rival = next((other for other in self.weighed if self._gives_way(claim, other)), None)
        if rival is None:
            return "another reading of the same words was kept"
        if rival.fields.get("trigger") == claim.fields.get("trigger"):
            return f"other goods of the same word say more ({rival.id})"
        if rival.quantity is None and set(claim.items) <= set(rival.items):
            return f"its goods stand in one row with others of the sentence ({rival.id})"
        words = ", ".join(f"“{text[start:end]}”" for start, end in rival.fields.get("trigger", ()))
        return f"another reading of the same words was kept: {words} ({rival.id})"

    def _gives_way(self, claim: Claim, other: Claim) -> bool:
        pair = sorted((claim, other), key=lambda c: c.fields.get("trigger", ()))
        return claim not in arbitrated(pair, self.tree)
