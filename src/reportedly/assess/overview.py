"""assess.overview: all flows of a ledger, one line each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from reportedly.assess.corroboration import supports
from reportedly.assess.counted import asserts, counts
from reportedly.assess.exchange import directions, overview_class
from reportedly.assess.ground import Ground
from reportedly.assess.pace import paces
from reportedly.assess.sides import is_shared
from reportedly.assess.totals import totals
from reportedly.terms.claim import FLOW_KINDS, Claim
from reportedly.terms.flow import Echo, Flow, FlowSummary


def flows(claims: Iterable[Claim], ground: Ground, echoes: Iterable[Echo] = ()) -> tuple[FlowSummary, ...]:
    """One line for each pair of states and class at the height of the overview, most claimed first. A claim with several
    actors, recipients or classes belongs to each.
    """
    items, repeats = ground.items, {echo.claim: echo for echo in echoes}
    groups: dict[tuple[str, str, str], dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        if claim.kind in FLOW_KINDS and claim.modality != "denied":
            for pair in directions(claim):
                for item in {overview_class(item, items) for item in claim.item_classes}:
                    groups[(*pair, item)][claim.id] = claim
    found = [_summary(key, tuple(group.values()), ground, repeats) for key, group in groups.items()]
    return tuple(sorted(found, key=lambda s: (-s.claims, s.supplier, s.recipient, s.item)))


def _summary(
    key: tuple[str, str, str],
    claims: tuple[Claim, ...],
    ground: Ground,
    repeats: dict[str, Echo],
) -> FlowSummary:
    alone = [c for c in claims if not is_shared(c, Flow(*key), ground.seats)]
    echoes = [repeats[claim.id] for claim in claims if claim.id in repeats]
    standing = [support.independence for support in supports(claims, ground.sharing, echoes)]
    sums = totals(alone, ground.items, ground.sharing, asked=key[2], echoes=echoes, levels=(1,))
    units = [claim.quantity.unit for claim in claims if claim.quantity and counts(claim)]
    best = max(
        (t for t in sums.headline if t.counting == "with-unknown" and t.because),
        key=lambda t: (t.item == key[2], units.count(t.unit), t.unit),
        default=None,
    )
    pace = next((p for p in paces(sums.figures) if p.low is not None or p.high is not None), None)
    held = [claim for claim in claims if best is None or claim.id in best.because]
    days = sorted(claim.published_on for claim in claims if claim.published_on)
    return FlowSummary(
        *key,
        claims=len(claims),
        documents=len({claim.cited for claim in claims}),
        independent=standing.count("independent"),
        unknown=standing.count("unknown"),
        echo=standing.count("echo"),
        best=best,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        pace=pace,
        asserted=any(map(asserts, held)),
    )
