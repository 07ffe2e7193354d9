"""assess.agreement: whether two claims agree, are merely compatible, or exclude each other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from reportedly.assess.figures import figure_of, recalled
from reportedly.assess.series import NEAR
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Figure
from reportedly.terms.items import ItemTree
from reportedly.terms.telling import principal

Agreement = Literal["agree", "compatible", "conflict"]
NEAR_DAYS = timedelta(days=31)
"""As-of days and starts within a month of each other are near."""


def agreement(one: Claim, other: Claim, items: ItemTree) -> Agreement | None:
    """How two claims stand to each other; None where they cannot be compared: no figure, unlike class, unit or scope, or
    windows that do not overlap. Order does not matter.
    """
    first, second = figure_of(one, items, {}), figure_of(other, items, {})
    if first is None or second is None or _alternatives(one, other):
        return None
    if principal(one.quantity) is None or not _windows_overlap(one, other):
        return None
    return figures_agreement(first, second)


def figures_agreement(one: Figure, other: Figure) -> Agreement | None:
    """The same of two figures. A figure without scope, or of a vague numeral, is a lower bound and conflicts with none."""
    if (one.item, one.unit, one.per) != (other.item, other.unit, other.per) or not _like_scope(one, other):
        return None
    if one.places and other.places and not set(one.places) & set(other.places):
        return None
    if one.scope == "subset" and not set(one.places) & set(other.places):
        return None  # of which wholes they are parts nobody says
    if one.scope == "increment" and not _spans_overlap(one, other):
        return None
    near_day = _near(one.as_of, other.as_of)
    if _near_figure(one, other):
        return "agree" if near_day and _near(one.start, other.start) else "compatible"
    if None in (one.scope, other.scope) or one.soft or other.soft:
        return "compatible"
    return "conflict" if _falls_short(one, other) or _falls_short(other, one) else "compatible"


def _like_scope(one: Figure, other: Figure) -> bool:
    scopes = {one.scope, other.scope}
    return len(scopes) == 1 or scopes == {"cumulative", None}


def _spans_overlap(one: Figure, other: Figure) -> bool:
    first, last = (one.start or date.min, one.as_of or date.max), (other.start or date.min, other.as_of or date.max)
    return first[0] <= last[1] and last[0] <= first[1]


def _near(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs(one - other) <= NEAR_DAYS


def _near_figure(one: Figure, other: Figure) -> bool:
    first, second = recalled(one), recalled(other)
    return abs(first - second) <= NEAR * max(abs(first), abs(second))


def _falls_short(less: Figure, more: Figure) -> bool:
    """Whether `less` states less than `more` where it covers all that `more` covers: to date, from as early and to as
    late; else near the same day.
    """
    about = NEAR if less.approximate or more.approximate else 0
    if less.high is None or more.low is None or less.high >= more.low * (1 - about):
        return False
    if less.scope != "cumulative":
        return _near(less.as_of, more.as_of) and _near(less.start, more.start)
    until = less.as_of is None or more.as_of is None or less.as_of >= more.as_of - NEAR_DAYS
    since = less.start is None or more.start is None or less.start <= more.start + NEAR_DAYS
    return until and since


def _windows_overlap(one: Claim, other: Claim) -> bool:
    first, second = one.happened, other.happened
    if first is None or second is None:
        return True
    return (first.start or date.min) <= (second.end or date.max) and (second.start or date.min) <= (
        first.end or date.max
    )


def _alternatives(one: Claim, other: Claim) -> bool:
    """Two branches of one alternative neither agree nor conflict."""
    if one.quantity is None or other.quantity is None or one.document.id != other.document.id:
        return False
    return one.quantity.alternative_group is not None and (
        one.quantity.alternative_group == other.quantity.alternative_group
    )
