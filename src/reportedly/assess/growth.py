"""assess.growth: how a band grew as reports came out, by day of publication. Who repeats whom is judged by all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from reportedly.assess.ground import Ground
from reportedly.assess.tally import Rules, Tally
from reportedly.assess.totals import of_tally
from reportedly.assess.voices import with_reports_basis
from reportedly.terms.claim import Claim
from reportedly.terms.findings import Grown
from reportedly.terms.flow import Total

STEPS = 60
"""Days at which the band is reckoned; of more days, those nearest an even share of the claims."""


def growth(
    claims: Iterable[Claim], item: str, unit: str, ground: Ground, asked: str | None = None
) -> tuple[Grown, ...]:
    """The band of a class and unit after each day on which something was published, from the claims of `flows.totalled`;
    days on which it did not move are left out. Undated claims take no part.
    """
    told = with_reports_basis(claims, ground.members)
    dated = [c for c in told if c.published_on is not None and c.quantity and c.quantity.unit in (unit, None)]
    ordered = sorted(dated, key=lambda claim: (claim.published_on or date.max, claim.id))
    tally, grown = Tally(Rules(ground.items, ground.members, asked, (1, 2))), list[Grown]()
    for day, group in _steps(ordered):
        tally = tally.changed(group)
        step = _step(day, [t for t in of_tally(tally).headline if (t.item, t.unit) == (item, unit)])
        if step and (not grown or (grown[-1].one, grown[-1].two, grown[-1].high) != (step.one, step.two, step.high)):
            grown.append(step)
    return tuple(grown)


def _steps(ordered: Sequence[Claim]) -> list[tuple[date, list[Claim]]]:
    days = [(day, list(group)) for day, group in groupby(ordered, key=lambda claim: claim.published_on or date.max)]
    if len(days) <= STEPS:
        return days
    share, steps = len(ordered) / STEPS, list[tuple[date, list[Claim]]]()
    gathered: list[Claim] = []
    for day, group in days:
        gathered = [*gathered, *group]
        if len(gathered) >= share or day == days[-1][0]:
            steps.append((day, gathered))
            gathered = []
    return steps


def _step(day: date, bands: Sequence[Total]) -> Grown | None:
    told = {band.level: band for band in bands if band.counting == "with-unknown" and band.because}
    if 1 not in told:
        return None
    return Grown(day, told[1].low, told[2].low if 2 in told else None, told[1].high)
