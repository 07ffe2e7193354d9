"""watch.tripwires: later claims that may bear on a condition. Whether it is met is for a person to say."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.terms.claim import FLOW_KINDS, Claim, Modality
from reportedly.terms.items import ItemTree
from reportedly.terms.party import state_of
from reportedly.terms.watching import Candidate, Tripwire

_SAY_NOTHING: frozenset[Modality] = frozenset({"denied", "conditional", "desired"})
"""What is denied, hangs on a condition itself or is only wished for bears on none."""


def candidates(tripwire: Tripwire, claims: Iterable[Claim], items: ItemTree) -> tuple[Candidate, ...]:
    """The claims that were published after the tripwire, or on its day elsewhere, and may bear on its condition; in the
    order given. Who set the tripwire may be who tells of it: no origin is left out.

    Strong: whoever acts and the class are both such as the condition names. Weak: only who acts is, on a flow.
    """
    found = (_candidate(tripwire, claim, items) for claim in claims if _is_later(claim, tripwire))
    return tuple(one for one in found if one is not None)


def _is_later(claim: Claim, tripwire: Tripwire) -> bool:
    """Of undated documents nobody can say which came first."""
    if claim.id == tripwire.claim or claim.published_on is None or tripwire.published_on is None:
        return False
    same_day = claim.published_on == tripwire.published_on
    return claim.published_on > tripwire.published_on or (same_day and claim.document.id != tripwire.document)


def _candidate(tripwire: Tripwire, claim: Claim, items: ItemTree) -> Candidate | None:
    if claim.modality in _SAY_NOTHING:
        return None
    named = {state_of(party) for party in tripwire.parties}
    acting = [party for party in claim.actor if state_of(party) in named]
    if not acting:
        return None
    who = " and ".join(acting)
    if alike := _alike(claim, tripwire, items):
        told, named_class = alike
        what = f" and {told}" if told == named_class else f", the claim with {told}, the condition with {named_class}"
        return Candidate(tripwire.claim, claim.id, f"both are on {who}{what}", strong=True)
    if claim.kind not in FLOW_KINDS:
        return None
    rest = ", but not on like classes of item" if tripwire.items else "; the condition names no class of item"
    return Candidate(tripwire.claim, claim.id, f"both are on {who}{rest}")


def _alike(claim: Claim, tripwire: Tripwire, items: ItemTree) -> tuple[str, str] | None:
    """A class of the claim and one of the condition of which either holds the other."""
    pairs = ((one, other) for one in claim.item_classes for other in tripwire.items)
    return next((p for p in pairs if items.within(*p) or items.above(*p)), None)
