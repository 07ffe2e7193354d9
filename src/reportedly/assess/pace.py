"""assess.pace: how fast, from one origin's own like figures with one start; else not computable, with the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from reportedly.terms.flow import Figure, Pace

DAYS_A_MONTH = 30.4375


def paces(figures: Iterable[Figure]) -> tuple[Pace, ...]:
    """One for each origin, class and unit with a cumulative figure, averaged from the common start to the latest day."""
    series: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.scope == "cumulative" and figure.origin:
            series[(figure.item, figure.unit, figure.origin)].append(figure)
    return tuple(_pace(key, group) for key, group in sorted(series.items()))


def _pace(key: tuple[str, str, str], group: list[Figure]) -> Pace:
    item, unit, origin = key
    latest = max(group, key=lambda f: (f.as_of or date.min, f.claims))
    like = [f for f in group if f.start == latest.start and f.as_of and not f.soft]
    reason = _why_not(group, like, latest)
    if reason or latest.start is None or latest.as_of is None:
        return Pace(reason, origin, item, unit)
    months = (latest.as_of - latest.start).days / DAYS_A_MONTH
    ordered = sorted(like, key=lambda f: f.as_of or date.min)
    return Pace(
        f"average since {latest.start} by {origin}'s own figures",
        origin,
        item,
        unit,
        None if latest.low is None else latest.low / months,
        None if latest.high is None else latest.high / months,
        latest.start,
        latest.as_of,
        tuple(f.claims[0] for f in ordered),
    )


def _why_not(group: list[Figure], like: list[Figure], latest: Figure) -> str:
    if len({f.as_of for f in group}) < 2:
        return "not computable: one figure of this origin shows no course"
    if latest.soft:
        return "not computable: the latest figure is a vague numeral"
    if latest.start is None:
        return "not computable: the latest figure does not say since when"
    if latest.as_of is None or (latest.as_of - latest.start).days < DAYS_A_MONTH:
        return "not computable: the latest figure covers less than a month"
    if len({f.as_of for f in like}) < 2:
        return "not computable: this origin's figures do not share one start"
    return ""
