"""The order of review: unchecked claims that hold an edge of some total first, then the least surely read."""

from __future__ import annotations

from reportedly.keep.query import ClaimQuery
from reportedly.serve.web.flow_pages import Asked, made_or_later
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Flow

BUSIEST = 20
"""Of how many pairs of parties the totals are looked at."""


def queue(bench: Workbench, restricted: bool, limit: int) -> tuple[Claim, ...]:
    """The claims to check, the most pressing first. restricted: whether restricted ones may be seen."""
    holding = [claim for claim in bench.catalogue.claims(edges(bench, restricted)) if claim.reviewed is None]
    query = ClaimQuery(checked=False, public_only=not restricted)
    unsure = bench.catalogue.search(query, 0, limit + len(holding), unsure_first=True).claims
    return tuple({claim.id: claim for claim in (*holding, *unsure)}.values())[:limit]


def edges(bench: Workbench, restricted: bool) -> list[str]:
    """The ids of the claims that hold an edge of a total of the busiest pairs of parties, as far as these are worked out."""
    found: dict[str, None] = {}
    for pair in bench.assessed.pairs(restricted)[:BUSIEST]:
        kept = made_or_later(bench, Asked(Flow(pair.supplier, pair.recipient), None, restricted), pair.claims)
        found |= dict.fromkeys(kept.value.holds if kept else ())
    return list(found)
