"""Looks at a flow for the tests of indicators: answers of the real assessment, made of claims built by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from assess.told import ITEMS, SHARING
from reportedly.assess.flows import flow_answer
from reportedly.assess.ground import Ground
from reportedly.terms.claim import Claim, PlaceUse, Vessel
from reportedly.terms.flow import FlowAnswer
from reportedly.terms.tables import RegimeRow
from reportedly.terms.watching import Evaluation, Indicator
from reportedly.watch.indicators import evaluated

BAN = RegimeRow(
    "ban", "resolution 1", "paragraph 9", "KP", "from", ("arms",), "all arms", date(2009, 6, 12),
    "-", "its text",
)  # fmt: skip
CONTESTED = replace(BAN, regime="contested", paragraph="paragraph 10", disputed_by=("RU",))
BEFORE, AFTER = datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 6, 1, tzinfo=UTC)
JAN, FEB, MAR, APR = (date(2024, month, 1) for month in (1, 2, 3, 4))
Claims = Iterable[Claim]


def answer(indicator: Indicator, claims: Claims, rows: tuple[RegimeRow, ...] = (BAN,)) -> FlowAnswer:
    """What stands on the indicator's flow."""
    return flow_answer(claims, (), indicator.flow, Ground(ITEMS, SHARING, rows))


def between(indicator: Indicator, before: Claims, after: Claims, rows: tuple[RegimeRow, ...] = (BAN,)) -> Evaluation:
    """The indicator between a ledger with some claims on the first of May, and with others on the first of June."""
    earlier, later = (answer(indicator, claims, rows) for claims in (before, after))
    return evaluated(indicator, (earlier, BEFORE), (later, AFTER))


def told_between(indicator: Indicator, before: Claims, after: Claims) -> tuple[int, str]:
    """How many lines were crossed, and the reason."""
    found = between(indicator, before, after)
    return len(found.crossings), found.reason


def at(claim: Claim, *uses: PlaceUse) -> Claim:
    """The claim, with places."""
    return replace(claim, places=uses)


def aboard(claim: Claim, *vessels: Vessel) -> Claim:
    """The claim, with vessels."""
    return replace(claim, vessels=vessels)
