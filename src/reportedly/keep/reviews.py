"""Reviews: what a person decides of a claim, as an entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from reportedly.errors import UsageError
from reportedly.keep.corrections import changed_fields, corrected
from reportedly.keep.entry import ClaimReviewed, ReviewUndone
from reportedly.keep.standing import Standing
from reportedly.terms.claim import Claim
from reportedly.terms.items import ItemTree


def review(
    standing: Standing,
    claim_id: str,
    verdict: Literal["accepted", "rejected"],
    by: str,
    note: str = "",
) -> ClaimReviewed:
    """The claim (by its id or the beginning of it) accepted or rejected as it stands. A rejected claim may be accepted
    again. Raises UnknownClaim, and UsageError without a reviewer."""
    return ClaimReviewed(_unmarked(standing.claim(claim_id)), verdict, _reviewer(by), note)


def correction(
    standing: Standing,
    claim_id: str,
    given: Mapping[str, str],
    by: str,
    note: str = "",
    items: ItemTree | None = None,
) -> ClaimReviewed:
    """The claim corrected by FIELD=VALUE assignments (see `corrections`). Raises UnknownClaim and UsageError."""
    claim = _unmarked(standing.claim(claim_id))
    if not given:
        raise UsageError("nothing to correct: give FIELD=VALUE")
    text = standing.histories[claim.document.id].document.text
    after = corrected(claim, given, text, items)
    return ClaimReviewed(after, "corrected", _reviewer(by), note, changed_fields(claim, after))


def added(claim: Claim, by: str, note: str = "") -> ClaimReviewed:
    """A claim that no method found. Raises UsageError without a reviewer."""
    return ClaimReviewed(_unmarked(claim), "added", _reviewer(by), note)


def undoing(standing: Standing, claim_id: str, by: str) -> ReviewUndone:
    """The latest decision of a claim (by its id or the beginning of it) taken back. Raises UnknownClaim, and UsageError
    where nobody has decided of it."""
    claim = standing.claim(claim_id)
    if claim.reviewed is None:
        raise UsageError(f"nobody has decided of {claim.id}: there is nothing to undo")
    return ReviewUndone(claim.document.id, claim.id, _reviewer(by))


def _unmarked(claim: Claim) -> Claim:
    return replace(claim, reviewed=None)


def _reviewer(by: str) -> str:
    if not by.strip():
        raise UsageError("a review needs the name of the person who made it")
    return by.strip()
