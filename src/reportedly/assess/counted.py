"""assess.counted: which claims may hold an edge, of what class and unit their figure is, and until when it holds."""

from __future__ import annotations

from datetime import date, timedelta

from reportedly.terms.claim import FLOW_KINDS, Claim, Modality, Stage
from reportedly.terms.items import ItemTree
from reportedly.terms.telling import is_official, told_on

COUNTED_MODALITIES: frozenset[Modality] = frozenset({"asserted", "assessed"})
NOT_YET: frozenset[Stage] = frozenset({"pledged", "approved", "ordered", "produced"})
"""Promised or made, but by these words not yet sent: shown with the plans."""
_SAME_NEWS = timedelta(days=3)  # a report this close to its period's end dates the statement by its own publication


def counts(claim: Claim) -> bool:
    """Whether a claim says, as its origin's own stance, that something has moved this way (a figure or none)."""
    if claim.kind not in FLOW_KINDS or claim.modality not in COUNTED_MODALITIES or looks_ahead(claim):
        return False
    return claim.stage not in NOT_YET and claim.stage != "returned"


def asserts(claim: Claim) -> bool:
    """Whether a counted claim is asserted, and not merely assessed."""
    return claim.modality == "asserted" and counts(claim)


def looks_ahead(claim: Claim) -> bool:
    """Whether its time lies wholly ahead of the report ("10,000 by December"), or ends there from no stated start."""
    happened, on = claim.happened, claim.published_on
    if happened is None or happened.end is None or on is None:
        return False
    return happened.end > on and (happened.start is None or happened.start > on)


def item_of(claim: Claim, items: ItemTree) -> str | None:
    """The class that a claim's figure is of: the nearest that holds all its items. None without items or a common one."""
    paths = [items.path(item) for item in claim.item_classes]
    if not paths:
        return None
    return next((item for item in paths[0] if all(item in path for path in paths)), None)


def unit_of(claim: Claim, items: ItemTree) -> str | None:
    """The unit of the figure; where the words name none, what the class is counted as."""
    if claim.quantity is None:
        return None
    item = item_of(claim, items)
    row = items.rows.get(item) if item else None
    return claim.quantity.unit or (row.unit if row else None)


def as_of(claim: Claim) -> date | None:
    """The last day that the figure covers: of its period, else of the statement, else of publication. What is said to have
    happened by the day of the statement, and by that of publication, whatever day the report gives its period up to.
    """
    happened, said = (period.end if period else None for period in (claim.happened, claim.said))
    told = said or claim.published_on
    if happened and told and counts(claim):
        return min(happened, told)
    return happened or said or told_on(claim)


def has_own_day(claim: Claim) -> bool:
    """Whether that day comes from the words or the origin's own page, and not merely from the newspaper's date: an old
    figure restated as background bears the date of the new report.
    """
    if claim.said is not None or claim.published_on is None or is_official(claim):
        return True
    if claim.happened is None or claim.happened.end is None:
        return False
    return claim.happened.end < claim.published_on - _SAME_NEWS
