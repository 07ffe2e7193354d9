"""What is asked of a ledger (a flow) and what is answered: estimates that name the claims they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from reportedly.terms.claim import Claim
from reportedly.terms.findings import Converted, Denied, ExchangeRow, Likeness, Projection, RegimeFinding
from reportedly.terms.quantity import Number, Scope

Independence = Literal["independent", "echo", "unknown"]
Counting = Literal["independent", "with-unknown"]
EchoKind = Literal["copy", "figure", "wording", "own-voice", "chain"]


@dataclass(frozen=True, slots=True)
class Flow:
    """supplier → recipient of a class of item, as seen on a day.

    supplier, recipient: codes of states or plain names; item: a class (it and what is below it), None for everything.
    published_by: claims of documents published on or before it; known_at: what this ledger had learned by then.
    until: the day to which paces are projected, None for a year after each.
    """

    supplier: str | None
    recipient: str | None
    item: str | None = None
    published_by: date | None = None
    known_at: datetime | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Echo:
    """A claim that repeats another. kind: its document copies the other's text; a publisher's own voice restates a figure
    of an origin; its chain ends at an origin that was already heard; or, of one without a named origin or a basis, it
    gives a rare figure, or a run of words, that stood elsewhere before. of: the id of the claim repeated.
    """

    claim: str
    of: str
    kind: EchoKind
    reason: str


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

    Where the top is open, as_of is the day of the figure that holds the lower edge. Both edges None and no claims: fewer
    than `level` origins are counted. scope: `cumulative` holds also what has none (a lower bound only); stocks, subsets,
    capacities and rates (per: their period) are totals of their own and stand in `FlowAnswer.apart`. holds: those of
    `because` that hold the lower edge, each origin's together, the highest origin first. approximate: whether the figure on
    the lower edge is about so much.
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
    scope: Scope = "cumulative"
    per: str | None = None
    holds: tuple[str, ...] = ()
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one origin, as one or more claims state it. origin: its code, several joined by " + " where joint, ''
    where none is named; states: what it counts as. soft: a vague numeral ("thousands"), whose high is None here.
    start–as_of: what the figure covers. claims: nearest the origin first. replaced: a later figure of this origin took
    its place. dated: its day is that of the words, and not only of the newspaper: without one it may raise and never lowers.
    """

    origin: str
    states: tuple[str, ...]
    item: str
    unit: str
    scope: Scope | None
    low: Number | None
    high: Number | None
    start: date | None
    as_of: date | None
    claims: tuple[str, ...]
    approximate: bool = False
    soft: bool = False
    per: str | None = None
    places: tuple[str, ...] = ()
    replaced: bool = False
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Pace:
    """Units a month of 30.4375 days, averaged from start to end by one origin's figures. Where it cannot be computed low
    and high are None, and reason says why.
    """

    reason: str
    origin: str = ""
    item: str = ""
    unit: str = ""
    low: float | None = None
    high: float | None = None
    start: date | None = None
    end: date | None = None
    because: tuple[str, ...] = ()


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
    """All that stands on a flow. Claims are whole in `claims` (sorted by publication, then document, then place), those of
    the other direction that the exchange names in `other_side`; everything else names them by id.

    counted: ids that may hold an edge; shown apart: plans, wishes, possibilities, conditionals. apart: bands of stocks,
    subsets, capacities and rates. figures: each origin's series, by class, unit, origin and day. denied: each denial with
    what it speaks against and what overtook it. ledger: what each side gives, wants or may give. undated: how many claims
    were left out under `published_by` because their documents bear no date.
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
    apart: tuple[Total, ...] = ()
    figures: tuple[Figure, ...] = ()
    pace: tuple[Pace, ...] = ()
    denied: tuple[Denied, ...] = ()
    agreements: tuple[Likeness, ...] = ()
    ledger: tuple[ExchangeRow, ...] = ()
    projection: tuple[Projection, ...] = ()
    converted: tuple[Converted, ...] = ()
    regimes: tuple[RegimeFinding, ...] = ()
    other_side: tuple[Claim, ...] = ()
    undated: int = 0

    @property
    def reviewed(self) -> int:
        """How many of the claims a person has checked."""
        return sum(c.reviewed is not None for c in self.claims)


@dataclass(frozen=True, slots=True)
class FlowSummary:
    """One line of the overview. item: a class at the height of the overview (arms, munitions, soldiers). independent,
    unknown, echo: origins by standing. best: the total at level 1 `with-unknown` of the most claimed unit, None where
    nothing is counted. first, last: days of publication. asserted: whether a counted claim asserts it, of a flow with a
    total one that holds its edges.
    """

    supplier: str
    recipient: str
    item: str
    claims: int
    documents: int
    independent: int
    unknown: int
    echo: int
    best: Total | None = None
    first: date | None = None
    last: date | None = None
    pace: Pace | None = None
    asserted: bool = False
