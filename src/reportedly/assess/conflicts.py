"""assess.conflicts: figures of different origins that exclude each other, or agree. They are kept, not settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from reportedly.assess.agreement import Agreement, figures_agreement
from reportedly.assess.series import Edge, in_effect
from reportedly.terms.findings import Likeness
from reportedly.terms.flow import Conflict, Figure

_ALL_PAIRS = 200  # figures of one measure compared each with each; past that with their neighbours in time
_NEIGHBOURS = 50


def conflicts(figures: Iterable[Figure]) -> tuple[Conflict, ...]:
    """Pairs of figures of different named origins that exclude each other, by class, unit and day.

    An origin's cumulative figure with its increments added is compared as one; its claims stand together in the conflict.
    Another body of a state is another origin here.
    """
    pairs = _standing_as(figures, "conflict")
    return tuple(Conflict(claims, reason) for claims, reason in pairs.items())


def agreements(figures: Iterable[Figure]) -> tuple[Likeness, ...]:
    """Pairs of figures of different named origins that agree, likewise. Bodies of one state are left out: they are one."""
    apart = _standing_as(figures, "agree", lambda one, other: not set(one.states) & set(other.states))
    return tuple(Likeness(claims, reason) for claims, reason in apart.items())


def _standing_as(
    figures: Iterable[Figure], how: Agreement, among: Callable[[Figure, Figure], bool] = lambda one, other: True
) -> dict[tuple[str, ...], str]:
    named = [replace(figure, claims=figure.claims[:1]) for figure in figures if figure.origin]
    groups: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in (*named, *_summed(named)):
        groups[(figure.item, figure.unit, figure.per or "")].append(figure)
    found: dict[tuple[str, ...], str] = {}
    for key in sorted(groups):
        for one, other in _pairs(groups[key]):
            if one.origin != other.origin and among(one, other) and figures_agreement(one, other) == how:
                found.setdefault((*one.claims, *other.claims), f"{_words(one)}; {_words(other)}")
    return found


def _pairs(group: list[Figure]) -> Iterator[tuple[Figure, Figure]]:
    ordered = sorted(group, key=lambda f: (f.as_of is None, str(f.as_of), f.origin, f.claims))
    reach = len(ordered) if len(ordered) <= _ALL_PAIRS else _NEIGHBOURS
    for n, one in enumerate(ordered):
        for other in ordered[n + 1 : n + 1 + reach]:
            yield one, other


def _summed(figures: Iterable[Figure]) -> Iterator[Figure]:
    series: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.scope in ("cumulative", "increment"):
            series[(figure.origin, figure.item, figure.unit)].append(figure)
    for (_, item, _), group in sorted(series.items()):
        held = in_effect(group, item)
        if held.low and len(held.low.figures) > 1 and held.low.figures[0].scope == "cumulative":
            yield _as_one(held.low, held.high)


def _as_one(low: Edge, high: Edge | None) -> Figure:
    return replace(
        low.figures[0],
        low=low.value,
        high=high.value if high else None,
        as_of=low.as_of,
        claims=low.claims,
        approximate=any(f.approximate for f in low.figures),
    )


def _words(figure: Figure) -> str:
    low, high = (f"{v:,}" if v is not None else "" for v in (figure.low, figure.high))
    bounds = low if low == high else f"{low or 'up'} to {high}" if high else f"at least {low}"
    day = f" to {figure.as_of}" if figure.as_of else ""
    return f"{figure.origin} says {'about ' if figure.approximate else ''}{bounds} {figure.unit} ({figure.scope}{day})"
