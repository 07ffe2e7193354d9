"""Figures over time by origin, one unit a series: what a chart draws, as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from reportedly.present.names import Names
from reportedly.present.sentences import origin_key
from reportedly.present.words import claim_day
from reportedly.terms.claim import FLOW_KINDS, Claim, Modality
from reportedly.terms.findings import Grown
from reportedly.terms.flow import Figure, FlowAnswer
from reportedly.terms.quantity import Number, Scope, is_currency

State = Literal["firm", "soft", "denied"]
DRAWN_SCOPES: tuple[Scope | None, ...] = (None, "cumulative", "stock")
_FIRM: tuple[Modality, ...] = ("asserted", "assessed")


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure as claimed. on: the day it holds for. low, high: None where open, both None for a bare denial.
    notes: the footnotes of the claims that give this same figure for this same day and origin.
    """

    on: date
    origin: str
    low: Number | None
    high: Number | None
    state: State
    vague: bool
    item: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """The marks of one unit, by day. origins: those drawn, in the dossier's order. left_out: figures of the unit that
    are rates, capacities, parts or additions, and so do not compare. retold: claims that only repeat a figure drawn.
    grown: the band behind the marks, where these stand by day of publication.
    """

    unit: str
    noun: str
    marks: tuple[Mark, ...]
    denials: tuple[Mark, ...]
    origins: tuple[str, ...]
    left_out: int
    retold: int = 0
    grown: tuple[Grown, ...] = ()


def flow_series(answer: FlowAnswer, numbers: Mapping[str, int], names: Names) -> tuple[Series, ...]:
    """The series of an answer: each origin's figure once, at the day that the assessment puts it to; what is not counted
    as its claims give it.
    """
    if not answer.figures:
        return series_of(answer.claims, numbers, names)
    whole = {claim.id: claim for claim in answer.claims}
    counted = set(answer.counted)
    held = {claim for figure in answer.figures for claim in figure.claims}
    moving = [claim for claim in answer.claims if claim.kind in FLOW_KINDS]
    told = []
    for one in _drawn([c for c in moving if c.id not in counted], answer, numbers, names):
        open_marks = [replace(mark, state="soft") if mark.state == "firm" else mark for mark in one.marks]
        stated = _by_state(_stated(one.unit, answer.figures, whole, numbers, names))
        marks = _merged((*stated, *open_marks))
        told.append(_with_counts(replace(one, marks=marks), moving, counted - held))
    return _several(told)


def _drawn(claims: Sequence[Claim], answer: FlowAnswer, numbers: Mapping[str, int], names: Names) -> tuple[Series, ...]:
    """The uncounted marks of every unit of the figures."""
    bare = _merged(mark for mark in (_denial(claim, numbers, names) for claim in claims) if mark)
    units = dict.fromkeys(figure.unit for figure in answer.figures)
    return tuple(_series(unit, [c for c in claims if _of_unit(c, unit)], bare, numbers, names) for unit in units)


def _stated(
    unit: str, figures: Iterable[Figure], whole: Mapping[str, Claim], numbers: Mapping[str, int], names: Names
) -> Iterable[tuple[tuple[str, ...], Mark]]:
    for figure in figures:
        first = whole.get(figure.claims[0])
        if first is None or figure.unit != unit or figure.scope not in DRAWN_SCOPES:
            continue
        mark = _mark(first, numbers, names)
        if mark is not None:
            notes = tuple(sorted(numbers[claim] for claim in figure.claims if claim in numbers))
            yield figure.states, replace(mark, on=figure.as_of or mark.on, item=figure.item, notes=notes)


def _by_state(stated: Iterable[tuple[tuple[str, ...], Mark]]) -> Iterable[Mark]:
    """One mark where bodies of one state give the same figure for the same day."""
    together: dict[tuple[object, ...], list[Mark]] = {}
    for states, mark in stated:
        together.setdefault((states or mark.origin, mark.on, mark.low, mark.high), []).append(mark)
    for first, *rest in together.values():
        yield replace(first, notes=tuple(sorted({*first.notes, *(n for mark in rest for n in mark.notes)})))


def _with_counts(one: Series, claims: Iterable[Claim], repeats: set[str]) -> Series:
    of_unit = [claim for claim in claims if _of_unit(claim, one.unit)]
    apart = sum(claim.quantity is not None and claim.quantity.scope not in DRAWN_SCOPES for claim in of_unit)
    origins = tuple(dict.fromkeys(mark.origin for mark in (*one.marks, *one.denials)))
    return replace(one, origins=origins, left_out=apart, retold=sum(claim.id in repeats for claim in of_unit))


def _of_unit(claim: Claim, unit: str) -> bool:
    return claim.quantity is not None and claim.quantity.unit == unit


def series_of(
    claims: Sequence[Claim], numbers: Mapping[str, int], names: Names, *, several: bool = True
) -> tuple[Series, ...]:
    """One series for each unit in which figures are claimed (for several days, unless told otherwise), most figures
    first.
    """
    units: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.quantity and claim.quantity.unit and claim.kind in FLOW_KINDS:
            units.setdefault(claim.quantity.unit, []).append(claim)
    bare = _merged(mark for mark in (_denial(claim, numbers, names) for claim in claims) if mark)
    drawn = [_series(unit, group, bare, numbers, names) for unit, group in units.items()]
    return _several(drawn) if several else tuple(one for one in drawn if one.marks)


def _several(drawn: Iterable[Series]) -> tuple[Series, ...]:
    several = [one for one in drawn if len({mark.on for mark in one.marks}) > 1]
    return tuple(sorted(several, key=lambda series: (-len(series.marks), series.unit)))


def _series(
    unit: str, claims: Sequence[Claim], bare: tuple[Mark, ...], numbers: Mapping[str, int], names: Names
) -> Series:
    like = [claim for claim in claims if claim.quantity and claim.quantity.scope in DRAWN_SCOPES]
    marks = _merged(mark for mark in (_mark(claim, numbers, names) for claim in like) if mark)
    origins = tuple(dict.fromkeys(mark.origin for mark in (*marks, *bare)))
    noun = unit if is_currency(unit) else "people" if unit == "person" else names.unit(unit, None)
    return Series(unit, noun, marks, bare, origins, len(claims) - len(like))


def _mark(claim: Claim, numbers: Mapping[str, int], names: Names) -> Mark | None:
    on, quantity = claim_day(claim), claim.quantity
    if on is None or quantity is None or (quantity.low is None and quantity.high is None):
        return None
    item = claim.items[0].item if claim.items else ""
    state: State = "firm" if claim.modality in _FIRM else "denied" if claim.modality == "denied" else "soft"
    note = (numbers[claim.id],) if claim.id in numbers else ()
    return Mark(on, origin_key(claim, names), quantity.low, quantity.high, state, quantity.vague, item, note)


def _denial(claim: Claim, numbers: Mapping[str, int], names: Names) -> Mark | None:
    on = claim_day(claim)
    figured = claim.quantity is not None and (claim.quantity.low, claim.quantity.high) != (None, None)
    if claim.modality != "denied" or on is None or figured or claim.id not in numbers:
        return None
    return Mark(on, origin_key(claim, names), None, None, "denied", False, "", (numbers[claim.id],))


def _merged(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """One mark for claims that give the same figure for the same day and origin; by day."""
    together: dict[tuple[object, ...], list[Mark]] = {}
    for mark in marks:
        key = (mark.on, mark.origin, mark.low, mark.high, mark.state, mark.item)
        together.setdefault(key, []).append(mark)
    merged = [
        Mark(m.on, m.origin, m.low, m.high, m.state, m.vague, m.item, tuple(sorted(n for o in same for n in o.notes)))
        for same in together.values()
        for m in same[:1]
    ]
    return tuple(sorted(merged, key=lambda mark: (mark.on, mark.notes)))


def steps(series: Series) -> tuple[tuple[Mark, ...], ...]:
    """Each origin's own firm figures for one class of item, by day, where there are several: a later one revises."""
    runs: dict[tuple[str, str], list[Mark]] = {}
    for mark in series.marks:
        if mark.state == "firm":
            runs.setdefault((mark.origin, mark.item), []).append(mark)
    return tuple(tuple(run) for run in runs.values() if len({mark.on for mark in run}) > 1)
