"""assess.flows: all that stands on one flow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.assess.conflicts import agreements, conflicts
from reportedly.assess.conversions import converted
from reportedly.assess.corroboration import heard, supports
from reportedly.assess.counted import COUNTED_MODALITIES, NOT_YET, counts, item_of, looks_ahead
from reportedly.assess.denials import denied
from reportedly.assess.exchange import exchange_ledger, exchanges
from reportedly.assess.ground import Ground
from reportedly.assess.pace import paces
from reportedly.assess.projection import projections
from reportedly.assess.regimes import regime_findings
from reportedly.assess.sides import is_shared
from reportedly.assess.totals import totals
from reportedly.assess.wording import wordings
from reportedly.terms.claim import FLOW_KINDS, Claim
from reportedly.terms.document import Document
from reportedly.terms.flow import Echo, Flow, FlowAnswer
from reportedly.terms.items import ItemTree
from reportedly.terms.party import state_of
from reportedly.terms.telling import is_public_by


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The claims of a flow. within: on the class asked and below; above: on classes that may include it; denials of
    either; beside: measures, judgements and responses on the pair.
    """

    within: tuple[Claim, ...]
    above: tuple[Claim, ...]
    denials: tuple[Claim, ...]
    beside: tuple[Claim, ...]


def flow_answer(
    claims: Iterable[Claim],
    documents: Iterable[Document],
    flow: Flow,
    ground: Ground,
    echoes: Iterable[Echo] = (),
) -> FlowAnswer:
    """What the standing claims say of a flow. documents: their documents (those missing only cost the look at headlines).
    echoes: from `resolve.origins.echoes`. The order of any argument does not matter.
    """
    everything = {claim.id: claim for claim in claims}.values()
    public = [claim for claim in everything if is_public_by(claim, flow.published_by)]
    items = ground.items
    chosen, repeats = _chosen(public, flow, items), tuple(echoes)
    counted = tuple(c for c in chosen.within if counts(c))
    shared = {c.id for c in counted if is_shared(c, flow, ground.seats)}
    alone = _alone(counted, flow, ground, repeats)
    sums = totals(alone, items, ground.sharing, asked=flow.item)
    whole = _in_order(
        {c.id: c for group in (chosen.within, chosen.denials, chosen.above, chosen.beside) for c in group}
    )
    both_ways = [c for c in public if _either_way(c, flow)]
    own = {c.id for c in whole}
    partial = [c for c in counted if c.id in shared or (flow.item and not _wholly_within(c, flow.item, items))]
    speeds = paces(sums.figures)

    def named(keep: Callable[[Claim], bool], of: Iterable[Claim] = chosen.within) -> tuple[str, ...]:
        return tuple(c.id for c in _in_order({c.id: c for c in of}) if keep(c))

    return FlowAnswer(
        flow=flow,
        claims=whole,
        documents=len({c.cited for c in whole}),
        origins=supports(counted, ground.sharing, repeats),
        totals=sums.headline,
        apart=sums.apart,
        figures=sums.figures,
        counted=named(counts),
        conditionals=named(lambda c: c.modality == "conditional"),
        planned=named(_is_plan),
        desired=named(lambda c: c.modality == "desired"),
        possible=named(lambda c: c.modality == "possible"),
        denials=named(lambda c: True, chosen.denials),
        responses=named(lambda c: c.kind == "response", chosen.beside),
        judgements=named(lambda c: c.kind == "judgement", chosen.beside),
        measures=named(lambda c: c.kind == "measure", chosen.beside),
        may_include=named(lambda c: True, (*chosen.above, *partial)),
        conflicts=conflicts(sums.figures),
        wording=tuple(w for w in wordings(public, documents, items) if w.claim in own),
        exchange=exchanges(both_ways, items),
        pace=speeds,
        denied=denied(chosen.denials, (*chosen.within, *chosen.above), items),
        agreements=agreements(sums.figures),
        ledger=tuple(row for row in exchange_ledger(both_ways, items) if row.party in _sides(flow)),
        projection=projections(speeds, flow.until),
        converted=converted(sums.headline, flow, ground.conversions, items),
        regimes=regime_findings(chosen.within, ground.regimes, items),
        other_side=_in_order({c.id: c for c in both_ways if c.id not in own and c.modality != "denied"}),
        undated=sum(c.published_on is None for c in everything) if flow.published_by else 0,
    )


def totalled(claims: Iterable[Claim], flow: Flow, ground: Ground, echoes: Iterable[Echo]) -> tuple[Claim, ...]:
    """The claims on a flow that its totals are reckoned from."""
    chosen = _chosen([c for c in claims if is_public_by(c, flow.published_by)], flow, ground.items)
    return tuple(_alone([c for c in chosen.within if counts(c)], flow, ground, echoes))


def _alone(counted: Iterable[Claim], flow: Flow, ground: Ground, echoes: Iterable[Echo]) -> list[Claim]:
    """Without echoes; who retells a joint figure adds none of its own."""
    return [claim for claim in heard(counted, echoes) if not is_shared(claim, flow, ground.seats)]


def _chosen(claims: Sequence[Claim], flow: Flow, items: ItemTree) -> _Chosen:
    own = [c for c in claims if c.kind in FLOW_KINDS and _is_on(c, flow)]
    told = {c.document.id for c in claims if c.kind not in ("measure", "response") and _is_on(c, flow)}
    within = [c for c in own if _is_within(c, flow.item, items)]
    above = [c for c in own if not _is_within(c, flow.item, items) and _is_above(c, flow.item, items)]
    return _Chosen(
        tuple(c for c in within if c.modality != "denied"),
        tuple(c for c in above if c.modality != "denied"),
        tuple(c for c in (*within, *above) if c.modality == "denied"),
        tuple(c for c in claims if c.kind not in FLOW_KINDS and _is_beside(c, flow, items, told)),
    )


def _matches(codes: tuple[str, ...], asked: str | None) -> bool:
    return asked is None or any(asked in (code, state_of(code)) for code in codes)


def _is_within(claim: Claim, asked: str | None, items: ItemTree) -> bool:
    return asked is None or any(items.within(item, asked) for item in claim.item_classes)


def _is_above(claim: Claim, asked: str | None, items: ItemTree) -> bool:
    return asked is not None and any(items.above(item, asked) for item in claim.item_classes)


def _wholly_within(claim: Claim, asked: str, items: ItemTree) -> bool:
    item = item_of(claim, items)
    return item is not None and items.within(item, asked)


def _is_on(claim: Claim, flow: Flow) -> bool:
    """Whether it is on both sides of a flow, of whatever class."""
    return _matches(claim.actor, flow.supplier) and _matches(claim.recipient, flow.recipient)


def _is_beside(claim: Claim, flow: Flow, items: ItemTree, told: set[str]) -> bool:
    """told: the documents that tell of the flow. Who is asked there may have been asked of it; elsewhere of anything."""
    if claim.kind == "measure":
        return any(side is not None and _matches(claim.recipient, side) for side in (flow.supplier, flow.recipient))
    if claim.kind == "response":
        named = (*claim.actor, *claim.recipient)
        sides = [_matches(named, side) for side in (flow.supplier, flow.recipient) if side is not None]
        return all(sides) if claim.document.id not in told else any(sides)
    if claim.kind != "judgement" or not _matches(claim.actor, flow.supplier):
        return False
    related = not claim.items or _is_within(claim, flow.item, items) or _is_above(claim, flow.item, items)
    return related and _matches((*claim.recipient, *claim.actor), flow.recipient)


def _sides(flow: Flow) -> set[str]:
    return {state_of(side) for side in (flow.supplier, flow.recipient) if side}


def _either_way(claim: Claim, flow: Flow) -> bool:
    if claim.kind not in FLOW_KINDS:
        return False
    there = _matches(claim.actor, flow.supplier) and _matches(claim.recipient, flow.recipient)
    return there or (_matches(claim.actor, flow.recipient) and _matches(claim.recipient, flow.supplier))


def _is_plan(claim: Claim) -> bool:
    if claim.modality in COUNTED_MODALITIES:
        return claim.stage in NOT_YET or looks_ahead(claim)
    return claim.modality == "planned"


def _in_order(claims: dict[str, Claim]) -> tuple[Claim, ...]:
    """By publication (undated last), then document, then place in it."""
    return tuple(
        sorted(claims.values(), key=lambda c: (c.published_on or date.max, c.document.id, c.evidence.start, c.id))
    )
