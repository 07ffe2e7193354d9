"""The first page: flows and their map, what is new, what to check, what to watch, what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from reportedly.keep.query import ClaimQuery
from reportedly.present.map_figure import MapFigure
from reportedly.present.web.claim_lines import claim_lines
from reportedly.present.web.overview_page import FlowLine, flow_lines, overview_map, pair_line, place_marks, tripwires
from reportedly.serve.map_tables import load_map
from reportedly.serve.web.asking import bench, drawn, may_see
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.claim import FLOW_KINDS
from reportedly.terms.flow import Flow
from reportedly.terms.problem import Problem
from reportedly.world.ledgers.readings import readings

PAIRS = 40
"""Pairs whose flows are shown: the most claimed."""
AT_ONCE = 5_000
"""Claims on them up to which nobody minds waiting."""
NEW, WAITING, WIRES, PROBLEMS, LOOKED = 8, 5, 6, 8, 20
router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is."""

    claims: int
    checked: int
    documents: int


@router.get("/")
def overview(request: Request, places: Annotated[Literal["named", ""], Query()] = "") -> HTMLResponse:
    """The overview of the ledger."""
    stand, restricted = bench(request), may_see(request)
    public = ClaimQuery(public_only=not restricted)
    found = stand.catalogue.search(public, limit=0)
    new, documents = stand.catalogue.listed(limit=NEW, public_only=not restricted)
    flows, further, unready = _flows(stand, restricted, places == "named")
    conditional = ClaimQuery(modality="conditional", public_only=not restricted)
    waiting = ClaimQuery(checked=False, public_only=not restricted)
    return drawn(
        request,
        "overview",
        counts=Counts(found.total, found.checked, documents),
        lines=flows.lines,
        figure=flows.figure,
        unready=unready,
        further=further,
        fine=places == "named",
        new=new,
        waiting=claim_lines(stand.catalogue.search(waiting, limit=WAITING, unsure_first=True).claims, stand.names),
        wires=tripwires(stand.catalogue.search(conditional, limit=4 * WIRES).claims, stand.names)[:WIRES],
        problems=_problems(stand, restricted),
    )


def _problems(stand: Workbench, restricted: bool) -> tuple[tuple[date, Problem], ...]:
    """What went wrong lately; who may not see restricted documents is not told what was the matter with them."""
    if not restricted:
        return ()
    told = [(reading.at.date(), problem) for reading in readings(stand.ledger, LOOKED) for problem in reading.problems]
    return tuple(told[:PROBLEMS])


@dataclass(frozen=True, slots=True)
class Flows:
    """The flows of the busiest pairs, and their map."""

    lines: tuple[FlowLine, ...]
    figure: MapFigure | None


def _flows(stand: Workbench, restricted: bool, fine: bool) -> tuple[Flows, int, bool]:
    """The flows, how many further pairs there are, and whether what they come to is still being worked out, or anew."""
    pairs = stand.assessed.pairs(restricted)
    busiest, further = pairs[:PAIRS], max(0, len(pairs) - PAIRS)
    key, every = ("overview", restricted, fine), Flow(None, None)
    task = partial(make_flows, restricted, fine)
    if stand.workshop is None or sum(pair.claims for pair in busiest) <= AT_ONCE:
        kept = stand.assessed.with_age(key, every, partial(task, stand))
        return kept.value, further, kept.outdated
    later = partial(stand.workshop.made, task, soon=False)
    if stand.assessed.keeper.holds(key):
        kept = stand.assessed.with_age(key, every, later)
        return kept.value, further, kept.outdated
    stand.assessed.later(key, every, later)
    return Flows(tuple(pair_line(p.supplier, p.recipient, p.claims, stand.names) for p in busiest), None), further, True


def make_flows(restricted: bool, fine: bool, stand: Workbench) -> Flows:
    """Work out the flows of the busiest pairs, and draw their map. fine: as places are named."""
    asked = [Flow(pair.supplier, pair.recipient) for pair in stand.assessed.pairs(restricted)[:PAIRS]]
    found = stand.assessed.overview(PAIRS, restricted)
    claims = [claim for flow in asked for claim in stand.assessed.of_flow(flow, restricted)[0]]
    base = load_map()
    each = {claim.id: claim for claim in claims if claim.kind in FLOW_KINDS}.values()
    marks = place_marks(each, stand.tables.places, base.anchors, stand.names, fine=fine)
    return Flows(flow_lines(found, stand.names), overview_map(found, base, stand.names, marks))
