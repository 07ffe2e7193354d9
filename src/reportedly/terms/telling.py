"""How near a claim stands to its origin, when it was told, and the one number by which its figure is known again."""

from __future__ import annotations

from datetime import date

from reportedly.terms.claim import Claim
from reportedly.terms.party import state_of
from reportedly.terms.quantity import Number, Quantity

Nearness = tuple[bool, date, str, int, str]


def told_on(claim: Claim) -> date | None:
    """The day of the statement; where it is not said, that of publication."""
    said = claim.said
    return (said and (said.start or said.end)) or claim.published_on


def is_public_by(claim: Claim, day: date | None) -> bool:
    """Whether its document was published by a day; of undated ones nobody can say so. None asks for no day."""
    return day is None or (claim.published_on is not None and claim.published_on <= day)


def nearness(claim: Claim) -> Nearness:
    """Sorts claims nearest their origin first: an official publisher's own, then by day of publication (undated last)."""
    day = claim.published_on or date.max
    return (not is_official(claim), day, claim.document.id, claim.evidence.start, claim.id)


def is_official(claim: Claim) -> bool:
    """Whether the document was published by (a body of) the state whose words it gives."""
    publisher = claim.attribution[0].party if claim.attribution else claim.document.publisher
    return publisher is not None and state_of(publisher) in {state_of(o) for o in claim.origins if state_of(o) != o}


def is_own_voice(claim: Claim) -> bool:
    """Whether the only origin is who published or served the document, and that is no state or body of one."""
    tellers = {claim.document.publisher, claim.document.host}
    return bool(claim.origins) and all(o in tellers and not is_state(o) for o in claim.origins)


def is_state(code: str) -> bool:
    """Whether a code is a state's, or a body's of one: `KR`, `KR-NIS`."""
    head = state_of(code)
    return len(head) == 2 and head.isalpha() and head.isupper()


def principal(quantity: Quantity | None) -> Number | None:
    """The figure as one would recall it: the lower bound, or the upper where there is no lower."""
    if quantity is None:
        return None
    return quantity.low if quantity.low is not None else quantity.high
