"""The order of review: unchecked claims that hold an edge of some total first, then the least surely read."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from reportedly.assess.flows import flow_answer
from reportedly.assess.ground import Ground
from reportedly.keep.query import ClaimQuery
from reportedly.resolve.origins import echoes
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Flow
from reportedly.terms.party import state_of

BUSIEST = 20
"""Of how many pairs of parties the totals are looked at."""
_HELD = 200
_kept: OrderedDict[tuple[str, Flow, bool, int], tuple[str, ...]] = OrderedDict()
_lock = Lock()


def queue(bench: Workbench, restricted: bool, limit: int) -> tuple[Claim, ...]:
    """The claims to check, the most pressing first. restricted: whether restricted ones may be seen."""
    holding = [claim for claim in bench.catalogue.claims(edges(bench, restricted)) if claim.reviewed is None]
    query = ClaimQuery(checked=False, public_only=not restricted)
    unsure = bench.catalogue.search(query, 0, limit + len(holding), unsure_first=True).claims
    return tuple({claim.id: claim for claim in (*holding, *unsure)}.values())[:limit]


def edges(bench: Workbench, restricted: bool) -> list[str]:
    """The ids of the claims that hold an edge of a total of the busiest pairs of parties."""
    counts: dict[tuple[str, str], int] = {}
    for (actor, recipient), count in bench.catalogue.tally("actors", "recipients").items():
        if actor and recipient:
            key = (state_of(actor), state_of(recipient))
            counts[key] = counts.get(key, 0) + count
    busiest = sorted(counts, key=lambda pair: (-counts[pair], pair))[:BUSIEST]
    return list(dict.fromkeys(ident for pair in busiest for ident in _edges_of(bench, Flow(*pair), restricted)))


def _edges_of(bench: Workbench, flow: Flow, restricted: bool) -> tuple[str, ...]:
    key = (bench.where, flow, restricted, bench.catalogue.version_of(flow))
    with _lock:
        if key not in _kept:
            _kept[key] = _assessed(bench, flow, restricted)
            while len(_kept) > _HELD:
                _kept.popitem(last=False)
        return _kept[key]


def _assessed(bench: Workbench, flow: Flow, restricted: bool) -> tuple[str, ...]:
    ground = Ground.of(bench.tables)
    claims = [c for c in bench.catalogue.about(flow) if restricted or c.handling == "public"]
    documents = bench.catalogue.documents({claim.document.id for claim in claims}).values()
    repeats = echoes(claims, documents, ground.items, ground.bodies)
    totals = flow_answer(claims, documents, flow, ground, repeats).totals
    return tuple(dict.fromkeys(ident for total in totals for ident in total.because))
