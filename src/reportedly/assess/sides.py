"""assess.sides: who stands on a side of a claim as one supplier or recipient. A company and the state of its seat are one,
by the row of the company or because the same words of the claim gave both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from reportedly.terms.claim import Claim
from reportedly.terms.flow import Flow
from reportedly.terms.party import is_code, state_of

Side = Literal["actor", "recipient"]
Seats = Mapping[str, str]
"""Company → the state in which it has its seat."""


def is_shared(claim: Claim, flow: Flow, seats: Seats) -> bool:
    """Whether its figure is of several suppliers or recipients together, of whom the flow asks for one."""
    return _is_several(claim, "actor", flow.supplier, seats) or _is_several(claim, "recipient", flow.recipient, seats)


def only(claim: Claim, side: Side, seats: Seats) -> str | None:
    """The one state on a side, or the one party that belongs to none; None where several stand there, or nobody."""
    known = _seats_in(claim, side, seats)
    homes = {_home(code, known) for code in _codes(claim, side)}
    return homes.pop() if len(homes) == 1 else None


def _is_several(claim: Claim, side: Side, asked: str | None, seats: Seats) -> bool:
    """Asked of a company, another one of the same state is another party."""
    known, codes = _seats_in(claim, side, seats), _codes(claim, side)
    if asked is None or len(codes) < 2:
        return False
    if asked in known:
        return bool({state_of(code) for code in codes} - {asked, known[asked]})
    return len({_home(code, known) for code in codes}) > 1


def _codes(claim: Claim, side: Side) -> tuple[str, ...]:
    return claim.actor if side == "actor" else claim.recipient


def _home(party: str, seats: Seats) -> str:
    return seats.get(party) or state_of(party)


def _seats_in(claim: Claim, side: Side, seats: Seats) -> Seats:
    """With those of companies whose rows are not at hand: their words are those of their state."""
    codes, words = _codes(claim, side), claim.fields.get(side, ())
    if len(codes) != len(words) or len(set(words)) == len(words):
        return seats
    states = {span: code for code, span in zip(codes, words, strict=True) if _is_state(code)}
    told: Iterable[tuple[str, str | None]] = (
        (code, states.get(span)) for code, span in zip(codes, words, strict=True) if not is_code(code)
    )
    return {**{code: state for code, state in told if state}, **seats}


def _is_state(code: str) -> bool:
    return is_code(code) and state_of(code) == code
