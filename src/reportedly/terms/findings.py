"""What an answer on a flow holds besides its bands: denials, likeness, exchange, projections, conversions, regimes, ranks.

Each names the claims (ids) that it rests on, and says why in a clause.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from reportedly.terms.quantity import Number

if TYPE_CHECKING:
    from reportedly.terms.flow import Total

RegimeStanding = Literal["engaged", "would-engage", "arguable", "disputed", "not covered by the rows checked"]
Part = Literal["gives", "wants", "may-give"]


@dataclass(frozen=True, slots=True)
class Denied:
    """A denial beside what it speaks against. denies: counted claims on like parties and classes, told by then;
    overtaken_by: later claims in which the state that denied says it itself; reason: who has said so since when, and of
    what, where only of a part.
    """

    claim: str
    denies: tuple[str, ...] = ()
    overtaken_by: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Figures of two different origins that agree: near figures of like scope and near days. They may still be one voice:
    who counts is said by `Support`.
    """

    claims: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """One line of the exchange ledger. party: the state that gives, wants, or is said to be able to give (planned, possible,
    conditional); item: the class. in_return: claims of the other side that the words tie to these; words: those words.
    """

    party: str
    part: Part
    item: str
    claims: tuple[str, ...]
    in_return: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Projection:
    """Where one origin's pace would lead by a day, in the unit of its figures. None where that edge is open. assumption: in
    words; nobody has claimed this figure.
    """

    origin: str
    item: str
    unit: str
    by: date
    low: float | None
    high: float | None
    assumption: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Converted:
    """A band in another unit, by a declared row. low, high: of `unit`; None where open. of_low, of_high: the band that was
    converted, of `of_item` in `of_unit`. Not a claim, and never counted. conversion: the row's key; said_by, said: who
    declared it and when; reason: what was declared. alternative: shared with the other branch of an "or".
    """

    conversion: str
    item: str
    unit: str
    low: float | None
    high: float | None
    of_item: str
    of_unit: str
    of_low: Number | None
    of_high: Number | None
    because: tuple[str, ...]
    reason: str
    said_by: str
    said: date
    alternative: str | None = None


@dataclass(frozen=True, slots=True)
class RegimeFinding:
    """How claims of a flow stand to one row of a regime, or to none of the rows checked. regime: the row's key, None for
    none. sentence: as printed; it never says more than "if accurate". reason: why no more or no less.
    """

    answer: RegimeStanding
    regime: str | None
    instrument: str
    paragraph: str
    claims: tuple[str, ...]
    sentence: str
    reason: str
    source: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A supplier of a recipient in one class and unit. rank_low–rank_high: the best and the worst place that the stated
    figures leave it among `of` suppliers, 1 the largest; where that is every place it is not decidable. low, high: its band
    at level 1; unit None: no figure is stated. because: the claims that decide its place; judgements: claims in which
    somebody ranks it. approximate: whether the figure on its lower edge is about so much.
    """

    supplier: str
    item: str
    unit: str | None
    low: Number | None
    high: Number | None
    rank_low: int
    rank_high: int
    of: int
    because: tuple[str, ...]
    reason: str
    judgements: tuple[str, ...] = ()
    approximate: bool = False

    @property
    def decidable(self) -> bool:
        """Whether the figures exclude any place."""
        return self.of == 1 or (self.rank_low, self.rank_high) != (1, self.of)


@dataclass(frozen=True, slots=True)
class Grown:
    """A band as it stood once what was published on a day had come in. one, two: the lower edge by one and by two origins
    (`with-unknown`); high: the highest stated, None where open.
    """

    day: date
    one: Number | None
    two: Number | None
    high: Number | None


@dataclass(frozen=True, slots=True)
class TotalChange:
    """A band that was another before, or was none. item, unit, level, counting: of both."""

    item: str
    unit: str
    level: int
    counting: str
    before: Total | None
    after: Total | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What an answer holds that an earlier one did not. claims, origins, conflicts, wording, overtaken, regimes: new ones
    (by id, name, or key); gone: claims that stood before and do not now; totals: bands that moved, at any level.
    """

    since: date
    claims: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    totals: tuple[TotalChange, ...] = ()
    denials: tuple[str, ...] = ()
    overtaken: tuple[str, ...] = ()
    conflicts: tuple[tuple[str, ...], ...] = ()
    wording: tuple[str, ...] = ()
    regimes: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return any((self.claims, self.gone, self.totals, self.origins, self.overtaken, self.conflicts, self.regimes))
