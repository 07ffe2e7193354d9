"""assess.ranking: the suppliers of a recipient by class, each with the places that the stated figures leave it.

A place is excluded only by figures: where one supplier's least is more than another's highest stated to the same day or
later. Where the figures of
a class are in different units, or open, or missing, every place is left and the rank is not decidable.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.assess.counted import counts
from reportedly.assess.exchange import overview_class
from reportedly.assess.ground import Ground
from reportedly.assess.sides import is_shared, only
from reportedly.assess.totals import totals
from reportedly.terms.claim import FLOW_KINDS, Claim
from reportedly.terms.findings import Ranked
from reportedly.terms.flow import Echo, Flow, Total
from reportedly.terms.party import state_of

RANKED_DEPTH = 2
"""Steps from a root at which suppliers are ranked where no class is asked for: arms, soldiers, money."""
Bands = Mapping[str, Total | None]


@dataclass(frozen=True, slots=True)
class _Field:
    """Who is ranked: in one class and unit, each supplier with its band, None without a figure in that unit."""

    item: str
    unit: str
    bands: Bands


def ranking(
    claims: Iterable[Claim], recipient: str, item: str | None, ground: Ground, echoes: Iterable[Echo] = ()
) -> tuple[Ranked, ...]:
    """The suppliers of a recipient (a state's code or a plain name) in one class, or in each wide class that any
    supplies; by class and unit, then by place. A claim on several suppliers together ranks none of them; what a company
    supplies ranks the state of its seat.
    """
    every = [c for c in claims if recipient in {*map(state_of, c.recipient), *c.recipient} or c.kind == "judgement"]
    judged = [c for c in every if c.kind == "judgement" and _judges(c, recipient)]
    repeats = tuple(echoes)
    found: list[Ranked] = []
    for each, suppliers in sorted(_supplied(every, recipient, item, ground).items()):
        bands = {s: _bands(group, each, ground, repeats) for s, group in sorted(suppliers.items())}
        found += _ranked(each, bands, judged)
    return tuple(found)


def _supplied(
    claims: Iterable[Claim], recipient: str, item: str | None, ground: Ground
) -> dict[str, dict[str, list[Claim]]]:
    """Class → supplier → the counted claims that it alone supplies the recipient, and it alone."""
    found: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    items = ground.items
    for claim in claims:
        if claim.kind not in FLOW_KINDS or not counts(claim) or is_shared(claim, Flow(None, recipient), ground.seats):
            continue
        supplier = only(claim, "actor", ground.seats)
        if supplier is None:
            continue
        for each in {overview_class(c, items, RANKED_DEPTH) if item is None else item for c in claim.item_classes}:
            if item is None or any(items.within(c, item) for c in claim.item_classes):
                found[each][supplier].append(claim)
    return found


def _bands(claims: Iterable[Claim], item: str, ground: Ground, echoes: tuple[Echo, ...]) -> dict[str, Total]:
    """The band of the class at level 1, by unit."""
    group = tuple(claims)
    own = {claim.id for claim in group}
    repeats = [echo for echo in echoes if echo.claim in own]
    sums = totals(group, ground.items, ground.sharing, asked=item, echoes=repeats, levels=(1,))
    return {t.unit: t for t in sums.headline if t.item == item and t.counting == "with-unknown" and t.because}


def _ranked(item: str, bands: Mapping[str, Mapping[str, Total]], judged: Iterable[Claim]) -> list[Ranked]:
    judgements = tuple(judged)
    found = []
    for unit in sorted({unit for of_supplier in bands.values() for unit in of_supplier}):
        field = _Field(item, unit, {s: of_supplier.get(unit) for s, of_supplier in bands.items()})
        places = [_place(s, band, field, bands, judgements) for s, band in field.bands.items() if band]
        found += sorted(places, key=lambda r: (r.rank_low, r.rank_high, -(r.low or 0), r.supplier))
    without = [s for s, of_supplier in bands.items() if not of_supplier]
    reason = "no figure is stated"
    found += [
        Ranked(s, item, None, None, None, 1, len(bands), len(bands), (), reason, _of(s, judgements)) for s in without
    ]
    return found


def _place(
    supplier: str, band: Total, field: _Field, bands: Mapping[str, Mapping[str, Total]], judged: tuple[Claim, ...]
) -> Ranked:
    others = {s: b for s, b in field.bands.items() if s != supplier and b}
    above = {s: b for s, b in others.items() if _exceeds(b, band)}
    below = {s: b for s, b in others.items() if _exceeds(band, b)}
    every = len(field.bands)
    deciding = [*band.because, *(c for b in (*above.values(), *below.values()) for c in b.because)]
    return Ranked(
        supplier=supplier,
        item=field.item,
        unit=field.unit,
        low=band.low,
        high=band.high,
        rank_low=1 + len(above),
        rank_high=every - len(below),
        of=every,
        because=tuple(dict.fromkeys(deciding)),
        reason=_reason(supplier, field, (above, below), bands),
        judgements=_of(supplier, judged),
        approximate=band.approximate,
    )


def _exceeds(more: Total, less: Total) -> bool:
    """A top holds to its own day only: what was less a year ago may be more by now."""
    if more.low is None or less.high is None or more.low <= less.high:
        return False
    return more.as_of is not None and less.as_of is not None and less.as_of >= more.as_of


def _reason(
    supplier: str, field: _Field, decided: tuple[Bands, Bands], bands: Mapping[str, Mapping[str, Total]]
) -> str:
    if len(field.bands) == 1:
        return "no other supplier is claimed here"
    above, below = decided
    parts = [f"less than {s} at least" for s in sorted(above)] + [f"more than {s} at most" for s in sorted(below)]
    left = [s for s in field.bands if s != supplier and s not in above and s not in below]
    unlike = [s for s in left if field.bands[s] is None and bands[s]]
    silent = [s for s in left if not bands[s]]
    open_ = [s for s in left if field.bands[s] is not None]
    parts += [f"not comparable with {s}, counted in {', '.join(sorted(bands[s]))}" for s in unlike]
    parts += [f"no figure of {s}" for s in silent]
    parts += [f"figures do not part it from {s}" for s in open_]
    lead = "" if above or below else "not decidable: "
    return lead + "; ".join(parts)


def _judges(claim: Claim, recipient: str) -> bool:
    return not claim.recipient or recipient in {*claim.recipient, *map(state_of, claim.recipient)}


def _of(supplier: str, judged: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(c.id for c in judged if supplier in {*map(state_of, c.actor), *c.compared})
