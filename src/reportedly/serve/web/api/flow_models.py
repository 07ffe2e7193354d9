"""The records of flows, as `terms.flow_record` writes them, for the description of the interface."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field

from reportedly.serve.web.api.openapi import ClaimRecord
from reportedly.terms.findings import (
    Converted,
    Denied,
    ExchangeRow,
    Likeness,
    Projection,
    RegimeFinding,
)
from reportedly.terms.flow import Conflict, Exchange, Figure, Pace, Total
from reportedly.terms.problem import Problem


class FlowAsked(BaseModel):
    supplier: str
    recipient: str
    item: str | None
    published_by: date | None
    known_at: datetime | None
    until: date | None


class OriginTold(BaseModel):
    origin: str
    state: str
    claims: list[str]
    reason: str


class OriginsTold(BaseModel):
    independent: list[OriginTold]
    echo: list[OriginTold]
    unknown: list[OriginTold]


class WordingTold(BaseModel):
    claim: str
    origin_claim: str
    lost: str
    quote: str | None
    origin_quote: str | None


class FlowTold(BaseModel):
    """All that stands on one flow: claims whole in `claims`, and by id everywhere else."""

    flow: FlowAsked
    documents: int
    origins: OriginsTold
    totals: list[Total]
    apart: list[Total]
    figures: list[Figure]
    counted: list[str]
    may_include: list[str]
    denials: list[str]
    responses: list[str]
    conditionals: list[str]
    planned: list[str]
    desired: list[str]
    possible: list[str]
    judgements: list[str]
    measures: list[str]
    conflicts: list[Conflict]
    agreements: list[Likeness]
    denied: list[Denied]
    wording: list[WordingTold]
    pace: list[Pace]
    projection: list[Projection]
    converted: list[Converted]
    exchange: list[Exchange]
    exchange_ledger: list[ExchangeRow]
    regimes: list[RegimeFinding]
    undated: int
    reviewed: int
    claims: list[ClaimRecord]
    other_side: list[ClaimRecord]
    changes: dict[str, Any] | None = None
    problems: list[Problem] = Field(
        default=[],
        description="Names that were asked for and that nobody bears, with the nearest; left out where there are none.",
    )


class TotalsTold(BaseModel):
    flow: FlowAsked
    totals: list[Total]
    apart: list[Total]
    problems: list[Problem] = Field(description="Names that were asked for and that nobody bears, with the nearest.")


class OriginCounts(BaseModel):
    independent: int
    echo: int
    unknown: int


class FlowLine(BaseModel):
    """One line of the overview."""

    supplier: str
    recipient: str
    item: str
    claims: int
    documents: int
    origins: OriginCounts
    total: Total | None
    first: date | None
    last: date | None
    pace: Pace | None


class Flows(BaseModel):
    flows: list[FlowLine]


class RankTold(BaseModel):
    """A supplier's place in one class and unit; decidable: whether the figures exclude any place."""

    supplier: str
    item: str
    unit: str | None
    low: float | None
    high: float | None
    rank_low: int
    rank_high: int
    of: int
    because: list[str]
    reason: str
    judgements: list[str]
    approximate: bool
    decidable: bool


class Ranks(BaseModel):
    ranks: list[RankTold]
    problems: list[Problem] = Field(description="Names that were asked for and that nobody bears, with the nearest.")
