"""What stands on flows, worked out from the ledger: the one place where the interface asks the stages."""

from __future__ import annotations

from datetime import date, datetime

from reportedly import pipeline
from reportedly.keep.public import public_part
from reportedly.keep.query import ClaimQuery
from reportedly.keep.standing import Standing
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.findings import Changes, Ranked
from reportedly.terms.flow import Flow, FlowAnswer, FlowSummary


def standing(bench: Workbench, restricted: bool, known_at: datetime | None = None) -> Standing:
    """What stands, or stood when it was known; without what is restricted where that may not be seen."""
    whole = bench.ledger.standing(known_at)
    return whole if restricted else public_part(whole)


def answer(bench: Workbench, flow: Flow, restricted: bool) -> FlowAnswer:
    """All that stands on one flow."""
    return bench.assessed.answer(flow, restricted)


def changed(bench: Workbench, flow: Flow, since: date, restricted: bool) -> Changes:
    """What changed on a flow since a day. Raises UsageError where the answer is as of an earlier one."""
    return pipeline.changed(standing(bench, restricted, flow.known_at), (flow,), since, bench.tables)[0]


def overview(bench: Workbench, restricted: bool) -> tuple[FlowSummary, ...]:
    """One line for each flow."""
    return pipeline.overview(standing(bench, restricted), ClaimQuery(), bench.tables)


def ranked(bench: Workbench, recipient: str, query: ClaimQuery, restricted: bool) -> tuple[Ranked, ...]:
    """The suppliers of a recipient by class."""
    return pipeline.ranked(standing(bench, restricted), recipient, query, bench.tables)
