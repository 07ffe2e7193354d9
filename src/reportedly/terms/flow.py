"""What is asked of a ledger (a flow) and what is answered: estimates that name the claims they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from reportedly.terms.claim import Claim
from reportedly.terms.quantity import Number

Independence = Literal["independent", "echo", "unknown"]
Counting = Literal["independent", "with-unknown"]


@dataclass(frozen=True, slots=True)
class Flow:
    """supplier → recipient of a class of item, as seen on a day.

    supplier, recipient: codes of states or plain names; item: a class (it and what is below it), None for everything.
    published_by: claims of documents published on or before it; known_at: what this ledger had learned by then.
    """

    supplier: str | None
    recipient: str | None
    item: str | None = None
    published_by: date | None = None
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """One origin of a flow and whether it counts: its state, its claims (ids), and the reason in one clause."""

    origin: str
    state: str
    independence: Independence
    claims: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Total:
    """A band for one class and unit at level k. low: "k origins say at least low"; high: the highest stated, not a ceiling,
    None where any counted claim is open. as_of: the day that the top holds for. because: ids of the claims that hold the
    edges, lower edge first; reviewed: whether a person has checked all of them. why: one line for each edge.
    """

    item: str
    unit: str
    level: int
    counting: Counting
    low: Number | None
    high: Number | None
    as_of: date | None
    because: tuple[str, ...]
    why: tuple[str, ...] = ()
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims of different origins, like scope and overlapping time, whose figures exclude each other."""

    claims: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A report whose words are stronger or narrower than its origin's. lost: what was dropped, in one clause."""

    claim: str
    origin_claim: str
    lost: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """What is given, wanted or feared in return: the claim that says so, what for, and the claims of the other direction."""

    claim: str
    given_for: str
    other_side: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowAnswer:
    """All that stands on a flow. Claims are whole in `claims` (sorted by publication, then document, then place); everything
    else names them by id. counted: ids that may hold an edge; shown apart: plans, wishes, possibilities, conditionals.
    """

    flow: Flow
    claims: tuple[Claim, ...]
    documents: int
    origins: tuple[Support, ...]
    totals: tuple[Total, ...]
    counted: tuple[str, ...] = ()
    conditionals: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    desired: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    responses: tuple[str, ...] = ()
    judgements: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    may_include: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    wording: tuple[Wording, ...] = ()
    exchange: tuple[Exchange, ...] = ()

    @property
    def reviewed(self) -> int:
        """How many of the claims a person has checked."""
        return sum(c.reviewed is not None for c in self.claims)
